/// What some GIF extensions say.
enum GIFDisclosures {
  /// The text of a plain text extension (GIF89a, 25): its sub-blocks after that of the grid.
  static func plainText(_ chain: GIFSubBlocks, in bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for run in chain.runs(bytes).dropFirst() { text += bytes[run] }
    return PrintableText.text(text[...])
  }
}
