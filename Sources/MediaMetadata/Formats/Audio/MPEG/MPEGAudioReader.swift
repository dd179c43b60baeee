/// Takes MP3 files apart: MPEG 1, 2 and 2.5 audio, layers I to III, and AAC in ADTS, with the tags
/// around it.
///
/// Kept: the frames, and of a first frame that counts them what players need.
public enum MPEGAudioReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.mpeg

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool {
    if ID3Tag(head[...], at: 0, end: head.count) != nil { return true }
    if AudioBytes.holds("APETAGEX", at: 0, in: head[...]) { return true }
    // FF FE is also how text in UTF-16 begins.
    guard head.count >= 4, head[1] != 0xfe else { return false }
    return MPEGFrameHeader(head, at: 0) != nil
  }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    try MPEGPlan.anatomy(of: source, &reading)
  }
}
