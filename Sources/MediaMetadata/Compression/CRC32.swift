/// The cyclic redundancy check of PNG, gzip and ZIP (ISO 3309; RFC 1952, section 8; PNG, annex D).
public struct CRC32: Sendable, Equatable {
  /// The register, complemented as the standards say; 0 before the first byte.
  public private(set) var value: UInt32 = 0

  /// The check of no bytes.
  public init() {}

  /// The check of `bytes`.
  public static func of(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var check = CRC32()
    check.update(bytes)
    return check.value
  }

  /// Takes in more bytes.
  ///
  /// Sixteen bytes a step, each through a table of its own ("slicing", Kounavis and Berry 2005).
  public mutating func update(_ bytes: ArraySlice<UInt8>) { update(bytes.span) }

  /// Takes in more bytes.
  mutating func update(_ bytes: Span<UInt8>) {
    let tables = CRC32Tables.shared.span
    precondition(tables.count == CRC32Tables.count)
    var register = ~value
    var start = 0
    let whole = bytes.count & ~15
    while start < whole {
      let step = bytes.extracting(start..<(start &+ 16))
      let first = register ^ Self.word(step, 0)
      let second = Self.word(step, 4)
      let third = Self.word(step, 8)
      let fourth = Self.word(step, 12)
      register =
        Self.quarter(tables, first, 12) ^ Self.quarter(tables, second, 8)
        ^ Self.quarter(tables, third, 4) ^ Self.quarter(tables, fourth, 0)
      start &+= 16
    }
    while start < bytes.count {
      register = tables[Int((register ^ UInt32(bytes[start])) & 0xff)] ^ (register >> 8)
      start &+= 1
    }
    value = ~register
  }

  /// Takes in `count` bytes whose own check is `check`.
  ///
  /// **Source**: as zlib's `crc32_combine`: the register before is multiplied by x to the power of
  /// the number of bits, modulo the polynomial. O(log count).
  mutating func append(check: UInt32, count: Int) {
    var shift: UInt32 = 1 << 31
    var power: UInt32 = 1 << 30
    for _ in 0..<3 { power = Self.product(power, power) }
    var left = count
    while left > 0 {
      if left & 1 == 1 { shift = Self.product(power, shift) }
      power = Self.product(power, power)
      left >>= 1
    }
    value = Self.product(shift, value) ^ check
  }

  /// The product of two polynomials, lowest power in the highest bit, modulo the check's.
  private static func product(_ one: UInt32, _ other: UInt32) -> UInt32 {
    var sum: UInt32 = 0
    var shifted = other
    for bit in (0..<32).reversed() {
      if one >> UInt32(bit) & 1 == 1 { sum ^= shifted }
      shifted = shifted & 1 == 1 ? CRC32Tables.polynomial ^ (shifted >> 1) : shifted >> 1
    }
    return sum
  }

  /// Four bytes as a number, least significant first.
  @inline(__always)
  private static func word(_ bytes: Span<UInt8>, _ at: Int) -> UInt32 {
    UInt32(bytes[at]) | UInt32(bytes[at &+ 1]) << 8 | UInt32(bytes[at &+ 2]) << 16
      | UInt32(bytes[at &+ 3]) << 24
  }

  /// The part of the register that four bytes leave when `following` * 4 bytes come after them.
  @inline(__always)
  private static func quarter(
    _ tables: Span<UInt32>, _ word: UInt32, _ following: Int
  ) -> UInt32 {
    tables[(following &+ 3) &<< 8 | Int(word & 0xff)]
      ^ tables[(following &+ 2) &<< 8 | Int(word >> 8 & 0xff)]
      ^ tables[(following &+ 1) &<< 8 | Int(word >> 16 & 0xff)]
      ^ tables[following &<< 8 | Int(word >> 24)]
  }
}

/// What each byte value leaves in the register, 0 to 15 bytes later.
private enum CRC32Tables {
  static let count = 16 * 256

  /// The polynomial of ISO 3309, bits reversed.
  static let polynomial: UInt32 = 0xedb8_8320

  static let shared: [UInt32] = {
    var tables = [UInt32](repeating: 0, count: count)
    for byte in 0..<256 {
      var register = UInt32(byte)
      for _ in 0..<8 {
        register = register & 1 == 1 ? polynomial ^ (register >> 1) : register >> 1
      }
      tables[byte] = register
    }
    for index in 256..<count {
      let before = tables[index - 256]
      tables[index] = tables[Int(before & 0xff)] ^ (before >> 8)
    }
    return tables
  }()
}
