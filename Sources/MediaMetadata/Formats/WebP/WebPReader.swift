/// Takes WebP files apart (WebP Container Specification, RFC 9649).
///
/// Kept: the RIFF header, VP8X with honest flags, a colour profile without its device, ANIM, ANMF
/// with alpha and picture only, ALPH, VP8 and VP8L, and the orientation as a minimal EXIF.
public enum WebPReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.webp

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool {
    head.starts(with: Array("RIFF".utf8)) && head.dropFirst(8).starts(with: Array("WEBP".utf8))
  }

  /// Takes the file apart; see `MediaFormatReader`.
  ///
  /// Pictures are not read, only their headers: memory is that of the metadata.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let layout = try WebPLayout(source, &reading)
    var plan = WebPPlan(source, layout)
    var previous: RIFFChunk?
    while let chunk = try layout.chunk(after: previous, source) {
      try plan.take(chunk, &reading)
      previous = chunk
    }
    let pieces = try plan.finish(&reading)
    return Anatomy(pieces: pieces, payload: plan.shown.payload)
  }
}
