/// When a time zone's clocks are ahead of UTC, and by how much; rules in force since 2019.
enum ZoneRule: Sendable {
  /// No daylight-saving time.
  case fixed
  /// From the last Sunday of March to the last of October, 01:00 UTC.
  case european
  /// From the second Sunday of March, 02:00, to the first of November, 02:00, local clocks.
  case american

  /// Seconds to add to UTC to get the time on local clocks.
  func offset(at utcSeconds: Int, standard: Int) -> Int {
    let day = CivilDay(daysSinceEpoch: utcSeconds.flooredQuotient(by: 86_400))
    switch self {
    case .fixed:
      return standard
    case .european:
      let start = CivilDay.lastSunday(of: 3, year: day.year) * 86_400 + 3600
      let end = CivilDay.lastSunday(of: 10, year: day.year) * 86_400 + 3600
      return utcSeconds >= start && utcSeconds < end ? standard + 3600 : standard
    case .american:
      let start = (CivilDay.firstSunday(of: 3, year: day.year) + 7) * 86_400 + 7200 - standard
      let end = CivilDay.firstSunday(of: 11, year: day.year) * 86_400 + 3600 - standard
      return utcSeconds >= start && utcSeconds < end ? standard + 3600 : standard
    }
  }

  /// The UTC second at which local clocks show `local`; in the hour that clocks skip or repeat,
  /// one of the two that it could be.
  func utc(fromLocal local: Int, standard: Int) -> Int {
    let guess = local - standard
    return local - offset(at: guess, standard: standard)
  }
}

/// A day of the Gregorian calendar, by Howard Hinnant's algorithms (chrono-compatible dates, 2013).
struct CivilDay {
  let year: Int
  let month: Int
  let day: Int

  init(daysSinceEpoch: Int) {
    let z = daysSinceEpoch + 719_468
    let era = z.flooredQuotient(by: 146_097)
    let dayOfEra = z - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  }

  /// Days from 1970-01-01 to a day.
  static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
    let y = month <= 2 ? year - 1 : year
    let era = y.flooredQuotient(by: 400)
    let yearOfEra = y - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// 0 for Monday to 6 for Sunday.
  static func weekday(_ daysSinceEpoch: Int) -> Int {
    let shifted = (daysSinceEpoch + 3) % 7
    return shifted < 0 ? shifted + 7 : shifted
  }

  static func firstSunday(of month: Int, year: Int) -> Int {
    let first = daysSinceEpoch(year: year, month: month, day: 1)
    return first + (6 - weekday(first))
  }

  static func lastSunday(of month: Int, year: Int) -> Int {
    let last = daysSinceEpoch(year: year, month: month, day: 31)
    return last - (weekday(last) + 1) % 7
  }
}

extension Int {
  /// The quotient rounded down, for negative numbers too.
  func flooredQuotient(by divisor: Int) -> Int {
    let quotient = self / divisor
    return self % divisor != 0 && (self < 0) != (divisor < 0) ? quotient - 1 : quotient
  }
}
