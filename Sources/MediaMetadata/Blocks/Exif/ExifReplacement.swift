/// Builds the smallest block that says what a summary says.
///
/// Big-endian, directories behind each other, values behind their directory: one summary has one
/// block, byte for byte.
struct ExifReplacement {
  /// A field before it is laid out.
  private struct Field {
    let tag: UInt16
    let type: UInt16
    let count: UInt32
    let value: [UInt8]
  }

  private var first: [Field] = []
  private var exif: [Field] = []
  private var place: [Field] = []

  /// What of `summary` may stay under `policy`.
  init(_ summary: ExifSummary, under policy: ScrubPolicy) {
    if policy.keepsOrientation, let orientation = summary.orientation,
      (2...8).contains(orientation)
    {
      first.append(Self.short(ExifQuickLook.orientationTag, orientation))
    }
    guard let coarsening = policy.coarsening else { return }
    if coarsening.gridDegrees != nil, let latitude = summary.latitude,
      let longitude = summary.longitude, abs(latitude) <= 90, abs(longitude) <= 180
    {
      place = [
        Self.text(0x0001, latitude < 0 ? "S" : "N"), Self.degrees(0x0002, latitude),
        Self.text(0x0003, longitude < 0 ? "W" : "E"), Self.degrees(0x0004, longitude),
      ]
    }
    if coarsening.keepsDay, let day = summary.day,
      ExifQuickLook.day(Array(day.utf8)[...]) == day
    {
      exif = [Self.text(ExifQuickLook.dateTimeOriginalTag, day + " 00:00:00")]
    }
  }

  /// The block from its TIFF header; nil where nothing may stay.
  var bytes: [UInt8]? {
    guard !first.isEmpty || !exif.isEmpty || !place.isEmpty else { return nil }
    var fields = first
    let pointers = (exif.isEmpty ? 0 : 1) + (place.isEmpty ? 0 : 1)
    let start = 8 + Self.size(fields) + 12 * pointers
    if !exif.isEmpty { fields.append(Self.long(ExifQuickLook.exifTag, start)) }
    if !place.isEmpty {
      let after = start + (exif.isEmpty ? 0 : Self.size(exif))
      fields.append(Self.long(ExifQuickLook.placeTag, after))
    }
    var output: [UInt8] = [0x4d, 0x4d, 0x00, 0x2a]
    output.append(bigEndian: 8, 4)
    for directory in [fields, exif, place] where !directory.isEmpty {
      Self.append(directory, to: &output)
    }
    return output
  }

  private static func short(_ tag: UInt16, _ value: UInt16) -> Field {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: UInt64(value), 2)
    return Field(tag: tag, type: ExifType.short, count: 1, value: bytes)
  }

  private static func long(_ tag: UInt16, _ value: Int) -> Field {
    var bytes: [UInt8] = []
    bytes.append(bigEndian: UInt64(value), 4)
    return Field(tag: tag, type: ExifType.long, count: 1, value: bytes)
  }

  private static func text(_ tag: UInt16, _ text: String) -> Field {
    let bytes = Array(text.utf8) + [0]
    return Field(tag: tag, type: ExifType.ascii, count: UInt32(bytes.count), value: bytes)
  }

  /// Degrees, minutes and seconds, the seconds in ten-thousandths: integers all the way, so that
  /// no seconds round up to sixty.
  private static func degrees(_ tag: UInt16, _ value: Double) -> Field {
    let total = Int((abs(value) * 36_000_000).rounded())
    var bytes: [UInt8] = []
    for (numerator, denominator) in [
      (total / 36_000_000, 1), (total / 600_000 % 60, 1), (total % 600_000, 10_000),
    ] {
      bytes.append(bigEndian: UInt64(numerator), 4)
      bytes.append(bigEndian: UInt64(denominator), 4)
    }
    return Field(tag: tag, type: ExifType.rational, count: 3, value: bytes)
  }

  /// What a directory takes with its values, each on an even offset (TIFF 6.0, section 2).
  private static func size(_ fields: [Field]) -> Int {
    fields.reduce(6 + 12 * fields.count) { size, field in
      size + (field.value.count > 4 ? (field.value.count + 1) / 2 * 2 : 0)
    }
  }

  private static func append(_ fields: [Field], to output: inout [UInt8]) {
    var values: [UInt8] = []
    let behind = output.count + 6 + 12 * fields.count
    output.append(bigEndian: UInt64(fields.count), 2)
    for field in fields {
      output.append(bigEndian: UInt64(field.tag), 2)
      output.append(bigEndian: UInt64(field.type), 2)
      output.append(bigEndian: UInt64(field.count), 4)
      if field.value.count > 4 {
        output.append(bigEndian: UInt64(behind + values.count), 4)
        values += field.value
        if values.count % 2 == 1 { values.append(0) }
      } else {
        output += field.value + [UInt8](repeating: 0, count: 4 - field.value.count)
      }
    }
    output.append(bigEndian: 0, 4)
    output += values
  }
}
