/// Reads of big-endian numbers from a header held in memory; nil outside it, never a trap.
enum MovieBytes {
  /// The `count` bytes (at most 8) at `offset` as a number.
  static func number(_ bytes: [UInt8], at offset: Int, _ count: Int) -> UInt64? {
    guard offset >= 0, count >= 0, count <= 8, offset <= bytes.count - count else { return nil }
    var value: UInt64 = 0
    for index in offset..<(offset + count) { value = value << 8 | UInt64(bytes[index]) }
    return value
  }

  /// The four bytes at `offset`, which the caller has checked to lie inside; 0 outside.
  @inline(__always)
  static func word(_ bytes: [UInt8], at offset: Int) -> Int {
    guard offset >= 0, offset <= bytes.count - 4 else { return 0 }
    return Int(bytes[offset]) << 24 | Int(bytes[offset + 1]) << 16 | Int(bytes[offset + 2]) << 8
      | Int(bytes[offset + 3])
  }

  /// The number at `offset` as an integer, where it is one.
  static func integer(_ bytes: [UInt8], at offset: Int, _ count: Int) -> Int? {
    number(bytes, at: offset, count).flatMap { Int(exactly: $0) }
  }

  /// Whether all bytes are zero.
  static func areZero(_ bytes: ArraySlice<UInt8>) -> Bool { bytes.allSatisfy { $0 == 0 } }

  /// Whether a range holds exactly these characters from its start.
  static func starts(_ bytes: ArraySlice<UInt8>, with text: StaticString) -> Bool {
    bytes.starts(with: text.description.utf8)
  }
}

/// A running digest (FNV-1a, 64 bits) of what is too long to hold: it tells faults, not forgers.
struct MovieDigest: Equatable {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  /// Takes in bytes.
  mutating func add(_ bytes: ArraySlice<UInt8>) {
    var state = state
    for byte in bytes { state = (state ^ UInt64(byte)) &* 0x100_0000_01b3 }
    self.state = state
  }

  /// Takes in a number.
  mutating func add(_ number: Int) {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: UInt64(bitPattern: Int64(number)), 8)
    add(bytes[...])
  }

  /// The digest in eight bytes.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: state, 8)
    return bytes
  }
}
