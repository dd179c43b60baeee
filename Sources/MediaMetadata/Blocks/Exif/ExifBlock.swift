/// What display, and a coarsening policy, need of an Exif block.
public struct ExifSummary: Sendable, Equatable {
  /// 1 to 8; nil where none is set, or a senseless one.
  public var orientation: UInt16?
  /// Degrees, north positive; nil without a place, or where the policy keeps none.
  ///
  /// Rounded to the centre of its cell of the policy's grid.
  public var latitude: Double?
  /// Degrees, east positive; nil as `latitude` is.
  public var longitude: Double?
  /// The day of capture as "YYYY:MM:DD"; nil without, or where the policy keeps none.
  public var day: String?
}

/// Exif: a TIFF structure that many containers carry (JPEG APP1, PNG eXIf, WebP EXIF, HEIF items).
///
/// **The prefix**: "Exif\0\0" may stand before the TIFF header, as JPEG wants it. It is no part of
/// the block: `read` skips it and never reports it, `replacement` never writes it. A caller decides
/// whether a block is clean by comparing the bytes from `tiffStart(of:)` to the end with the
/// replacement; a container that must not have the prefix drops it as structure.
public enum ExifBlock {
  /// Reads a block that starts at its TIFF header ("II*\0" or "MM\0*"; an "Exif\0\0" before it is
  /// skipped), notes what it gives away under `location`, thumbnails and maker notes included, and
  /// returns what may stay.
  ///
  /// A block that `replacement` made itself, for this policy, discloses nothing but what the
  /// policy keeps coarse; any other block discloses at least one thing that is removed. Where no
  /// values are wanted, the summary is found without reading the rest, and one disclosure stands
  /// for all. Never fails for broken input; throws only `limit`. Complexity: O(bytes).
  public static func read(
    _ bytes: ArraySlice<UInt8>, at location: String, _ reading: inout Reading
  ) throws(MediaError) -> ExifSummary {
    guard let start = tiffStart(of: bytes), let block = ExifBytes(header: bytes.dropFirst(start))
    else {
      reading.discloseUnknown(bytes, at: location)
      return ExifSummary()
    }
    let summary = ExifQuickLook.summary(of: block, under: reading.policy)
    if let clean = replacement(for: summary, under: reading.policy),
      clean.count == block.count, clean.elementsEqual(block.bytes)
    {
      discloseKept(summary, at: location, &reading)
    } else if reading.wantsValues {
      var walk = ExifWalk(block, at: location, summary, under: reading.policy)
      try walk.run(&reading)
    } else {
      reading.disclose(.unknown, .high, at: location, "what the camera and programs noted")
    }
    return summary
  }

  /// The smallest block (from its TIFF header) that keeps what the policy lets stay; nil for none.
  ///
  /// **Guarantee**: reading it gives the same summary (but for an orientation of 1, which needs no
  /// tag), the same replacement and no disclosure that is removed.
  public static func replacement(
    for summary: ExifSummary, under policy: ScrubPolicy
  ) -> [UInt8]? { ExifReplacement(summary, under: policy).bytes }

  /// How many bytes stand before the TIFF header: 0, or 6 behind "Exif\0\0" (in any case, and
  /// whatever its last byte is); nil where there is no header.
  public static func tiffStart(of bytes: ArraySlice<UInt8>) -> Int? {
    if ExifBytes(header: bytes) != nil { return 0 }
    let code = bytes.prefix(5).map { $0 & 0xdf }
    guard code == [0x45, 0x58, 0x49, 0x46, 0], ExifBytes(header: bytes.dropFirst(6)) != nil else {
      return nil
    }
    return 6
  }

  private static func discloseKept(
    _ summary: ExifSummary, at location: String, _ reading: inout Reading
  ) {
    if let latitude = summary.latitude, let longitude = summary.longitude {
      reading.disclose(
        .place, .medium, at: location + "/GPS", "roughly where it was taken", fate: .kept,
        value: ExifText.decimal(latitude) + ", " + ExifText.decimal(longitude))
    }
    if let day = summary.day {
      reading.disclose(
        .time, .medium, at: location + "/Exif/DateTimeOriginal", "the day it was taken",
        fate: .kept, value: day)
    }
  }
}
