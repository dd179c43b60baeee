/// Which columns of a table say who did something, when, where and with whom.
public struct EventColumns: Sendable, Equatable {
  /// When something happened.
  public struct Time: Sendable, Equatable {
    /// The column.
    public let name: String
    /// What its values are declared to be; `nil`: found out from the first values.
    public let type: ValueType?
    /// The unit of numbers; `nil`: the largest that keeps the table's last time before the year
    /// 5138 (seconds below 10^11, milliseconds below 10^14, microseconds below 10^17).
    public let unit: TimeUnit?
    /// The IANA name of the zone whose clocks the column shows; `nil`: UTC, or the offset that
    /// stands behind a time.
    public let zone: String?

    /// A column of times.
    public init(_ name: String, type: ValueType? = nil, unit: TimeUnit? = nil, zone: String? = nil)
    {
      self.name = name
      self.type = type
      self.unit = unit
      self.zone = zone
    }
  }

  /// A column of degrees, or radians.
  public struct Angle: Sendable, Equatable {
    /// The column.
    public let name: String
    /// Whether its numbers are radians.
    public let isRadians: Bool

    /// A column of angles.
    public init(_ name: String, isRadians: Bool = false) {
      self.name = name
      self.isRadians = isRadians
    }
  }

  /// The data subject.
  public let subject: String
  /// When.
  public let time: Time?
  /// Where: degrees north.
  public let latitude: Angle?
  /// Where: degrees east; there if and only if `latitude` is.
  public let longitude: Angle?
  /// Where: the key or name of a place.
  public let place: String?
  /// With whom: keys of the same kind as the subject's.
  public let contact: String?

  /// Columns of events.
  ///
  /// - Precondition: a latitude has its longitude.
  public init(
    subject: String, time: Time? = nil, latitude: Angle? = nil, longitude: Angle? = nil,
    place: String? = nil, contact: String? = nil
  ) {
    precondition((latitude == nil) == (longitude == nil), "a latitude has its longitude")
    self.subject = subject
    self.time = time
    self.latitude = latitude
    self.longitude = longitude
    self.place = place
    self.contact = contact
  }

  /// All columns, in the order in which the queries read them.
  var names: [String] {
    [subject] + [time?.name, latitude?.name, longitude?.name, place, contact].compactMap(\.self)
  }
}

/// The unit of a number that tells a time.
public enum TimeUnit: String, Sendable, CaseIterable {
  case nanoseconds
  case microseconds
  case milliseconds
  case seconds
  case minutes
  case hours
  case days

  /// How many microseconds one unit is.
  public var microseconds: Double {
    switch self {
    case .nanoseconds: 0.001
    case .microseconds: 1
    case .milliseconds: 1_000
    case .seconds: 1_000_000
    case .minutes: 60_000_000
    case .hours: 3_600_000_000
    case .days: 86_400_000_000
    }
  }

  /// The unit of numbers the largest of which is `largest`.
  init(largest: Double) {
    switch largest {
    case ..<1e11: self = .seconds
    case ..<1e14: self = .milliseconds
    case ..<1e17: self = .microseconds
    default: self = .nanoseconds
    }
  }
}

/// How events are parted into an earlier and a later period.
public enum EventSplit: Sendable, Equatable {
  /// Not at all: one period.
  case none
  /// At the time of the median event: the later period begins with it.
  case medianTime
  /// At a time, in microseconds since 1970-01-01T00:00:00Z, which belongs to the later period.
  case time(Int64)
  /// For each data subject at the middle of its active days (by the clock as written); of an odd
  /// number of days the middle one belongs to the later period.
  case subjectDays

  /// The number of periods.
  var periodCount: Int { self == .none ? 1 : 2 }
}

/// What tells one place from another.
public enum PlaceResolution: Sendable, Equatable, Hashable {
  /// Cells of a grid over the earth.
  case grid(meters: Double)
  /// The places that the table names.
  case named
}
