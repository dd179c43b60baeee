/// Takes mail messages apart (RFC 5322, MIME).
///
/// Kept: who wrote to whom and about what (reported; a strict policy puts neutral addresses there),
/// the parts with their types, names and contents, each cleaned as a file of its own. All other
/// fields go: the way it took, programs, times, ids, signatures. Marks between parts and ids of
/// parts are made anew. The output is made from what was read; written again, it stays the same.
public enum MailReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.mail

  /// How far the fields are looked at to tell a mail from other text.
  private static let window = 1 << 13

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool { false }

  /// Whether two fields of the first lines are ones that mails have.
  public static func recognises(
    _ head: [UInt8], in source: MediaSource
  ) throws(MediaError) -> Bool {
    let first = head.prefix { $0 != 0x3a && $0 != 0x20 && $0 != 0x0a }
    let isBox = head.starts(with: Array("From ".utf8))
    guard isBox || (first.count > 1 && first.count < head.count && head[first.count] == 0x3a),
      first.allSatisfy({ $0 > 0x20 && $0 < 0x7f })
    else { return false }
    let bytes = try source.bytes(0..<min(window, source.count))
    return isMail(bytes)
  }

  private static func isMail(_ bytes: [UInt8]) -> Bool {
    var position = 0
    var names: Set<String> = []
    for number in 0..<64 where position < bytes.count {
      let (end, next) = MailHeader.line(bytes, position, bytes.count)
      if end == position { break }
      let line = bytes[position..<end]
      position = next
      if MailHeader.isBlank(line[line.startIndex]) { continue }
      if number == 0, line.starts(with: Array("From ".utf8)) { continue }
      // The last line may be cut by the window.
      guard let colon = line.firstIndex(of: UInt8(ascii: ":")) else {
        if next >= bytes.count { break }
        return false
      }
      let name = String(decoding: line[..<colon], as: UTF8.self).lowercased()
      guard name.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f }) else { return false }
      if MailHeader.known.contains(name) { names.insert(name) }
    }
    return names.count >= 2
  }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let bytes = try source.whole(limit: reading.limits.imageBytes)
    var start = 0
    if bytes.starts(with: Array("From ".utf8)) {
      start = MailHeader.line(bytes, 0, bytes.count).next
      guard !bytes.holds("\nFrom ") else {
        throw .unclassified(
          format, offset: 0, count: bytes.count, structure: "several mails in one file")
      }
      reading.disclose(
        .person, .high, at: "From", "who sent it, and when it came",
        value: PrintableText.text(bytes[..<start]))
    }
    var rebuild = try MailRebuild(bytes, &reading)
    let output = try rebuild.entity(start..<bytes.count, at: "", depth: 0, &reading)
    guard isMail(output) else {
      throw .unclassified(format, offset: 0, count: bytes.count, structure: "a mail without fields")
    }
    return Anatomy(
      pieces: [
        Piece(
          input: 0..<bytes.count, owner: "mail", output: output == bytes ? .same : .bytes(output))
      ], payload: [.header(rebuild.payload)])
  }
}
