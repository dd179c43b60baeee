/// What some GIF extensions say.
enum GIFDisclosures {
  /// The text of a plain text extension (GIF89a, 25): its sub-blocks after that of the grid.
  static func plainText(_ chain: GIFSubBlocks, in bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for run in chain.runs(bytes).dropFirst() { text += bytes[run] }
    return PrintableText.text(text[...])
  }

  /// Refuses surplus sub-blocks of a graphic control in which ImageMagick would see another
  /// transparent colour than the first sub-block names.
  ///
  /// ImageMagick reads each sub-block over the one before (coders/gif.c); all others read the first.
  static func checkOverlay(
    _ chain: GIFSubBlocks, in bytes: [UInt8], _ reading: inout Reading
  ) throws(MediaError) {
    var overlay: [UInt8] = [0, 0, 0, 0]
    var first: [UInt8] = []
    for run in chain.runs(bytes) {
      for (index, position) in run.prefix(4).enumerated() { overlay[index] = bytes[position] }
      if first.isEmpty { first = overlay }
    }
    let isOpaque = first[0] & 1 == 0 && overlay[0] & 1 == 0
    if isOpaque || (first[0] & 1 == overlay[0] & 1 && first[3] == overlay[3]) { return }
    try reading.unclassified(
      chain.start..<chain.end, in: .gif, "graphic control extension/surplus")
  }
}
