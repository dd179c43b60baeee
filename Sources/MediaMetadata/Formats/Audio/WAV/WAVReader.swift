/// Takes WAV files apart: RIFF, and RF64 and BW64 for long ones (EBU Tech 3306, ITU-R BS.2088).
///
/// Kept: the format, the number of samples, the samples.
public enum WAVReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.wav

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool {
    guard AudioBytes.holds("WAVE", at: 8, in: head[...]) else { return false }
    return ["RIFF", "RF64", "BW64"].contains { head.starts(with: Array($0.utf8)) }
  }

  /// Takes the file apart; see `MediaFormatReader`.
  ///
  /// Samples are not read: memory is that of the metadata.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    var plan = try WAVPlan(source)
    return try plan.finish(&reading)
  }
}
