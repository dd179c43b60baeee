/// A chunk that a rebuild drops, and what it gives away.
struct PNGDropped {
  private let chunk: PNGChunk
  private let content: ArraySlice<UInt8>

  /// A chunk and its content.
  init(_ chunk: PNGChunk, _ content: ArraySlice<UInt8>) {
    self.chunk = chunk
    self.content = content
  }

  /// Notes what it gives away: at least one thing.
  func disclose(_ reading: inout Reading) throws(MediaError) {
    let count = reading.disclosures.count
    switch chunk.type {
    case PNGType.text, PNGType.compressedText, PNGType.internationalText:
      var text = PNGText(chunk.type, content)
      try text.disclose(&reading)
    case PNGType.time: discloseTime(&reading)
    case PNGType.provenance:
      try ProvenanceBlock.read(content, at: chunk.name, fate: .removed, &reading)
    case FourCharacters.code("tXMP"): try XMPBlock.read(content, at: chunk.name, &reading)
    case PNGType.exif, FourCharacters.code("exIf"):
      _ = try ExifBlock.read(content, at: chunk.name, &reading)
    default: break
    }
    guard reading.disclosures.count == count else { return }
    discloseOther(&reading)
    if reading.wantsValues, !content.isEmpty {
      _ = try reading.embedded(MediaSource(Array(content)), at: chunk.name)
    }
  }

  private func discloseOther(_ reading: inout Reading) {
    guard let entry = PNGPrivateChunks.entry(chunk.type) else {
      return reading.discloseUnknown(
        PNGEvidence.withInflated(content), at: chunk.name, "a chunk that no list knows")
    }
    reading.disclose(
      entry.category, entry.severity, at: chunk.name, entry.meaning,
      value: PrintableText.runs(in: PNGEvidence.withInflated(content)))
  }

  /// Year, month, day, hour, minute, second (PNG 3rd edition, 11.3.5).
  private func discloseTime(_ reading: inout Reading) {
    var value: String?
    if content.count >= 7, reading.wantsValues {
      let fields = Array(content.prefix(7)).map { Int($0) }
      func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
      let day = "\(fields[0] << 8 | fields[1])-\(two(fields[2]))-\(two(fields[3]))"
      value = day + " \(two(fields[4])):\(two(fields[5])):\(two(fields[6]))"
    }
    reading.disclose(
      .time, .medium, at: chunk.name, "when the picture was last changed", value: value)
    if content.count != 7 {
      reading.discloseUnknown(content.dropFirst(7), at: chunk.name)
    }
  }
}

extension PNGEvidence {
  /// The bytes, and what a zlib stream at their start or behind a short header inflates to.
  static func withInflated(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    let head = bytes.prefix(128)
    for place in head.indices where isStreamHeader(bytes[place...]) {
      let inflated = inflated(bytes[place...], limit: limit)
      if !inflated.isEmpty { return (Array(bytes.prefix(limit)) + inflated)[...] }
    }
    return bytes
  }

  /// Whether a zlib stream with a window of 32 KiB may begin here (RFC 1950, 2.2).
  private static func isStreamHeader(_ bytes: ArraySlice<UInt8>) -> Bool {
    guard let first = bytes.first, let second = bytes.dropFirst().first else { return false }
    return first == 0x78 && (0x7800 | UInt16(second)) % 31 == 0
  }
}

extension PNGRebuild {
  /// What follows the last chunk: after IEND nobody looks, and elsewhere no decoder goes on.
  mutating func takeTail(_ reading: inout Reading) throws(MediaError) {
    guard chunks.tail < bytes.count else { return }
    let tail = bytes[chunks.tail...]
    let isEnded = chunks.all.last?.type == PNGType.end
    let location = isEnded ? "after IEND" : "after the last chunk"
    let streams = Self.streams(in: tail)
    if streams.isEmpty {
      reading.discloseUnknown(tail, at: location, "bytes that no decoder reads")
    } else {
      reading.disclose(
        .content, .high, at: location,
        "data of another, perhaps an earlier picture, which may show what was cut off",
        value: PrintableText.runs(in: Self.evidence(tail, streams)))
    }
    if reading.wantsValues {
      _ = try reading.embedded(MediaSource(Array(tail)), at: location)
    }
    list.drop(to: bytes.count, location)
  }

  /// Where the contents of data chunks begin in bytes that are no chunks any more, at most sixteen.
  ///
  /// A picture that was overwritten by a smaller one, in a file that was not cut, leaves its last
  /// chunks behind ("aCropalypse", CVE-2023-21036).
  private static func streams(in tail: ArraySlice<UInt8>) -> [Int] {
    let mark = Array("IDAT".utf8)
    var found: [Int] = []
    var index = tail.startIndex
    while found.count < 16, let at = tail[index...].firstIndex(of: mark[0]) {
      index = at + 1
      if tail[at...].starts(with: mark) { found.append(at + 4) }
    }
    return found
  }

  private static func evidence(_ tail: ArraySlice<UInt8>, _ streams: [Int]) -> ArraySlice<UInt8> {
    var bytes = Array(tail.prefix(PNGEvidence.limit / 4))
    for start in streams {
      bytes += PNGEvidence.inflated(tail[start...], limit: PNGEvidence.limit / 32)
    }
    return bytes[...]
  }
}
