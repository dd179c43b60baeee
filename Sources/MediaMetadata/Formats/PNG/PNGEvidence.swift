/// Bytes taken together as evidence of what a file gives away.
enum PNGEvidence {
  /// The most bytes that are gathered.
  static let limit = 1 << 16

  /// The first bytes of the runs; and, where they begin with a zlib stream, what it inflates to.
  static func gathered(_ runs: [Range<Int>], in bytes: [UInt8]) -> [UInt8] {
    var gathered: [UInt8] = []
    for run in runs where gathered.count < limit {
      gathered += bytes[run].prefix(limit - gathered.count)
    }
    return gathered + inflated(gathered[...], limit: limit)
  }

  /// The first bytes that a zlib stream inflates to; none where there is no stream.
  static func inflated(_ bytes: ArraySlice<UInt8>, limit: Int) -> [UInt8] {
    // A header of a zlib stream begins with 8 in the low bits (RFC 1950, 2.2).
    guard bytes.count > 2, bytes.first.map({ $0 & 15 == 8 }) == true else { return [] }
    // Streams hardly grow what they hold: more input is not needed, and not copied.
    let all = Array(bytes.prefix(2 * limit + 1024))
    var stream = InflateStream(all, runs: [0..<all.count])
    var result: [UInt8] = []
    while result.count < limit, stream.next() {
      result += stream.window[stream.chunk].prefix(limit - result.count)
    }
    return result
  }

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
