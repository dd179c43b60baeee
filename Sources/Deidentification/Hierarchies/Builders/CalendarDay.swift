import Tables

/// A day of the proleptic Gregorian calendar, and the parts of a date that hold it.
struct CalendarDay: Equatable {
  let year: Int
  let month: Int
  let day: Int

  /// The day at the start of a text in ISO 8601 (`2026-11-21`, a time of day may follow).
  init?(iso text: String) {
    let bytes = Array(text.utf8.prefix(11))
    func number(_ range: Range<Int>) -> Int? {
      guard range.upperBound <= bytes.count else { return nil }
      var value = 0
      for byte in bytes[range] {
        guard (0x30...0x39).contains(byte) else { return nil }
        value = value * 10 + Int(byte - 0x30)
      }
      return value
    }
    let dash = UInt8(ascii: "-")
    guard bytes.count >= 10, bytes[4] == dash, bytes[7] == dash,
      let year = number(0..<4), let month = number(5..<7), let day = number(8..<10),
      (1...12).contains(month), day >= 1, day <= Self.days(in: month, of: year),
      bytes.count == 10 || bytes[10] == UInt8(ascii: "T") || bytes[10] == UInt8(ascii: " ")
    else { return nil }
    (self.year, self.month, self.day) = (year, month, day)
  }

  private static func isLeap(_ year: Int) -> Bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
  }

  private static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  /// The part of the date that is left.
  func label(_ unit: HierarchyDeclaration.DateUnit) -> String {
    switch unit {
    case .day: "\(Self.padded(year, 4))-\(Self.padded(month, 2))-\(Self.padded(day, 2))"
    case .week: week
    case .month: "\(Self.padded(year, 4))-\(Self.padded(month, 2))"
    case .quarter: "\(Self.padded(year, 4))-Q\((month + 2) / 3)"
    case .year: Self.padded(year, 4)
    case .decade: "\(Self.padded(year / 10, 3))0s"
    }
  }

  /// Days since 1970-01-01.
  ///
  /// - Source: Hinnant, chrono-compatible low-level date algorithms, days_from_civil.
  var dayNumber: Int {
    let shifted = month <= 2 ? year - 1 : year
    let era = (shifted >= 0 ? shifted : shifted - 399) / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// The week of ISO 8601: it belongs to the year that holds its Thursday.
  private var week: String {
    let number = dayNumber
    let weekday = ((number + 3) % 7 + 7) % 7
    let thursday = number - weekday + 3
    var owner = year
    if thursday < Self.firstDay(of: year) { owner -= 1 }
    if thursday >= Self.firstDay(of: year + 1) { owner += 1 }
    let week = (thursday - Self.firstDay(of: owner)) / 7 + 1
    return "\(Self.padded(owner, 4))-W\(Self.padded(week, 2))"
  }

  private static func firstDay(of year: Int) -> Int {
    CalendarDay(year: year, month: 1, day: 1).dayNumber
  }

  private init(year: Int, month: Int, day: Int) {
    (self.year, self.month, self.day) = (year, month, day)
  }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }
}
