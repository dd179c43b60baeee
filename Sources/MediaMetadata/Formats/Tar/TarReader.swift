/// Takes TAR archives apart: POSIX ustar and pax, GNU, and the format of the seventies.
///
/// Kept: the members in their order with path, kind, link and data, each data of a known format
/// cleaned by its own reader. Owners, times, all other pax records and what stands between and
/// behind members go. Devices, absolute paths and paths that leave the archive are refused.
public enum TarReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.tar

  /// Whether the first bytes look like it: they never do, the mark stands farther in.
  public static func recognises(_ head: [UInt8]) -> Bool { false }

  /// Whether a first header with a right check sum is there.
  public static func recognises(
    _ head: [UInt8], in source: MediaSource
  ) throws(MediaError) -> Bool {
    guard source.count >= TarHeader.blockSize, head.first != 0,
      let header = TarHeader(try source.bytes(0..<TarHeader.blockSize))
    else { return false }
    return header.isMarked || (header.size != nil && !header.path.isEmpty && header.kind < 0x38)
  }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    var walk = TarWalk(try source.whole(limit: reading.limits.imageBytes))
    while try walk.next(&reading) {}
    guard !walk.payload.isEmpty else {
      throw .unclassified(
        format, offset: 0, count: source.count, structure: "an archive of which nothing would stay")
    }
    walk.end(&reading)
    return Anatomy(pieces: walk.pieces.pieces, payload: walk.payload)
  }
}
