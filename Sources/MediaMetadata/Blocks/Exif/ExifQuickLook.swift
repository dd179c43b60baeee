/// The little that display and a coarsening policy need, found without reading the rest.
enum ExifQuickLook {
  static let orientationTag: UInt16 = 0x0112
  static let dateTimeTag: UInt16 = 0x0132
  static let exifTag: UInt16 = 0x8769
  static let placeTag: UInt16 = 0x8825
  static let dateTimeOriginalTag: UInt16 = 0x9003

  /// The summary of a structure under a policy.
  ///
  /// Complexity: O(fields of IFD0, Exif and GPS), each at most 65,535.
  static func summary(of bytes: ExifBytes, under policy: ScrubPolicy) -> ExifSummary {
    var summary = ExifSummary()
    guard let start = bytes.uint32(4), let first = ExifDirectory(at: Int(start), in: bytes) else {
      return summary
    }
    summary.orientation = orientation(in: first)?.value
    guard let coarsening = policy.coarsening else { return summary }
    if let grid = ExifGrid(degrees: coarsening.gridDegrees),
      let directory = directory(placeTag, of: first), let place = ExifPlace(in: directory)
    {
      summary.latitude = grid.centre(place.latitude, limit: 90)
      summary.longitude = grid.centre(place.longitude, limit: 180)
    }
    if coarsening.keepsDay { summary.day = day(in: first)?.day }
    return summary
  }

  /// The first sensible orientation of a directory, and which field it is.
  ///
  /// A SHORT by the standard (Exif 3.0, 4.6.5.1.6); some programs write a LONG or a BYTE.
  static func orientation(in directory: ExifDirectory) -> (value: UInt16, index: Int)? {
    for index in 0..<directory.count {
      guard directory.bytes.uint16(directory.offset + 2 + 12 * index) == orientationTag,
        let entry = directory.entry(index), let value = directory.bytes.integer(entry),
        (1...8).contains(value)
      else { continue }
      return (UInt16(value), index)
    }
    return nil
  }

  /// The day of capture, and the tag that says so.
  static func day(in first: ExifDirectory) -> (day: String, tag: UInt16)? {
    if let exif = directory(exifTag, of: first), let entry = exif.first(dateTimeOriginalTag),
      let day = day(exif.bytes.slice(entry.value))
    {
      return (day, dateTimeOriginalTag)
    }
    if let entry = first.first(dateTimeTag), let day = day(first.bytes.slice(entry.value)) {
      return (day, dateTimeTag)
    }
    return nil
  }

  /// The directory that the field `tag` of `parent` points at.
  static func directory(_ tag: UInt16, of parent: ExifDirectory) -> ExifDirectory? {
    guard let entry = parent.first(tag), let written = parent.bytes.integer(entry),
      let offset = UInt32(exactly: written).flatMap(parent.target)
    else { return nil }
    return ExifDirectory(at: offset, base: parent.base, in: parent.bytes)
  }

  /// "YYYY:MM:DD" of a date and time as cameras write them; nil for a senseless one.
  static func day(_ text: ArraySlice<UInt8>) -> String? {
    let text = Array(text.prefix(10))
    guard text.count == 10 else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      var value = 0
      for byte in text[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    let separators: [UInt8] = [0x3a, 0x2d, 0x2f, 0x2e, 0x20]
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      separators.contains(text[4]), separators.contains(text[7]),
      year > 0, (1...12).contains(month), (1...31).contains(day)
    else { return nil }
    return String(decoding: text[0..<4], as: UTF8.self) + ":"
      + String(decoding: text[5..<7], as: UTF8.self) + ":"
      + String(decoding: text[8..<10], as: UTF8.self)
  }
}
