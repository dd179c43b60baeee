/// What an application segment is for, as its first bytes say.
struct JPEGApplicationKind: Sendable {
  /// What is done with it.
  enum Role: Sendable {
    case density
    case thumbnail
    case exif
    case xmp
    case xmpExtension
    case colourProfile
    case provenance
    case photoshop
    case colourTransform
    case other
  }

  let marker: UInt8
  /// The bytes that it starts with.
  let prefix: [UInt8]
  /// Its name in locations.
  let name: String
  let role: Role
  let category: Disclosure.Category
  let severity: Disclosure.Severity
  /// What it gives away, in words.
  let meaning: String

  /// A kind.
  init(
    _ number: UInt8, _ prefix: String, _ name: String, _ role: Role = .other,
    _ category: Disclosure.Category = .unknown, _ severity: Disclosure.Severity = .high,
    _ meaning: String = "data of the maker of the camera or program"
  ) {
    marker = JPEGMarker.application0 + number
    self.prefix = Array(prefix.utf8)
    self.name = "APP\(number) \(name)"
    self.role = role
    self.category = category
    self.severity = severity
    self.meaning = meaning
  }

  /// The kind of a segment by its marker and content; of role `other` where no list knows it.
  static func kind(of segment: JPEGSegment, in bytes: [UInt8]) -> JPEGApplicationKind {
    let number = Int(segment.marker & 15)
    let content = bytes[segment.content]
    for kind in known[number] where content.starts(with: kind.prefix) { return kind }
    return unknown[number]
  }

  private static let unknown: [JPEGApplicationKind] = (0..<16).map { number in
    JPEGApplicationKind(
      UInt8(number), "", "of an unknown kind", .other, .unknown, .high,
      "data that no list knows")
  }

  private static let known: [[JPEGApplicationKind]] = (0..<16).map { number in
    table.filter { $0.marker == JPEGMarker.application0 + UInt8(number) }
  }
}
