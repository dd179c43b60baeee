/// What a column is to an adversary, and to the people it is about.
public enum ColumnRole: String, Sendable, CaseIterable {
  /// The data subject's key: a pseudonym that ties rows to a person.
  case subject
  /// Says who a person is on its own: a name, an e-mail address, a passport's number.
  case directIdentifier = "direct-identifier"
  /// Says who a person is together with others: age, postcode, sex.
  case quasiIdentifier = "quasi-identifier"
  /// What nobody should learn about a person: a diagnosis, an income.
  case sensitive
  /// The key of the household that a person lives in.
  case household
  /// How many people of the population a row stands for; the strength of a tie in `edges`.
  case weight
  /// When something happened.
  case time
  /// Degrees (or radians) north.
  case latitude
  /// Degrees (or radians) east.
  case longitude
  /// The name or key of a place.
  case place
  /// The data subject at one end of an edge.
  case source
  /// The data subject at the other end of an edge.
  case target
  /// Words that a person wrote.
  case text
  /// The path of a file of a person.
  case file
  /// A trait of a device: operating system, model, user agent, screen, language.
  case device
  /// What a person rated, liked, visited or bought: one of many things.
  case item
  /// How much a person liked an item, or how much of it they took.
  case rating
  /// Nothing that is attacked or reported on.
  case other

  /// The types that a column of this role may be read as; `nil` for every type.
  public var allowedTypes: [ColumnType]? {
    switch self {
    case .weight, .latitude, .longitude, .rating: [.integer, .real]
    case .time: [.integer, .real, .date, .timestamp]
    case .text, .file: [.text]
    default: nil
    }
  }

  /// The units that a column of this role may have; empty where it has none.
  public var allowedUnits: [ColumnUnit] {
    switch self {
    case .time: [.nanoseconds, .microseconds, .milliseconds, .seconds, .minutes, .hours, .days]
    case .latitude, .longitude: [.degrees, .radians]
    default: []
    }
  }

  /// Whether an attack can start from a column of this role.
  public var isEvidence: Bool {
    switch self {
    case .quasiIdentifier, .time, .latitude, .longitude, .place, .source, .target, .text, .file,
      .device, .item:
      true
    case .subject, .directIdentifier, .sensitive, .household, .weight, .rating, .other: false
    }
  }

  /// Whether the role names a person outright: an adversary who knows it has no riddle to solve.
  public var namesThePerson: Bool {
    switch self {
    case .subject, .directIdentifier, .source, .target: true
    default: false
    }
  }
}
