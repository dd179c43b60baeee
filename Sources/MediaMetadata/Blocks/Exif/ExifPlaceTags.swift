/// The tags of GPS and interoperability directories (Exif 3.0, 4.6.7 and 4.6.8).
enum ExifPlaceTags {
  /// GPS tags by number.
  static let table = ExifTagGroup.table([
    ExifTagGroup(
      .place, .high, "where it was taken",
      [
        0x0001: "GPSLatitudeRef", 0x0002: "GPSLatitude", 0x0003: "GPSLongitudeRef",
        0x0004: "GPSLongitude",
      ]),
    ExifTagGroup(
      .place, .high, "how high above the sea it was taken",
      [0x0005: "GPSAltitudeRef", 0x0006: "GPSAltitude"]),
    ExifTagGroup(
      .time, .high, "when it was taken, by satellite time", .clock, [0x0007: "GPSTimeStamp"]),
    ExifTagGroup(.time, .high, "the day it was taken, by satellite time", [0x001d: "GPSDateStamp"]),
    ExifTagGroup(
      .place, .medium, "which satellites were in view, which narrows place and time",
      [0x0008: "GPSSatellites"]),
    ExifTagGroup(
      .place, .low, "how the position was measured",
      [
        0x0000: "GPSVersionID", 0x0009: "GPSStatus", 0x000a: "GPSMeasureMode", 0x000b: "GPSDOP",
        0x0012: "GPSMapDatum", 0x001e: "GPSDifferential", 0x001f: "GPSHPositioningError",
      ]),
    ExifTagGroup(
      .place, .high, "how fast and in which direction the camera moved",
      [
        0x000c: "GPSSpeedRef", 0x000d: "GPSSpeed", 0x000e: "GPSTrackRef", 0x000f: "GPSTrack",
      ]),
    ExifTagGroup(
      .place, .high, "in which direction the camera looked",
      [0x0010: "GPSImgDirectionRef", 0x0011: "GPSImgDirection"]),
    ExifTagGroup(
      .place, .high, "where the subject, or the destination, is",
      [
        0x0013: "GPSDestLatitudeRef", 0x0014: "GPSDestLatitude", 0x0015: "GPSDestLongitudeRef",
        0x0016: "GPSDestLongitude", 0x0017: "GPSDestBearingRef", 0x0018: "GPSDestBearing",
        0x0019: "GPSDestDistanceRef", 0x001a: "GPSDestDistance",
      ]),
    ExifTagGroup(
      .place, .medium, "how the position was found", .coded, [0x001b: "GPSProcessingMethod"]),
    ExifTagGroup(
      .place, .high, "the name of the area where it was taken", .coded,
      [0x001c: "GPSAreaInformation"]),
  ])

  /// Interoperability tags by number.
  static let interoperability = ExifTagGroup.table([
    ExifTagGroup(
      .software, .low, "which rules the file follows",
      [
        0x0001: "InteropIndex", 0x0002: "InteropVersion", 0x1000: "RelatedImageFileFormat",
        0x1001: "RelatedImageWidth", 0x1002: "RelatedImageHeight",
      ])
  ])
}
