/// Takes rich text apart (RTF 1.9.1): group by group, what stays stays byte for byte.
///
/// Kept: text and its looks, pictures cleaned as files of their own, comments under neutral names
/// (reported; gone when strict). What the document says of its makers, numbers of sessions, and
/// every group that a reader may skip and no list knows go.
public enum RTFReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.rtf

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool { head.starts(with: Array("{\\rtf".utf8)) }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    guard recognises(try source.bytes(0..<min(5, source.count))) else {
      throw .malformed(format, offset: 0, reason: "another format than RTF")
    }
    return try RTFWalk.anatomy(of: source, as: format, &reading)
  }
}
