/// Puts a profile together: header, table, contents, each aligned to four bytes.
struct ICCWriter {
  private var entries: [(signature: UInt32, offset: Int, count: Int)] = []
  private var body: [UInt8] = []
  private var contents: [(bytes: [UInt8], offset: Int)] = []
  private let isFourth: Bool

  /// A writer that starts with the two texts that every profile must have (9.2.22, 9.2.41).
  init(isFourth: Bool, name: String, rights: String) {
    self.isFourth = isFourth
    add(ICCProfile.code("desc"), isFourth ? Self.localised(name) : Self.description(name))
    add(ICCProfile.code("cprt"), isFourth ? Self.localised(rights) : Self.text(rights))
  }

  /// Adds a tag; equal contents are stored once.
  mutating func add(_ signature: UInt32, _ content: [UInt8]) {
    // A few dozen tags at most: comparing blocks of bytes is faster than hashing them.
    if let same = contents.first(where: { ByteComparison.areEqual($0.bytes, content) }) {
      entries.append((signature, same.offset, content.count))
      return
    }
    contents.append((content, body.count))
    entries.append((signature, body.count, content.count))
    body += content
    body.padToFour()
  }

  /// Adds the sequence of profiles that a device link must name: an empty one (9.2.42).
  mutating func addEmptySequence() {
    var content: [UInt8] = []
    content.append(signature: "pseq", count: 0)
    add(ICCProfile.code("pseq"), content)
  }

  /// The profile, its size put in.
  func finish(header: [UInt8]) -> [UInt8] {
    let start = header.count + 4 + 12 * entries.count
    var result: [UInt8] = []
    result.reserveCapacity(start + body.count)
    result.append(bigEndian: UInt64(start + body.count), 4)
    result += header.dropFirst(4)
    result.append(bigEndian: UInt64(entries.count), 4)
    for entry in entries {
      result.append(bigEndian: UInt64(entry.signature), 4)
      result.append(bigEndian: UInt64(start + entry.offset), 4)
      result.append(bigEndian: UInt64(entry.count), 4)
    }
    result += body
    return result
  }

  /// A header without a size: no date, no platform, no maker, no id (7.2).
  static func header(
    version: [UInt8], kind: UInt32, space: UInt32, connection: UInt32, flags: UInt8 = 0,
    attributes: UInt8 = 0, intent: UInt8 = 0
  ) -> [UInt8] {
    var header = [UInt8](repeating: 0, count: 8)
    header += version + [0, 0]
    for code in [kind, space, connection] { header.append(bigEndian: UInt64(code), 4) }
    header += [UInt8](repeating: 0, count: 12)
    header.append(bigEndian: UInt64(FourCharacters.code("acsp")), 4)
    header += [0, 0, 0, 0, 0, 0, 0, flags]
    header += [UInt8](repeating: 0, count: 15) + [attributes]
    header += [0, 0, 0, intent]
    for value in whitePoint { header.append(fixed: value) }
    return header + [UInt8](repeating: 0, count: 48)
  }

  /// D50, the white of the connection space, of 65536 (7.2.16).
  static let whitePoint: [Int32] = [0xf6d6, 0x10000, 0xd32d]

  /// An XYZ number as a tag's content.
  static func triple(_ values: [Int32]) -> [UInt8] {
    var content: [UInt8] = []
    content.append(bigEndian: UInt64(FourCharacters.code("XYZ ")), 4)
    content.append(bigEndian: 0, 4)
    for value in values { content.append(fixed: value) }
    return content
  }

  /// Text in one language (multiLocalizedUnicodeType, 10.15).
  private static func localised(_ text: String) -> [UInt8] {
    var content: [UInt8] = []
    content.append(signature: "mluc", count: 1)
    content.append(bigEndian: 12, 4)
    content += Array("enUS".utf8)
    content.append(bigEndian: UInt64(2 * text.utf16.count), 4)
    content.append(bigEndian: 28, 4)
    for unit in text.utf16 { content.append(bigEndian: UInt64(unit), 2) }
    return content
  }

  /// Text of version 2 (textType, 10.24).
  private static func text(_ text: String) -> [UInt8] {
    var content: [UInt8] = []
    content.append(bigEndian: UInt64(FourCharacters.code("text")), 4)
    content.append(bigEndian: 0, 4)
    return content + Array(text.utf8) + [0]
  }

  /// A description of version 2 (textDescriptionType, ICC.1:2001-04, 6.5.17).
  private static func description(_ text: String) -> [UInt8] {
    var content: [UInt8] = []
    content.append(
      signature: "desc", count: UInt32(truncatingIfNeeded: text.utf8.count + 1))
    content += Array(text.utf8) + [0]
    // No Unicode (language, count), no Macintosh script (code, count, 67 bytes).
    return content + [UInt8](repeating: 0, count: 4 + 4 + 2 + 1 + 67)
  }
}
