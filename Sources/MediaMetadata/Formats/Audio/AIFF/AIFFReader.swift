/// Takes AIFF and AIFF-C files apart (Apple, "Audio Interchange File Format", 1989 and 1991).
///
/// Kept: the format, the version, the channels' places, the samples.
public enum AIFFReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.aiff

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool {
    guard head.starts(with: Array("FORM".utf8)) else { return false }
    return AudioBytes.holds("AIFF", at: 8, in: head[...])
      || AudioBytes.holds("AIFC", at: 8, in: head[...])
  }

  /// Takes the file apart; see `MediaFormatReader`.
  ///
  /// Samples are not read: memory is that of the metadata.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    var plan = try AIFFPlan(source)
    return try plan.finish(&reading)
  }
}
