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
  public mutating func update(_ bytes: ArraySlice<UInt8>) { update(bytes.span) }

  /// Takes in more bytes.
  ///
  /// Four words of eight bytes a step, each with a register of its own ("braiding", Kadatch and
  /// Jenkins 2010, section 4.10, as zlib does it), what is left through eight tables ("slicing",
  /// Kounavis and Berry 2005).
  mutating func update(_ bytes: Span<UInt8>) {
    let tables = CRC32Tables.shared.span
    precondition(tables.count == CRC32Tables.count)
    var register = ~value
    var start = 0
    if bytes.count >= 2 * CRC32Tables.stride {
      var braids: (UInt32, UInt32, UInt32, UInt32) = (register, 0, 0, 0)
      let last = (bytes.count / CRC32Tables.stride &- 1) &* CRC32Tables.stride
      while start < last {
        let step = bytes.extracting(start..<(start &+ CRC32Tables.stride))
        braids = (
          Self.moved(tables, Self.word(step, 0) ^ UInt64(braids.0), 24),
          Self.moved(tables, Self.word(step, 8) ^ UInt64(braids.1), 24),
          Self.moved(tables, Self.word(step, 16) ^ UInt64(braids.2), 24),
          Self.moved(tables, Self.word(step, 24) ^ UInt64(braids.3), 24)
        )
        start &+= CRC32Tables.stride
      }
      // The registers meet in the last step: each word takes in those before it.
      let step = bytes.extracting(start..<(start &+ CRC32Tables.stride))
      register = Self.moved(tables, Self.word(step, 0) ^ UInt64(braids.0), 0)
      register = Self.moved(tables, Self.word(step, 8) ^ UInt64(braids.1 ^ register), 0)
      register = Self.moved(tables, Self.word(step, 16) ^ UInt64(braids.2 ^ register), 0)
      register = Self.moved(tables, Self.word(step, 24) ^ UInt64(braids.3 ^ register), 0)
      start &+= CRC32Tables.stride
    }
    while start &+ 8 <= bytes.count {
      register = Self.moved(tables, Self.word(bytes, start) ^ UInt64(register), 0)
      start &+= 8
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

  /// Eight bytes as a number, least significant first.
  @inline(__always)
  private static func word(_ bytes: Span<UInt8>, _ at: Int) -> UInt64 {
    InflateCursor.word(bytes, at)
  }

  /// The register that eight bytes leave when `following` bytes come after them.
  @inline(__always)
  private static func moved(_ tables: Span<UInt32>, _ word: UInt64, _ following: Int) -> UInt32 {
    var sum: UInt32 = 0
    for place in 0..<8 {
      let byte = Int(truncatingIfNeeded: word >> UInt64(8 &* place)) & 0xff
      sum ^= tables[(following &+ 7 &- place) &<< 8 | byte]
    }
    return sum
  }
}

/// What each byte value leaves in the register, 0 to 31 bytes later.
private enum CRC32Tables {
  /// How many bytes the four registers take in a step.
  static let stride = 32
  static let count = stride * 256

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
