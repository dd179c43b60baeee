/// Takes Ogg files apart (RFC 3533): Vorbis, Opus (RFC 7845), Speex, FLAC, Theora.
///
/// Kept: packets of sound and pictures, their positions, and the headers that decoders need. Each
/// stream gets its place in the file for a number.
public enum OggReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.ogg

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool {
    head.starts(with: Array("OggS".utf8))
  }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    try OggPlan.anatomy(of: source, &reading)
  }
}
