/// Reads of numbers and marks from a file of sound held in memory; nil or false outside it, never a
/// trap.
enum AudioBytes {
  /// The `count` bytes (at most 7) at `offset` as a number, most significant first.
  static func big(_ bytes: ArraySlice<UInt8>, at offset: Int, _ count: Int) -> Int? {
    guard count <= 7, isInside(bytes, offset, count) else { return nil }
    return bytes[offset..<offset + count].reduce(0) { $0 << 8 | Int($1) }
  }

  /// The `count` bytes (at most 7) at `offset` as a number, least significant first.
  static func little(_ bytes: ArraySlice<UInt8>, at offset: Int, _ count: Int) -> Int? {
    guard count <= 7, isInside(bytes, offset, count) else { return nil }
    return bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  /// Whether `text` stands at `offset`.
  static func holds(_ text: StaticString, at offset: Int, in bytes: ArraySlice<UInt8>) -> Bool {
    let count = text.utf8CodeUnitCount
    guard isInside(bytes, offset, count) else { return false }
    return bytes[offset..<offset + count].elementsEqual(text.description.utf8)
  }

  /// Where `text` first stands within `range`.
  static func find(
    _ text: StaticString, in bytes: ArraySlice<UInt8>, within range: Range<Int>
  ) -> Int? {
    let range = range.clamped(to: bytes.startIndex..<bytes.endIndex)
    guard let first = text.description.utf8.first else { return nil }
    return range.first { bytes[$0] == first && holds(text, at: $0, in: bytes) }
  }

  /// Whether all bytes are zero.
  static func areZero(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.allSatisfy { $0 == 0 } }

  /// The number of four bytes of seven bits each; nil where a top bit is set.
  static func syncSafe(_ bytes: ArraySlice<UInt8>, at offset: Int) -> Int? {
    guard isInside(bytes, offset, 4) else { return nil }
    var value = 0
    for byte in bytes[offset..<offset + 4] {
      guard byte < 0x80 else { return nil }
      value = value << 7 | Int(byte)
    }
    return value
  }

  /// Whether `count` bytes from `offset` on lie in the slice.
  static func isInside(_ bytes: ArraySlice<UInt8>, _ offset: Int, _ count: Int) -> Bool {
    count >= 0 && offset >= bytes.startIndex && offset <= bytes.endIndex
      && count <= bytes.endIndex - offset
  }
}
