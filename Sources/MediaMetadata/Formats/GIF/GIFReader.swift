/// Takes GIF files apart (GIF87a, 1987; GIF89a, 1990).
///
/// Kept: header, screen descriptor, colour tables, the graphic control before a picture, pictures
/// with their compressed pixels up to the last code that is needed, loop counts, the trailer.
public enum GIFReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.gif

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool {
    head.starts(with: Array("GIF87a".utf8)) || head.starts(with: Array("GIF89a".utf8))
  }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let bytes = try source.whole(limit: reading.limits.imageBytes)
    var scanner = try GIFScanner(bytes)
    guard let lastImage = try scanner.lastImage() else {
      throw .malformed(format, offset: scanner.screenEnd, reason: "there is no picture")
    }
    var plan = GIFPlan(bytes, screenEnd: scanner.screenEnd, lastImage: lastImage)
    while let block = try scanner.next(&reading) { try plan.take(block, &reading) }
    try PictureTrailer.drop(from: scanner.position, of: source, &plan.pieces, &reading)
    return Anatomy(pieces: plan.pieces.pieces, payload: [.bytes(plan.shown.ranges)])
  }
}
