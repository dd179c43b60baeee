import Foundation
import Testing

@testable import Attacks

@Suite("Rules of summer time")
struct DaylightRuleTests {
  static let zones: [(DaylightRule, String, Int, ClosedRange<Int>)] = [
    (.european, "Europe/Berlin", 1, 2007...2025), (.european, "Europe/London", 0, 2007...2025),
    (.european, "Europe/Helsinki", 2, 2007...2025),
    (.northAmerican, "America/New_York", -5, 2007...2025),
    (.northAmerican, "America/Los_Angeles", -8, 2007...2025),
    (.australian, "Australia/Sydney", 10, 2009...2025), (.never, "Asia/Tokyo", 9, 2007...2025),
    (.never, "Asia/Kolkata", 5, 2007...2025), (.brazilian, "America/Sao_Paulo", -3, 2009...2011),
  ]

  // The oracle is the system's IANA database. Would catch a Sunday too early, and local time read
  // as UTC.
  @Test("each rule agrees with the zones that follow it, hour by hour", arguments: zones)
  func agrees(rule: DaylightRule, name: String, standard: Int, years: ClosedRange<Int>) throws {
    let zone = try #require(TimeZone(identifier: name))
    let first = CivilDay.number(year: years.lowerBound, month: 1, day: 1) * 24
    let last = CivilDay.number(year: years.upperBound + 1, month: 1, day: 1) * 24
    // Every hour of the days around changes would do; a stride of 7 hours meets every day, and the
    // changes themselves are met below.
    for hour in stride(from: first, to: last, by: 7) {
      expectAgreement(rule, zone, standard, hour)
    }
    var date = Date(timeIntervalSince1970: Double(first) * 3600)
    while let change = zone.nextDaylightSavingTimeTransition(after: date),
      change.timeIntervalSince1970 < Double(last) * 3600
    {
      let hour = Int((change.timeIntervalSince1970 / 3600).rounded(.down))
      for near in (hour - 3)...(hour + 3) { expectAgreement(rule, zone, standard, near) }
      date = change
    }
  }

  private func expectAgreement(
    _ rule: DaylightRule, _ zone: TimeZone, _ standard: Int, _ hour: Int
  ) {
    let date = Date(timeIntervalSince1970: Double(hour) * 3600)
    #expect(
      rule.isSummer(hour: Int64(hour), standardOffset: standard)
        == zone.isDaylightSavingTime(for: date), "\(zone.identifier) \(date)")
  }

  @Test("years 1 and 9999 and hours beyond them are no trap", arguments: DaylightRule.allCases)
  func extremes(rule: DaylightRule) {
    for hour in [Int64.min, -17_259_888, -17_259_889, 0, 70_389_527, 70_389_528, .max] {
      _ = rule.isSummer(hour: hour, standardOffset: 12)
      _ = rule.isSummer(hour: hour, standardOffset: -11)
    }
    #expect(!rule.isSummer(hour: .max, standardOffset: 0))
  }

  @Test("days of the calendar agree with the system's")
  func calendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    for day in stride(from: -50_000, to: 200_000, by: 373) {
      let date = Date(timeIntervalSince1970: Double(day) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day, .weekday], from: date)
      guard let year = parts.year, let month = parts.month, let number = parts.day else { continue }
      if year > 1600 { #expect(CivilDay.number(year: year, month: month, day: number) == day) }
      if year > 1600 { #expect(CivilDay.year(ofHour: day * 24 + 13) == year) }
      #expect(CivilDay.weekday(day) == ((parts.weekday ?? 0) + 5) % 7)
    }
  }
}
