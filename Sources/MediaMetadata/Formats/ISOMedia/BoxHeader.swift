/// The header of one box of an ISO base media file (ISO/IEC 14496-12, 4.2), or atom of QuickTime.
public struct BoxHeader: Sendable, Equatable {
  /// Four characters as a number, most significant first: "moov" is 0x6d6f6f76.
  public let type: UInt32
  /// The whole box, header included, in the source it was read from.
  public let range: Range<Int>
  /// Where the content starts: after size, type, large size and the type of a `uuid` box.
  public let contentStart: Int
  /// The 16 bytes of a `uuid` box's type; empty for others.
  public let extendedType: [UInt8]

  /// The longest header: size, type, large size and an extended type.
  static let longest = 32

  /// The bytes after the header.
  public var content: Range<Int> { contentStart..<range.upperBound }

  /// The type in text, for locations and owners; characters that can't be shown become "?".
  public var name: String { FourCharacters.name(type) }

  /// Reads the header at `offset` within `bounds`.
  ///
  /// A size of 0 means to the end of `bounds`, which only the last box of a file may say.
  /// Nil where no whole box fits.
  public static func read(
    _ source: MediaSource, at offset: Int, within bounds: Range<Int>
  ) throws(MediaError) -> BoxHeader? {
    guard bounds.contains(offset), bounds.upperBound - offset >= 8 else { return nil }
    let head = try source.bytes(offset..<(offset + min(longest, bounds.upperBound - offset)))
    return read(ByteReader(head), at: offset, end: bounds.upperBound)
  }

  /// Reads the header at `offset` within `bounds` of bytes in memory; see `read(_:at:within:)`.
  static func read(
    _ bytes: [UInt8], at offset: Int, within bounds: Range<Int>
  ) -> BoxHeader? {
    let bounds = bounds.clamped(to: 0..<bytes.count)
    guard bounds.contains(offset), bounds.upperBound - offset >= 8 else { return nil }
    let head = offset..<(offset + min(longest, bounds.upperBound - offset))
    return read(ByteReader(bytes, in: head), at: offset, end: bounds.upperBound)
  }

  /// Reads a header from the first bytes of a box at `offset`, which must end at `end` or before.
  ///
  /// A box of type `cut` may say that it ends later: then the file was cut off, and it ends at
  /// `end`.
  static func read(
    _ head: ByteReader, at offset: Int, end: Int, cut: UInt32? = nil
  ) -> BoxHeader? {
    var reader = head
    let start = reader.position
    guard let size = reader.bigEndian(4), let code = reader.bigEndian(4) else { return nil }
    let type = UInt32(code)
    let available = UInt64(end - offset)
    var length = available
    if size == 1 {
      guard let large = reader.bigEndian(8) else { return nil }
      length = large
    } else if size != 0 {
      length = size
    }
    if type == cut { length = min(length, available) }
    var extended: [UInt8] = []
    if type == FourCharacters.uuid {
      guard let bytes = reader.slice(16) else { return nil }
      extended = Array(bytes)
    }
    let headerCount = reader.position - start
    guard length >= UInt64(headerCount), length <= available else { return nil }
    return BoxHeader(
      type: type, range: offset..<(offset + Int(length)), contentStart: offset + headerCount,
      extendedType: extended)
  }

  /// The boxes of `range` in memory, in order, up to the first bytes that are no box.
  static func list(_ bytes: [UInt8], in range: Range<Int>) -> [BoxHeader] {
    var boxes: [BoxHeader] = []
    var offset = range.lowerBound
    while let box = read(bytes, at: offset, within: range) {
      boxes.append(box)
      offset = box.range.upperBound
    }
    return boxes
  }
}

/// Four-character codes.
public enum FourCharacters {
  /// `uuid`, whose type follows in 16 bytes.
  static let uuid: UInt32 = 0x7575_6964
  /// `mdat`, the box of data.
  static let mediaData: UInt32 = 0x6d64_6174
  /// `ftyp`, the first box of a file.
  static let fileType: UInt32 = 0x6674_7970

  /// The number of a code of four ASCII characters; Mac Roman's © (0xA9) is written "©".
  public static func code(_ text: StaticString) -> UInt32 {
    var value: UInt32 = 0
    for scalar in text.description.unicodeScalars {
      value = value << 8 | (scalar.value & 0xff)
    }
    return value
  }

  /// The code as text.
  public static func name(_ code: UInt32) -> String {
    let bytes = [24, 16, 8, 0].map { (shift: UInt32) in UInt8(truncatingIfNeeded: code >> shift) }
    if bytes.allSatisfy({ (0x20...0x7e).contains($0) }) {
      return String(decoding: bytes, as: UTF8.self)
    }
    var text = ""
    for shift in [24, 16, 8, 0] as [UInt32] {
      let byte = UInt8(truncatingIfNeeded: code >> shift)
      if (0x20...0x7e).contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += byte == 0xa9 ? "©" : "?"
      }
    }
    return text
  }
}
