/// Takes JPEG files apart (ITU-T T.81, JFIF 1.02, Exif 2.32).
///
/// What stays: the start and end markers, frames, scans with their data, the tables that scans use,
/// the JFIF header without its thumbnail, the Adobe marker, and what the policy keeps of Exif,
/// colour profiles and statements of provenance. All else goes, trailers included.
///
/// **Guarantee**: libjpeg decodes the same pixels before and after; scan data is kept byte for
/// byte.
/// **Does not protect against**: bytes hidden among entropy-coded data, which only a decoder tells
/// from the picture.
public enum JPEGReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.jpeg

  /// Whether the first bytes look like it: a start marker, and the FF of another.
  public static func recognises(_ head: [UInt8]) -> Bool {
    head.starts(with: [0xff, JPEGMarker.startOfImage, 0xff])
  }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let bytes = try source.whole(limit: reading.limits.imageBytes)
    guard recognises(Array(bytes.prefix(3))) else { throw .unrecognised }
    let walk = try JPEGWalk(bytes, &reading)
    var account = JPEGAccount(walk, of: source)
    return try account.run(&reading)
  }
}
