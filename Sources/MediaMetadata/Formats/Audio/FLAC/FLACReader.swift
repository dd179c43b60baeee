/// Takes FLAC files apart (RFC 9639).
///
/// Kept: the stream's description, the table of places to seek to, and the frames.
public enum FLACReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.flac

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool {
    head.starts(with: Array("fLaC".utf8))
  }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    try FLACPlan.anatomy(of: source, &reading)
  }
}
