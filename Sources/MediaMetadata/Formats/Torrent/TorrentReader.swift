/// Takes torrent files apart (BEP 3, 5, 12, 17, 19, 52).
///
/// Kept: `info` byte for byte, for its hash is the torrent's identity (a strict policy drops what
/// no program needs of it, and says so); what is needed to find others (trackers, nodes, web
/// seeds), without personal keys; hashes. All else goes.
public enum TorrentReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.torrent

  /// Whether the first bytes look like it: a dictionary whose first key is a word.
  public static func recognises(_ head: [UInt8]) -> Bool {
    guard head.first == UInt8(ascii: "d") else { return false }
    let digits = head.dropFirst().prefix { (0x30...0x39).contains($0) }
    guard (1...2).contains(digits.count), let count = Int(String(decoding: digits, as: UTF8.self)),
      count > 0, head.count > digits.endIndex + count, head[digits.endIndex] == UInt8(ascii: ":")
    else { return false }
    let key = head[(digits.endIndex + 1)...].prefix(count)
    let next = head[(digits.endIndex + 1 + count)...].first ?? 0
    return key.allSatisfy { (0x20...0x7e).contains($0) }
      && ((0x30...0x39).contains(next) || [0x69, 0x6c, 0x64].contains(next))
  }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let bytes = try source.whole(limit: reading.limits.imageBytes)
    var scanner = TorrentScanner(bytes)
    guard case .dictionary(let entries) = try scanner.value(&reading),
      entries.contains(where: { bytes[$0.key].elementsEqual("info".utf8) })
    else { throw .malformed(format, offset: 0, reason: "there is no info dictionary") }
    var plan = TorrentPlan(bytes)
    for entry in entries { try plan.take(entry, &reading) }
    plan.pieces.keep(to: scanner.position, "dictionary")
    if scanner.position < bytes.count {
      reading.discloseUnknown(
        bytes[scanner.position...], at: "after the end", "bytes behind the dictionary")
      plan.pieces.drop(to: bytes.count, "after the end")
    }
    return Anatomy(pieces: plan.pieces.pieces, payload: [.bytes(plan.kept)])
  }
}
