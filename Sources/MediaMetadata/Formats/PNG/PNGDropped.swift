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
