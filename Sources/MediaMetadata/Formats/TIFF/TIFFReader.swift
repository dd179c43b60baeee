/// Takes TIFF files apart (TIFF 6.0, its Technical Notes, BigTIFF).
///
/// Kept: every page with the fields that decoding needs, each strip and tile byte for byte, a
/// colour profile without its device, the orientation. The output is always laid out alike: header,
/// directories with their values, data in the order of the input.
public enum TIFFReader: MediaFormatReader {
  /// The format it reads.
  public static let format = MediaFormat.tiff

  /// Whether the first bytes look like it.
  ///
  /// Raw files of cameras are recognised, to be shown and refused.
  public static func recognises(_ head: [UInt8]) -> Bool { TIFFKind(head) != nil }

  /// Takes the file apart; see `MediaFormatReader`.
  public static func read(
    _ source: MediaSource, _ reading: inout Reading
  ) throws(MediaError) -> Anatomy {
    let bytes = try source.whole(limit: reading.limits.imageBytes)
    guard let file = TIFFBytes(bytes) else {
      try TIFFRaw.show(bytes, &reading)
      throw TIFFRaw.refusal
    }
    var plan = TIFFPlan(file)
    let pages = try plan.pages(&reading)
    var rebuild = TIFFRebuild(plan, pages)
    return try rebuild.anatomy(&reading)
  }
}

/// Raw files of cameras: shown, and refused.
enum TIFFRaw {
  /// Why a raw file is refused.
  static let refusal = MediaError.malformed(
    .tiff, offset: 0,
    reason: "this is a camera's raw file, which no rebuild keeps whole: develop it as JPEG or TIFF")

  /// Notes what the Exif of a raw file gives away.
  static func show(_ bytes: [UInt8], _ reading: inout Reading) throws(MediaError) {
    // The header of a TIFF has eight bytes.
    guard reading.wantsValues, bytes.count >= 8 else { return }
    var bytes = bytes
    // Panasonic and Olympus changed the number that says "TIFF", and nothing behind it.
    if bytes.starts(with: [0x49, 0x49]), bytes[2] != 0x1a {
      bytes.replaceSubrange(2..<4, with: [0x2a, 0])
    } else if bytes.starts(with: [0x4d, 0x4d]) {
      bytes.replaceSubrange(2..<4, with: [0, 0x2a])
    }
    _ = try ExifBlock.read(bytes[...], at: "TIFF", &reading)
  }

  /// Whether a directory is one of a raw file: a DNG, a sensor's mosaic, a maker's own compression.
  static func isRaw(_ directory: TIFFDirectory) -> Bool {
    directory.first(50_706) != nil
      || directory.integer(TIFFTag.photometric).map(TIFFTag.rawPhotometrics.contains) == true
      || directory.integer(TIFFTag.compression).map(TIFFTag.rawCompressions.contains) == true
  }
}
