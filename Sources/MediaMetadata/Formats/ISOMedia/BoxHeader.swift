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

  /// The bytes after the header.
  public var content: Range<Int> { contentStart..<range.upperBound }

  /// The type in text, for locations and owners; characters that can't be shown become "?".
  public var name: String { FourCharacters.name(type) }

  /// Reads the header at `offset` within `bounds`.
  ///
  /// A size of 0 means to the end of `bounds`, which only the last box of a file may say
  /// (`isLast`). Nil where no whole box fits.
  public static func read(
    _ source: MediaSource, at offset: Int, within bounds: Range<Int>
  ) throws(MediaError) -> BoxHeader? {
    guard bounds.contains(offset), bounds.upperBound - offset >= 8 else { return nil }
    let head = try source.bytes(offset..<min(offset + 32, bounds.upperBound))
    var reader = ByteReader(head)
    guard let size = reader.bigEndian(4), let type = reader.bigEndian(4) else { return nil }
    var length = UInt64(bounds.upperBound - offset)
    if size == 1 {
      guard let large = reader.bigEndian(8) else { return nil }
      length = large
    } else if size != 0 {
      length = size
    }
    var extended: [UInt8] = []
    if type == FourCharacters.code("uuid") {
      guard let bytes = reader.slice(16) else { return nil }
      extended = Array(bytes)
    }
    guard length >= UInt64(reader.position), length <= UInt64(bounds.upperBound - offset) else {
      return nil
    }
    return BoxHeader(
      type: UInt32(type), range: offset..<(offset + Int(length)),
      contentStart: offset + reader.position, extendedType: extended)
  }
}

/// Four-character codes.
public enum FourCharacters {
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
