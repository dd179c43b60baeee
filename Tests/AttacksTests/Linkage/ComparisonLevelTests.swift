import Foundation
import Tables
import Testing

@testable import Attacks

@Suite("Levels of comparison")
struct ComparisonLevelTests {
  private func level(
    _ first: String, _ second: String, _ levels: [ComparisonLevel], _ kind: FieldKind
  ) throws -> Int {
    let field = try LinkageField(
      auxiliary: CodedColumn(name: "c", texts: [first]),
      release: CodedColumn(name: "c", texts: [second]), kind: kind, folds: false)
    return Int(try FieldComparison(field, levels: levels).number(field.left[0], field.right[0])) - 1
  }

  @Test("the first level that holds is the pair's")
  func order() throws {
    let text: [ComparisonLevel] = [.exact, .typingErrors(1), .jaroWinkler(0.9)]
    #expect(try level("anna", "anna", text, .text) == 0)
    #expect(try level("anna", "nana", text, .text) == 1)
    #expect(try level("annabella", "annabell", text, .text) == 1)
    #expect(try level("annabella", "annabel", text, .text) == 2)
    #expect(try level("anna", "otto", text, .text) == 3)
    let number: [ComparisonLevel] = [.exact, .difference(2), .relativeDifference(0.1)]
    #expect(try level("10", "12", number, .number) == 1)
    #expect(try level("100", "110", number, .number) == 2)
    #expect(try level("100", "120", number, .number) == 3)
    #expect(try level("a b c", "c b a", [.exact, .overlap(1)], .words) == 1)
    #expect(try level("34", "30-39", [.exact, .covers], .text) == 1)
    #expect(try level("44", "30-39", [.exact, .covers], .text) == 2)
  }

  @Test("dates: typing errors, parts, days, months and years apart")
  func dates() throws {
    #expect(try level("1980-02-13", "1980-02-31", [.exact, .dateTypingErrors(1)], .date) == 1)
    #expect(try level("1980-02-13", "1981-02-13", [.exact, .dateParts(2)], .date) == 1)
    #expect(try level("1980-02-13", "1981-03-13", [.exact, .dateParts(2)], .date) == 2)
    #expect(try level("1980-02-28", "1980-03-01", [.exact, .days(2)], .date) == 1)
    #expect(try level("1981-02-28", "1981-03-02", [.exact, .days(1)], .date) == 2)
    #expect(try level("1980-01-01", "1980-01-31", [.exact, .months(1)], .date) == 1)
    #expect(try level("1980-01-01", "1980-02-02", [.exact, .months(1)], .date) == 2)
    #expect(try level("1980-01-01", "1981-01-01", [.exact, .years(1)], .date) == 2)
    #expect(try level("1981-01-01", "1982-01-01", [.exact, .years(1)], .date) == 1)
    #expect(try level("no date", "1982-01-01", [.exact, .years(1)], .date) == 2)
  }

  @Test("days since 1970 and their calendar dates agree with Foundation's from 1600 to 2400")
  func calendar() throws {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(secondsFromGMT: 0))
    for day in stride(from: -135_140, through: 157_000, by: 97) {
      let parts = calendar.dateComponents(
        [.year, .month, .day], from: Date(timeIntervalSince1970: Double(day) * 86_400))
      let date = try #require(CalendarDate(daysSince1970: Double(day)))
      #expect(date.year == parts.year && date.month == parts.month && date.day == parts.day)
      #expect(date.daysSince1970 == day)
    }
    #expect(CalendarDate("2026-13-01") == nil && CalendarDate("2026-1-01") == nil)
  }

  @Test("great-circle distances agree with published ones")
  func places() throws {
    // Berlin 52.5200 13.4050 to Munich 48.1351 11.5820: 504.2 km (haversine); antipodes half the
    // globe's 40,030 km.
    let near: [ComparisonLevel] = [.exact, .kilometers(504), .kilometers(504.5)]
    #expect(try level("52.52 13.405", "48.1351 11.582", near, .place) == 2)
    let far: [ComparisonLevel] = [.exact, .kilometers(20_015), .kilometers(20_015.2)]
    #expect(try level("0 0", "0 180", far, .place) == 2)
    #expect(try level("0,0", "nowhere", far, .place) == 3)
  }

  @Test("what a column holds is told by its values")
  func kinds() {
    func kind(_ texts: [String]) -> FieldKind {
      FieldStatistics(CodedColumn(name: "c", texts: texts).dictionary, rowCount: 1_000).kind
    }
    #expect(kind((10...60).map { "19\($0)-05-03" }) == .date)
    #expect(kind((1...60).map { "\($0).5" }) == .number)
    #expect(kind((1...60).map { "0\($0 + 1_000)" }) == .text)
    #expect(kind(["m", "f"]) == .category)
    #expect(kind((1...60).map { "\($0).25 13.5" }) == .place)
    #expect(kind((1...60).map { "the quick fox \($0)" }) == .words)
    #expect(kind((1...60).map { "Meier\($0)" }) == .text)
    #expect(kind([]) == .category)
  }

  @Test("levels that do not fit a column are refused")
  func refused() throws {
    #expect(throws: LinkageError.levels(column: "c")) {
      _ = try level("a", "b", [.days(1)], .text)
    }
    #expect(throws: LinkageError.levels(column: "c")) {
      _ = try level("a", "b", [.kilometers(1)], .words)
    }
  }

  @Test("case and outer spaces make no difference between two parties' tables")
  func folding() throws {
    let field = try LinkageField(
      auxiliary: CodedColumn(name: "c", texts: [" ANNA", "  ", "Ünal"]),
      release: CodedColumn(name: "c", texts: ["Anna ", "ünal", nil]))
    #expect(field.left[0] == field.right[0] && field.left[2] == field.right[1])
    #expect(field.left[1] == CodedColumn.missing)
  }
}
