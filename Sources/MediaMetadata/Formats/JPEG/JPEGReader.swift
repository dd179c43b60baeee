/// Takes JPEG files apart.
public enum JPEGReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.jpeg

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool { false }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy { throw .unrecognised }
}
