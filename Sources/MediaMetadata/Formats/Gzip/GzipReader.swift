/// Takes gzip files apart (RFC 1952).
///
/// Kept: the deflated streams, byte for byte; where the file inside is of a known format and gives
/// something away, it is cleaned and deflated anew; where its format is unknown it is reported, and
/// refused under a strict policy. Time, name, comment, extra field and the system it was made on
/// go.
public enum GzipReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.gzip

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool {
    head.count >= 10 && head.starts(with: [0x1f, 0x8b, 8]) && head[3] & 0xe0 == 0
  }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let bytes = try source.whole(limit: reading.limits.imageBytes)
    var content: [UInt8] = []
    var members: [GzipMember] = []
    var position = 0
    while position < bytes.count, bytes[position...].starts(with: [0x1f, 0x8b, 8]) {
      try reading.countStructure()
      let member = try GzipMember(bytes, at: position, &content, &reading)
      member.disclose(bytes, &reading)
      position = member.end
      members.append(member)
    }
    return try anatomy(bytes, members, content, &reading)
  }

  private static func anatomy(
    _ bytes: [UInt8], _ members: [GzipMember], _ content: [UInt8], _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let inner = content.isEmpty ? nil : try NestedFile.read(content, at: "content", &reading)
    if inner == nil, !content.isEmpty {
      // In archives such a file goes under a strict policy; here nothing would stay.
      guard !reading.policy.dropsHiddenContent else {
        throw .unclassified(
          format, offset: 0, count: bytes.count,
          structure: "a file of a format that can't be looked into")
      }
      NestedFile.discloseUnknown(content[...], at: "content", &reading)
    }
    var pieces = PieceList()
    if let rebuilt = inner?.rebuilt {
      let stream = header + Deflate.deflate(rebuilt[...]) + trailer(of: rebuilt)
      pieces.replace(to: members.last?.end ?? 0, with: stream, "member")
    } else {
      for member in members {
        if bytes[pieces.position..<member.data.lowerBound].elementsEqual(header) {
          pieces.keep(to: member.data.lowerBound, "member")
        } else {
          pieces.replace(to: member.data.lowerBound, with: header, "header")
        }
        pieces.keep(to: member.end, "member")
      }
    }
    if pieces.position < bytes.count {
      reading.discloseUnknown(
        bytes[pieces.position...], at: "after the end", "bytes behind the last member")
      pieces.drop(to: bytes.count, "after the end")
    }
    return Anatomy(
      pieces: pieces.pieces, payload: [inner?.payload ?? .header(PayloadSum.of(content[...]))])
  }

  /// No flags, no time, no level, an unknown system.
  static let header: [UInt8] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]

  /// Check sum and length.
  private static func trailer(of content: [UInt8]) -> [UInt8] {
    var trailer: [UInt8] = []
    trailer.append(littleEndian: UInt64(CRC32.of(content[...])), 4)
    trailer.append(littleEndian: UInt64(content.count), 4)
    return trailer
  }
}
