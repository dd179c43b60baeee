/// Takes MP4, MOV, M4A and 3GP files apart.
public enum MovieReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.movie

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool {
    guard let type = ISOBrands.firstBox(head) else { return false }
    if type == "ftyp" { return !ISOBrands.areItems(head) && ISOBrands.areMovie(head) }
    // Movies older than `ftyp` start with any of these.
    return ["moov", "mdat", "wide", "free", "skip", "pnot", "junk", "udta", "uuid", "prfl"]
      .contains(type)
  }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    try ISOMediaFile.read(source, as: format, &reading)
  }
}
