/// One thing that a file gives away, where it stands, and what becomes of it.
public struct Disclosure: Sendable, Equatable {
  /// What kind of knowledge it is.
  public enum Category: String, Sendable, Codable, CaseIterable {
    case place
    case time
    case device
    case person
    case software
    /// Pictures, text or sound beside what the file shows: thumbnails, captions, hidden pixels.
    case content
    /// A number that ties this file to others: serial numbers, document ids.
    case identifier
    /// Bytes that no list knows; they count as disclosing.
    case unknown
  }

  /// How far it alone goes towards a person.
  public enum Severity: Int, Sendable, Codable, Comparable, CaseIterable {
    /// Structure that a reader learns little from: a resolution, an encoder's name.
    case low = 0
    /// Narrows down: a camera's model, a time, a program.
    case medium = 1
    /// Points at a person, a place or one device; or can't be read, and so may.
    case high = 2

    /// Ordered from harmless to telling.
    public static func < (one: Severity, other: Severity) -> Bool { one.rawValue < other.rawValue }
  }

  /// What the policy does with it.
  public enum Fate: String, Sendable, Codable {
    case removed
    /// Replaced by something coarser, by choice (`ScrubPolicy.coarsening`).
    case coarsened
    /// Stays, by choice or because it is content; it is reported so that someone decides.
    case kept
  }

  /// The structure's path in the file, outermost first: "APP1 Exif/GPS/GPSLatitude".
  public let location: String
  /// What kind of knowledge it is.
  public let category: Category
  /// How telling it is.
  public let severity: Severity
  /// In words: "where it was taken".
  public let meaning: String
  /// The value as text, printable and cut to `PrintableText.limit`; nil where there is none or
  /// values were not asked for.
  ///
  /// A data subject's: never in a log, an error or a stored report.
  public let value: String?
  /// What becomes of it.
  public let fate: Fate

  /// The same of something that goes with what it stands in.
  var removed: Disclosure {
    fate == .removed
      ? self
      : Disclosure(
        location: location, category: category, severity: severity, meaning: meaning,
        value: value, fate: .removed)
  }

  /// A disclosure.
  public init(
    location: String, category: Category, severity: Severity, meaning: String, value: String?,
    fate: Fate
  ) {
    self.location = location
    self.category = category
    self.severity = severity
    self.meaning = meaning
    self.value = value
    self.fate = fate
  }
}
