/// A day of the Gregorian calendar, UTC, as `2026-01-31`.
public struct CalendarDay: Sendable, Equatable, CustomStringConvertible {
  /// The day as it is written.
  public let description: String
  /// Days since 1970-01-01.
  public let dayNumber: Int

  /// The day that a text names, or nil where there is no such day.
  public init?(_ text: String) {
    let bytes = Array(text.utf8)
    guard bytes.count == 10, bytes[4] == 0x2D, bytes[7] == 0x2D else { return nil }
    func number(_ range: Range<Int>) -> Int? {
      bytes[range].reduce(0 as Int?) { sum, byte in
        (0x30...0x39).contains(byte) ? sum.map { $0 * 10 + Int(byte - 0x30) } : nil
      }
    }
    guard let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      year >= 1, (1...12).contains(month), day >= 1, day <= Self.length(of: month, year: year)
    else { return nil }
    description = text
    dayNumber = Self.dayNumber(year: year, month: month, day: day)
  }

  /// The second, since 1970-01-01, at which the day is over.
  public var endSeconds: Int { (dayNumber + 1) * 86_400 }

  private static func length(of month: Int, year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }

  /// **Source**: Hinnant, chrono-compatible low-level date algorithms, `days_from_civil`.
  private static func dayNumber(year: Int, month: Int, day: Int) -> Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }
}
