/// A profile's header and tag table, checked.
///
/// **Source**: ICC.1:2022, 7.2 (header) and 7.3 (tag table).
struct ICCProfile {
  /// One entry of the tag table.
  struct Tag {
    let signature: UInt32
    /// Where its content stands; nil where the profile does not hold all of it.
    let range: Range<Int>?
  }

  /// The whole profile as it came.
  let bytes: [UInt8]
  /// Where the profile says that it ends, at most the end of the bytes.
  let end: Int
  /// The tags in the order of the table; of two with one signature the first counts.
  let tags: [Tag]

  /// The bytes of the header.
  static let headerCount = 128
  /// More tags than a colour engine takes.
  private static let tagLimit = 256
  private static let classes = ["scnr", "mntr", "prtr", "link", "spac", "abst", "nmcl"]
  private static let spaces = [
    "XYZ ", "Lab ", "Luv ", "YCbr", "Yxy ", "RGB ", "GRAY", "HSV ", "HLS ", "CMYK", "CMY ", "2CLR",
    "3CLR", "4CLR", "5CLR", "6CLR", "7CLR", "8CLR", "9CLR", "ACLR", "BCLR", "CCLR", "DCLR", "ECLR",
    "FCLR",
  ]
  private static let knownClasses = Set(classes.map { ICCProfile.code($0) })
  private static let knownSpaces = Set(spaces.map { ICCProfile.code($0) })

  /// Nil where the header or the table breaks the rules.
  init?(_ bytes: [UInt8]) {
    self.bytes = bytes
    let reader = ICCBytes(bytes)
    guard bytes.count >= Self.headerCount + 4, reader.u32(36) == Self.code("acsp"),
      let size = reader.u32(0), size >= 132, let count = reader.u32(128),
      count <= Self.tagLimit, (2...4).contains(bytes[8])
    else { return nil }
    end = min(Int(size), bytes.count)
    guard end >= 132 + 12 * Int(count) else { return nil }
    var tags: [Tag] = []
    var seen: Set<UInt32> = []
    for index in 0..<Int(count) {
      let entry = 132 + 12 * index
      guard let signature = reader.u32(entry), let offset = reader.u32(entry + 4),
        let length = reader.u32(entry + 8), seen.insert(signature).inserted
      else { continue }
      let isInside = Int(offset) >= Self.headerCount && Int(offset) + Int(length) <= end
      tags.append(
        Tag(
          signature: signature,
          range: isInside ? Int(offset)..<(Int(offset) + Int(length)) : nil))
    }
    self.tags = tags
    guard let kind = reader.u32(12), Self.knownClasses.contains(kind),
      let space = reader.u32(16), Self.knownSpaces.contains(space),
      let connection = reader.u32(20), Self.knownSpaces.contains(connection)
    else { return nil }
    let isLink = kind == Self.code("link")
    guard isLink || connection == Self.code("XYZ ") || connection == Self.code("Lab ") else {
      return nil
    }
  }

  /// The device class.
  var kind: UInt32 { ICCBytes(bytes).u32(12) ?? 0 }
  /// The colour space of the data.
  var space: UInt32 { ICCBytes(bytes).u32(16) ?? 0 }
  /// The connection space.
  var connection: UInt32 { ICCBytes(bytes).u32(20) ?? 0 }
  /// The rendering intent, 0 to 3.
  var intent: UInt8 { bytes[67] & 3 }
  /// Whether it follows version 4.
  var isFourth: Bool { bytes[8] == 4 }

  /// The content of a tag; nil where the profile has none, or not all of it.
  func content(_ signature: StaticString) -> ArraySlice<UInt8>? {
    let code = FourCharacters.code(signature)
    return tags.first { $0.signature == code }?.range.map { bytes[$0] }
  }

  /// Whether the table names a tag.
  func has(_ signature: UInt32) -> Bool { tags.contains { $0.signature == signature } }

  /// The number of a code of four ASCII characters.
  static func code(_ text: String) -> UInt32 {
    text.utf8.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }
}

/// Checked reads of big-endian numbers at any offset.
struct ICCBytes {
  private let bytes: ArraySlice<UInt8>

  init(_ bytes: [UInt8]) { self.bytes = bytes[...] }
  init(_ bytes: ArraySlice<UInt8>) { self.bytes = bytes }

  /// How many bytes there are.
  var count: Int { bytes.count }

  /// The byte at an offset from the start.
  func u8(_ offset: Int) -> UInt8? {
    guard offset >= 0, offset < bytes.count else { return nil }
    return bytes[bytes.startIndex + offset]
  }

  /// Two bytes.
  func u16(_ offset: Int) -> UInt16? {
    guard offset >= 0, offset <= bytes.count - 2 else { return nil }
    let at = bytes.startIndex + offset
    return UInt16(bytes[at]) << 8 | UInt16(bytes[at + 1])
  }

  /// Four bytes.
  func u32(_ offset: Int) -> UInt32? {
    guard let high = u16(offset), let low = u16(offset + 2) else { return nil }
    return UInt32(high) << 16 | UInt32(low)
  }

  /// Four bytes as a number with 16 bits after the point (s15Fixed16).
  func fixed(_ offset: Int) -> Int32? { u32(offset).map { Int32(bitPattern: $0) } }

  /// The bytes of a range of offsets; nil where they pass the end.
  func slice(_ offset: Int, _ count: Int) -> ArraySlice<UInt8>? {
    guard offset >= 0, count >= 0, offset <= bytes.count, count <= bytes.count - offset else {
      return nil
    }
    let start = bytes.startIndex + offset
    return bytes[start..<(start + count)]
  }
}
