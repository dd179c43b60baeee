/// A checked cursor over bytes in memory: each read that passes the end returns nil, none traps.
public struct ByteReader: Sendable {
  /// The bytes it stands on.
  public let bytes: [UInt8]
  /// Where the next read starts, an index of `bytes`.
  public private(set) var position: Int
  /// Where reading must end, an index of `bytes`.
  public let end: Int

  /// A cursor over `range`, or over all; a range outside the bytes is cut to them.
  public init(_ bytes: [UInt8], in range: Range<Int>? = nil) {
    self.bytes = bytes
    let range = (range ?? 0..<bytes.count).clamped(to: 0..<bytes.count)
    position = range.lowerBound
    end = range.upperBound
  }

  /// How many bytes are left.
  public var remaining: Int { end - position }

  /// Moves to `position` if it lies within the range.
  public mutating func seek(to position: Int) -> Bool {
    guard position >= 0, position <= end else { return false }
    self.position = position
    return true
  }

  /// Moves on by `count` bytes, if there are so many.
  public mutating func skip(_ count: Int) -> Bool {
    guard count >= 0, count <= remaining else { return false }
    position += count
    return true
  }

  /// The next byte.
  public mutating func byte() -> UInt8? {
    guard position < end else { return nil }
    defer { position += 1 }
    return bytes[position]
  }

  /// The next `count` bytes (at most 8) as a number, most significant first.
  public mutating func bigEndian(_ count: Int) -> UInt64? {
    guard count <= 8, count <= remaining else { return nil }
    var value: UInt64 = 0
    for index in position..<(position + count) { value = value << 8 | UInt64(bytes[index]) }
    position += count
    return value
  }

  /// The next `count` bytes (at most 8) as a number, least significant first.
  public mutating func littleEndian(_ count: Int) -> UInt64? {
    guard count <= 8, count <= remaining else { return nil }
    var value: UInt64 = 0
    for index in (position..<(position + count)).reversed() {
      value = value << 8 | UInt64(bytes[index])
    }
    position += count
    return value
  }

  /// The next `count` bytes.
  public mutating func slice(_ count: Int) -> ArraySlice<UInt8>? {
    guard count >= 0, count <= remaining else { return nil }
    defer { position += count }
    return bytes[position..<(position + count)]
  }
}
