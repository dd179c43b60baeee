/// How precisely the adversary knows when a visit was, in UTC.
public enum TimePrecision: String, Sendable, Equatable, CaseIterable {
  case hour
  case day
  case month
  case year

  /// The number of the bin that holds `microseconds` since 1970; equal numbers mean the same hour,
  /// day, month or year of the proleptic Gregorian calendar.
  func bin(of microseconds: Int64) -> Int64 {
    let hour = Self.floored(microseconds, by: 3_600_000_000)
    let day = Self.floored(hour, by: 24)
    switch self {
    case .hour: return hour
    case .day: return day
    case .month: return Self.month(ofDay: day)
    case .year: return Self.floored(Self.month(ofDay: day), by: 12)
    }
  }

  private static func floored(_ value: Int64, by divisor: Int64) -> Int64 {
    value >= 0 ? value / divisor : -1 - (-1 - value) / divisor
  }

  /// Months since January of year 0, from days since 1970-01-01.
  ///
  /// Years are counted from March, so that the leap day is their last: the month m of such a year
  /// begins (153 m + 2) / 5 days into it, and 400 years have 146,097 days (Howard Hinnant,
  /// *chrono-Compatible Low-Level Date Algorithms*, 2013).
  private static func month(ofDay day: Int64) -> Int64 {
    let fromMarch = day + 719_468
    let era = floored(fromMarch, by: 146_097)
    let dayOfEra = fromMarch - era * 146_097
    let yearOfEra =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    return (era * 400 + yearOfEra) * 12 + (5 * dayOfYear + 2) / 153 + 2
  }
}

/// Which two places stand for a person's home and work.
public enum HomeAndWorkChoice: String, Sendable, Equatable, CaseIterable {
  /// The two most visited, as in the paper; of equally visited ones the first by number.
  case mostVisited = "most-visited"
  /// The two least visited: what scikit-mobility 1.3.1 computes, since its `frequency_vector` sorts
  /// rising and `HomeWorkAttack` takes the first two; only for comparing with it.
  case leastVisited = "least-visited"
}

/// What kind of fact the adversary knows of some of a person's visits.
///
/// A tolerance t in [0, 1] lets a known value v stand for a person's own value w where
/// w - w t <= v <= w + w t.
public enum VisitKnowledge: Sendable, Equatable {
  /// The places of k visits; two visits to one place count twice.
  case location
  /// The places of k visits and the order of those visits.
  case sequence
  /// The places of k visits and when each was.
  case locationAndTime(TimePrecision)
  /// k different places.
  case uniqueLocation
  /// k different places and how often each was visited.
  case frequency(tolerance: Double)
  /// k different places and the share of all visits that went to each.
  case probability(tolerance: Double)
  /// k different places and how often each was visited in proportion to the commonest of them.
  case proportion(tolerance: Double)
  /// The two places that stand for home and work.
  case homeAndWork(HomeAndWorkChoice)

  /// The tolerance, 0 where the kind has none.
  var tolerance: Double {
    switch self {
    case .frequency(let tolerance), .probability(let tolerance), .proportion(let tolerance):
      tolerance
    default: 0
    }
  }
}

/// Why visits can't be attacked.
public enum KnownVisitsError: Error, Sendable, Equatable {
  /// No event has a place.
  case noPlaces
  /// The events have no time, and the attack needs one.
  case noTimes
  /// The adversary must know at least one visit.
  case knownVisits(Int)
  /// A tolerance lies in [0, 1].
  case tolerance(Double)
}

extension KnownVisitsError: CustomStringConvertible {
  /// What happened, and the remedy.
  public var description: String {
    switch self {
    case .noPlaces:
      "no event has a place; declare the columns of places or coordinates, or leave the channel out"
    case .noTimes: "the events have no time; declare the time column, or leave this attack out"
    case .knownVisits(let count): "an adversary can't know \(count) visits; give 1 or more"
    case .tolerance(let value): "a tolerance of \(value) is outside 0 to 1"
    }
  }
}
