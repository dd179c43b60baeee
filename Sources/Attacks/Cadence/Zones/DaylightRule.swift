/// When a country's clocks are put forward by an hour, as the rules stand since 2007 (Brazil's:
/// 2008 to 2017), before that approximately.
///
/// **Source** the IANA time zone database's rule sets EU, US, AN (New South Wales) and Brazil;
/// the tests compare each with the system's zones hour by hour.
public enum DaylightRule: String, Sendable, CaseIterable {
  /// Never.
  case never
  /// From the last Sunday of March to the last of October, 01:00 UTC.
  case european
  /// From the second Sunday of March to the first of November, 02:00 on local clocks.
  case northAmerican = "north-american"
  /// From the first Sunday of October to the first of April, 02:00 by the standard clock.
  case australian
  /// From the third Sunday of October to the third of February, at midnight.
  case brazilian

  /// The standard offsets of the zones that follow the rule, in hours; `nil`: any.
  public var standardOffsets: ClosedRange<Int>? {
    switch self {
    case .never: nil
    case .european: -1...3
    case .northAmerican: -10 ... -3
    case .australian: 9...11
    case .brazilian: -4 ... -3
    }
  }

  /// The rule in words.
  public var title: String {
    switch self {
    case .never: "no summer time"
    case .european: "European summer time"
    case .northAmerican: "North American summer time"
    case .australian: "summer time of the south-east of Australia"
    case .brazilian: "summer time of the south of Brazil"
    }
  }

  /// Whether clocks are put forward in an hour.
  ///
  /// - Parameters:
  ///   - hour: hours since 1970-01-01T00:00Z; beyond the years 1 to 9999 never.
  ///   - standardOffset: hours from UTC to the clock outside summer time.
  /// - Complexity: O(1).
  public func isSummer(hour: Int64, standardOffset: Int) -> Bool {
    guard self != .never, CivilDay.hours.contains(hour) else { return false }
    let year = CivilDay.year(ofHour: Int(hour) + standardOffset)
    let (start, end) = bounds(of: year, standardOffset: standardOffset)
    let now = Int(hour)
    return start < end ? (start..<end).contains(now) : !(end..<start).contains(now)
  }

  /// The hours (UTC) at which a year's summer time starts and ends; the south's ends first.
  private func bounds(of year: Int, standardOffset: Int) -> (start: Int, end: Int) {
    func hour(_ day: Int, _ standardClock: Int) -> Int { day * 24 + standardClock - standardOffset }
    switch self {
    case .never:
      return (0, 0)
    case .european:
      return (
        CivilDay.lastSunday(of: 3, year: year) * 24 + 1,
        CivilDay.lastSunday(of: 10, year: year) * 24 + 1
      )
    case .northAmerican:
      return (
        hour(CivilDay.sunday(2, of: 3, year: year), 2),
        hour(CivilDay.sunday(1, of: 11, year: year), 1)
      )
    case .australian:
      return (
        hour(CivilDay.sunday(1, of: 10, year: year), 2),
        hour(CivilDay.sunday(1, of: 4, year: year), 2)
      )
    case .brazilian:
      return (
        hour(CivilDay.sunday(3, of: 10, year: year), 0),
        hour(CivilDay.sunday(3, of: 2, year: year), -1)
      )
    }
  }
}

/// Days of the proleptic Gregorian calendar as numbers from 1970-01-01.
///
/// **Source** Howard Hinnant, *chrono-compatible low-level date algorithms*, 2013.
enum CivilDay {
  /// The hours from the year 1 to 9999.
  static let hours: ClosedRange<Int64> = -17_259_888...70_389_527

  static func number(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = floored(shifted, 400)
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  static func year(ofHour hour: Int) -> Int {
    let day = floored(hour, 24) + 719_468
    let era = floored(day, 146_097)
    let dayOfEra = day - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    // The algorithm's year begins in March: day 306 is the first of January.
    return yearOfEra + era * 400 + (dayOfYear >= 306 ? 1 : 0)
  }

  /// 0 for Monday to 6 for Sunday.
  static func weekday(_ day: Int) -> Int { day + 3 - 7 * floored(day + 3, 7) }

  /// The Sunday of a month with an ordinal: 1 for the first.
  static func sunday(_ ordinal: Int, of month: Int, year: Int) -> Int {
    let first = number(year: year, month: month, day: 1)
    return first + (6 - weekday(first)) + 7 * (ordinal - 1)
  }

  /// The last Sunday of a month of 31 days.
  static func lastSunday(of month: Int, year: Int) -> Int {
    let last = number(year: year, month: month, day: 31)
    return last - (weekday(last) + 1) % 7
  }

  /// The quotient rounded down.
  static func floored(_ value: Int, _ divisor: Int) -> Int {
    let quotient = value / divisor
    return value % divisor != 0 && value < 0 ? quotient - 1 : quotient
  }
}
