/// Takes PNG and APNG files apart (PNG, 3rd edition, W3C 2025).
///
/// What decoders ignore is dropped. What they stumble over stays as wrong as it was, so that every
/// decoder shows after the rebuild what it showed before: cut streams stay cut, and a wrong check
/// sum is replaced by one that is as wrong and tells nothing.
public enum PNGReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.png

  /// The first eight bytes (PNG, 5.2).
  static let signature: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool { head.starts(with: signature) }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let bytes = try source.whole(limit: reading.limits.imageBytes)
    guard recognises(bytes) else { throw .unrecognised }
    let chunks = try PNGChunks(bytes, &reading)
    var rebuild = try PNGRebuild(bytes, chunks, &reading)
    return try rebuild.anatomy(&reading)
  }
}
