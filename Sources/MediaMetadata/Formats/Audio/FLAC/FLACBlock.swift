/// One metadata block of a FLAC stream (RFC 9639, 8).
struct FLACBlock {
  /// What it holds.
  enum Kind: UInt8 {
    case streamInfo = 0
    case padding = 1
    case application = 2
    case seekTable = 3
    case comments = 4
    case cueSheet = 5
    case picture = 6
  }

  /// The bytes of a header.
  static let headerCount = 4

  /// Nil for kinds on no list.
  let kind: Kind?
  /// Whether the header says that no block follows.
  let isLast: Bool
  /// Header and content.
  let range: Range<Int>

  /// The content.
  var content: Range<Int> { range.lowerBound + Self.headerCount..<range.upperBound }

  /// The block at `offset`; nil where none fits.
  init?(_ bytes: [UInt8], at offset: Int, end: Int) {
    guard offset <= end - Self.headerCount,
      let size = AudioBytes.big(bytes[...], at: offset + 1, 3),
      size <= end - offset - Self.headerCount, bytes[offset] & 0x7f < 0x7f
    else { return nil }
    kind = Kind(rawValue: bytes[offset] & 0x7f)
    isLast = bytes[offset] & 0x80 != 0
    range = offset..<offset + Self.headerCount + size
  }

  /// A header of its own.
  static func header(_ kind: Kind, count: Int, isLast: Bool) -> [UInt8] {
    var header = [kind.rawValue | (isLast ? 0x80 : 0)]
    header.append(bigEndian: UInt64(count), 3)
    return header
  }

  /// Notes what a block that goes gives away.
  func disclose(_ bytes: [UInt8], _ reading: inout Reading) throws(MediaError) {
    let content = bytes[content]
    switch kind {
    case .padding:
      if AudioBytes.areZero(content) {
        reading.disclose(.software, .low, at: "PADDING", "room for tags")
      } else {
        reading.discloseUnknown(content, at: "PADDING", "bytes in padding that are not zero")
      }
    case .application:
      reading.discloseUnknown(content, at: "APPLICATION", "bytes of a program")
    case .comments: try VorbisComments.disclose(content, at: "VORBIS_COMMENT", &reading)
    case .cueSheet:
      reading.disclose(
        .identifier, .high, at: "CUESHEET", "the catalogue number and recording codes of a disc",
        value: PrintableText.runs(in: content))
    case .picture: try FLACPicture.disclose(content, at: "PICTURE", &reading)
    case .seekTable:
      reading.disclose(.software, .low, at: "SEEKTABLE", "places that can't be read")
    case .streamInfo:
      reading.discloseUnknown(content, at: "STREAMINFO", "a second description of the stream")
    case nil: reading.discloseUnknown(content, at: "other block")
    }
  }
}
