/// Takes HEIC, HEIF and AVIF files apart.
public enum HEIFReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.heif

  /// Whether the first bytes look like it.
  public static func recognises(_ head: [UInt8]) -> Bool {
    ISOBrands.firstBox(head) == "ftyp" && ISOBrands.areItems(head)
  }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    try ISOMediaFile.read(source, as: format, &reading)
  }
}
