/// Counts that no real file comes near; they bound what a hostile table takes in memory.
enum HEIFLimits {
  /// Items, extents, associations, references in one table.
  static let entries = 1 << 17
  /// Units in one coded picture.
  static let units = 1 << 16
  /// Bytes that all compressed packets of a file may inflate to.
  static let inflatedBytes = 1 << 22

  /// Throws where a table has more.
  static func check(_ count: Int, of limit: Int = entries) throws(MediaError) {
    guard count <= limit else { throw .limit(.structures, allowed: limit) }
  }
}

/// Boxes inside `meta`, held in memory: what all of them have in common.
enum HEIFBox {
  /// A box of `content`.
  static func encoded(_ type: StaticString, _ content: [UInt8]) -> [UInt8] {
    encoded(FourCharacters.code(type), content)
  }

  /// A box of `content`, whose size fits 32 bits as all of `meta` does.
  static func encoded(_ type: UInt32, _ content: [UInt8]) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 + content.count)
    bytes.append(bigEndian: UInt64(8 + content.count), 4)
    bytes.append(bigEndian: UInt64(type), 4)
    bytes += content
    return bytes
  }

  /// The version and flags that a full box starts with (ISO/IEC 14496-12, 4.2.2).
  static func versionAndFlags(_ version: UInt8, _ flags: UInt32 = 0) -> [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: UInt64(version) << 24 | UInt64(flags & 0xff_ffff), 4)
    return bytes
  }
}

extension ByteReader {
  /// The version and flags of a full box.
  mutating func heifVersionAndFlags() -> (version: UInt8, flags: UInt32)? {
    guard let word = bigEndian(4) else { return nil }
    return (UInt8(word >> 24), UInt32(word & 0xff_ffff))
  }

  /// The bytes up to a zero, which is passed, or up to the end.
  mutating func heifString() -> ArraySlice<UInt8> {
    let rest = bytes[position..<end]
    let text = rest.prefix { $0 != 0 }
    _ = skip(min(remaining, text.count + 1))
    return text
  }
}
