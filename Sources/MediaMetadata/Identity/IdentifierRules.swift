/// Which of the things that a reader reports tie files, told by where they stand.
///
/// A reader's locations are its promise; the last part of one names the field, in whatever
/// container it stands.
enum IdentifierRules {
  /// What a field's value is.
  enum Role: Sendable {
    case kind(IdentifierKind)
    case make
    case model
    case serial(IdentifierKind)
    /// One id or several, of which only the hexadecimal digits count.
    case documentIDs(IdentifierKind)
    /// Values with commas between.
    case list(IdentifierKind)
    case counter
    case place
  }

  /// The role of a disclosure's field, nil where it ties nothing.
  static func role(of disclosure: Disclosure) -> Role? {
    let leaf = leaf(of: disclosure.location)
    if let role = fields[leaf] { return role }
    if disclosure.location.hasSuffix("Trailer/ID") { return .documentIDs(.pdfID) }
    if leaf.hasPrefix("@rsid") { return .list(.revisionID) }
    return role(byMeaning: disclosure, leaf)
  }

  /// The part after the last slash.
  static func leaf(of location: String) -> String {
    String(location.split(separator: "/", omittingEmptySubsequences: false).last ?? "")
  }

  private static func role(byMeaning disclosure: Disclosure, _ leaf: String) -> Role? {
    let meaning = disclosure.meaning
    if meaning.contains("serial number"), disclosure.category == .identifier {
      return .serial(meaning.contains("lens") ? .lensSerial : .cameraSerial)
    }
    if meaning.hasPrefix("where it was taken"), leaf == "GPS" || leaf.hasSuffix("xyz") {
      return .place
    }
    switch disclosure.category {
    case .person where makers.contains(meaning) && !constraints.contains(leaf):
      return .kind(.personName)
    case .software where programs.contains(meaning): return .kind(.software)
    case .identifier where recordings.contains(meaning): return .kind(.recordingID)
    default: return nil
    }
  }

  /// Meanings of fields that hold a person's name.
  private static let makers: Set<String> = [
    "who made it", "its author", "who wrote it", "who owns the camera", "who owns or made it",
    "who wrote or changed it", "who made the picture", "who made it, or stands behind it",
    "the owner's name on the machine it was made on", "the artist", "the composer",
    "who wrote it, or to whom", "who owns its rights", "who holds the rights",
  ]

  /// Fields about rights that name nobody.
  private static let constraints: Set<String> = [
    "plus:ImageAlterationConstraints", "plus:ImageFileConstraints", "xmpRights:Marked",
  ]

  /// Meanings of fields that name a program or an encoder.
  private static let programs: Set<String> = [
    "which program wrote it", "the program that made it", "the program that made or changed it",
    "the program that wrote it", "the camera's firmware", "the encoder or camera that recorded it",
    "the program that made it, and its settings", "the program that encoded it",
    "the program that encoded it, with its settings", "who made the encoder",
  ]

  private static let recordings: Set<String> = [
    "an id of the recording", "a number of the recording", "a number drawn at random",
    "a number only this track has",
  ]

  private static let fields: [String: Role] = {
    var fields: [String: Role] = [:]
    func add(_ role: Role, _ names: String...) { for name in names { fields[name] = role } }
    add(.make, "Make", "tiff:Make")
    add(.model, "Model", "tiff:Model", "UniqueCameraModel")
    add(
      .serial(.cameraSerial), "SerialNumber", "InternalSerialNumber", "BodySerialNumber",
      "CameraSerialNumber", "aux:SerialNumber", "exifEX:BodySerialNumber", "CAME")
    add(
      .serial(.lensSerial), "LensSerialNumber", "aux:LensSerialNumber", "exifEX:LensSerialNumber",
      "LENS")
    add(.documentIDs(.imageID), "ImageUniqueID", "RawDataUniqueID", "exif:ImageUniqueID")
    add(
      .documentIDs(.documentID), "xmpMM:DocumentID", "xmpMM:OriginalDocumentID",
      "xmpMM:InstanceID", "stRef:documentID", "stRef:instanceID", "stRef:originalDocumentID",
      "stEvt:instanceID", "photoshop:DocumentAncestors", "rdf:about")
    add(.list(.revisionID), "rsid", "@paragraph-rsid")
    add(.kind(.personName), "CameraOwnerName", "OwnerName", "aux:OwnerName")
    add(.kind(.computer), "HostComputer")
    add(.kind(.lensModel), "LensModel", "aux:Lens", "exifEX:LensModel")
    add(.kind(.software), "Software", "xmp:CreatorTool", "pdf:Producer", "Producer")
    add(
      .counter, "ShutterCount", "FileNumber", "ImageNumber", "ImageCount", "aux:ImageNumber",
      "exifEX:ImageNumber")
    return fields
  }()
}

extension IdentifierCollector {
  /// Adds what a disclosure holds.
  mutating func read(_ disclosure: Disclosure) {
    guard let value = disclosure.value, !value.isEmpty else { return }
    readPath(value, disclosure.category)
    if disclosure.category == .time || disclosure.category == .place,
      let zone = IdentifierText.zone(of: value)
    {
      add(.timeZone, "utc " + zone)
    }
    guard let role = IdentifierRules.role(of: disclosure) else { return }
    switch role {
    case .kind(let kind): add(kind, value)
    case .make: note(make: value)
    case .model: note(model: value)
    case .serial(let kind): note(kind, serial: value)
    case .documentIDs(let kind):
      for part in value.split(whereSeparator: { ", ;".contains($0) }) {
        if let id = IdentifierText.bareID(String(part)) { add(kind, id) }
      }
    case .list(let kind):
      for part in value.split(separator: ",") { add(kind, String(part)) }
    case .counter: if let count = Int(IdentifierText.canonical(value)) { note(counter: count) }
    case .place: if let cell = IdentifierText.cell(value) { add(.locationCell, cell) }
    }
  }

  /// Adds the folder and the account of a path, wherever one stands but in what people wrote.
  mutating func readPath(_ value: String, _ category: Disclosure.Category) {
    guard category != .content, let path = IdentifierText.path(value) else { return }
    add(.folder, path.folder)
    if let account = path.account { add(.accountName, account) }
  }

  /// Adds the pattern of a file's name.
  mutating func readName(_ name: String) {
    if let pattern = IdentifierText.namePattern(name) { add(.namePattern, pattern) }
  }
}
