/// A directory inside a maker note.
struct ExifMakerPart: Sendable {
  /// Its name in paths.
  let name: String
  /// What its tags mean.
  let tags: [UInt16: ExifTag]
  /// How many bytes of signature stand before it.
  var skip = 0
}

/// Groups of tags that many makers' lists share.
extension ExifTagGroup {
  static func serial(_ names: KeyValuePairs<UInt16, String>, _ form: ExifForm = .plain)
    -> ExifTagGroup
  { ExifTagGroup(.identifier, .high, "the camera's serial number", form, names) }

  static func lensSerial(_ names: KeyValuePairs<UInt16, String>, _ form: ExifForm = .plain)
    -> ExifTagGroup
  { ExifTagGroup(.identifier, .high, "the serial number of a lens or flash", form, names) }

  static func owner(_ names: KeyValuePairs<UInt16, String>) -> ExifTagGroup {
    ExifTagGroup(.person, .high, "who owns or made it", names)
  }

  static func people(_ names: KeyValuePairs<UInt16, String>) -> ExifTagGroup {
    ExifTagGroup(.person, .high, "who is in the picture, by name or age", names)
  }

  static func faces(_ names: KeyValuePairs<UInt16, String>) -> ExifTagGroup {
    ExifTagGroup(.person, .high, "where faces are in the picture", names)
  }

  static func counter(_ names: KeyValuePairs<UInt16, String>, _ form: ExifForm = .plain)
    -> ExifTagGroup
  {
    ExifTagGroup(
      .identifier, .high, "how many pictures the camera had taken, which tells it from others",
      form, names)
  }

  static func uniqueID(_ names: KeyValuePairs<UInt16, String>, _ form: ExifForm = .plain)
    -> ExifTagGroup
  {
    ExifTagGroup(.identifier, .high, "an id that only this picture or its twins have", form, names)
  }

  static func place(_ names: KeyValuePairs<UInt16, String>) -> ExifTagGroup {
    ExifTagGroup(.place, .high, "where it was taken, by name", names)
  }

  static func zone(_ names: KeyValuePairs<UInt16, String>) -> ExifTagGroup {
    ExifTagGroup(.place, .medium, "the time zone or home town that the camera was set to", names)
  }

  static func time(_ names: KeyValuePairs<UInt16, String>, _ form: ExifForm = .plain)
    -> ExifTagGroup
  { ExifTagGroup(.time, .medium, "when it was taken", form, names) }

  static func running(_ names: KeyValuePairs<UInt16, String>, _ form: ExifForm = .plain)
    -> ExifTagGroup
  {
    ExifTagGroup(
      .time, .medium, "since when the camera was on, which ties pictures of one day", form, names)
  }

  static func made(_ names: KeyValuePairs<UInt16, String>) -> ExifTagGroup {
    ExifTagGroup(.identifier, .high, "when or in which batch the camera was made", names)
  }

  static func model(_ names: KeyValuePairs<UInt16, String>) -> ExifTagGroup {
    ExifTagGroup(.device, .medium, "which camera or lens took it", names)
  }

  static func firmware(_ names: KeyValuePairs<UInt16, String>) -> ExifTagGroup {
    ExifTagGroup(.software, .medium, "the camera's firmware", names)
  }

  static func words(_ names: KeyValuePairs<UInt16, String>) -> ExifTagGroup {
    ExifTagGroup(.content, .high, "what someone wrote about it", names)
  }

  static func motion(_ names: KeyValuePairs<UInt16, String>) -> ExifTagGroup {
    ExifTagGroup(.place, .medium, "how the camera was held or moved", names)
  }

  static func pointers(_ names: KeyValuePairs<UInt16, String>) -> ExifTagGroup {
    ExifTagGroup(.content, .low, "where parts of the file stand", .pointer, names)
  }
}

extension ExifMaker {
  /// What its tags mean, those that tell.
  var tags: [UInt16: ExifTag] { ExifMakerTables.all[self] ?? [:] }

  /// The directory that a tag holds or points at.
  func part(_ tag: UInt16) -> ExifMakerPart? { ExifMakerTables.parts[self]?[tag] }

  /// The tags of a directory called `name` that say where a preview starts and how long it is.
  func pictures(in name: String) -> [(start: UInt16, count: UInt16, name: String)] {
    if name.hasSuffix("/PreviewIFD") { return [(0x0201, 0x0202, "Preview")] }
    if name.hasSuffix("/CameraSettings") { return [(0x0101, 0x0102, "Preview")] }
    guard name == label else { return [] }
    return switch self {
    case .casio2, .pentax: [(0x0004, 0x0003, "Preview")]
    case .minolta, .olympus:
      [(0x0088, 0x0089, "Preview"), (0x1036, 0x1037, "Preview"), (0x0f04, 0x0f05, "Preview")]
    case .sigma: [(0x001a, 0x001b, "Preview"), (0x001c, 0x001d, "Preview")]
    default: []
    }
  }
}
