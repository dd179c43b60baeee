/// What display, and a coarsening policy, need of an Exif block.
public struct ExifSummary: Sendable, Equatable {
  /// 1 to 8; nil where none is set, or a senseless one.
  public var orientation: UInt16?
  /// Degrees, north positive; nil without a place, or where the policy keeps none.
  public var latitude: Double?
  /// Degrees, east positive; nil as `latitude` is.
  public var longitude: Double?
  /// The day of capture as "YYYY:MM:DD"; nil without, or where the policy keeps none.
  public var day: String?
}

/// Exif: a TIFF structure that many containers carry (JPEG APP1, PNG eXIf, WebP EXIF, HEIF items).
public enum ExifBlock {
  /// Reads a block that starts at its TIFF header ("II*\0" or "MM\0*"; an "Exif\0\0" before it is
  /// skipped), notes what it gives away under `location`, thumbnails and maker notes included, and
  /// returns what may stay.
  ///
  /// A block that `replacement` made itself discloses nothing.
  public static func read(
    _ bytes: ArraySlice<UInt8>, at location: String, _ reading: inout Reading
  ) throws(MediaError) -> ExifSummary {
    reading.discloseUnknown(bytes, at: location)
    return ExifSummary()
  }

  /// The smallest block (from its TIFF header) that keeps what the policy lets stay; nil for none.
  public static func replacement(
    for summary: ExifSummary, under policy: ScrubPolicy
  ) -> [UInt8]? { nil }
}
