import Deidentification
import Foundation
import Tables
import TestSupport
import Testing

@Suite("Builders of hierarchies")
struct HierarchyBuilderTests {
  func hierarchy(
    _ declaration: HierarchyDeclaration, _ labels: [String], counts: [Int]? = nil,
    file: String? = nil
  ) throws -> Hierarchy {
    try HierarchyBuilder.hierarchy(
      declaration, of: HierarchyValues(column: "x", labels: labels, counts: counts), file: file)
  }

  /// The label of each value on a level.
  func groups(_ hierarchy: Hierarchy, _ level: Int) -> [String] {
    let level = hierarchy.levels[level]
    return level.groupOfCode.dropFirst().map { level.labels[Int($0) - 1] }
  }

  @Test("intervals are half-open, clipped at the open ends, and end in one group")
  func intervals() throws {
    let ages = ["3", "14", "15", "19", "20", "79", "80", "99"]
    let hierarchy = try hierarchy(
      .intervals(widths: [5, 20], origin: 0, bottom: 15, top: 80), ages)
    #expect(
      groups(hierarchy, 1) == [
        "<15", "<15", "[15, 20[", "[15, 20[", "[20, 25[", "[75, 80[", ">=80", ">=80",
      ])
    #expect(
      groups(hierarchy, 2) == [
        "<15", "<15", "[15, 20[", "[15, 20[", "[20, 40[", "[60, 80[", ">=80", ">=80",
      ])
    #expect(Set(groups(hierarchy, 3)) == ["*"])
  }

  @Test("intervals of any numbers nest, below zero and with fractions too")
  func intervalsNest() throws {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<200 {
      let labels = (0..<50).map { _ in "\(Double.random(in: -1000...1000, using: &generator))" }
      let width = Double.random(in: 0.001...10, using: &generator)
      let declaration = HierarchyDeclaration.intervals(
        widths: [width, width * 3, width * 12], origin: -7.3, bottom: nil, top: nil)
      _ = try hierarchy(declaration, Array(Set(labels)))
    }
  }

  @Test("neighbours are grouped in the order of numbers, not of texts")
  func order() throws {
    let hierarchy = try hierarchy(.order(sizes: [2, 2]), ["10", "9", "100", "1", "2"])
    #expect(groups(hierarchy, 1) == ["9 to 10", "9 to 10", "100", "1 to 2", "1 to 2"])
    #expect(groups(hierarchy, 2) == ["1 to 10", "1 to 10", "100", "1 to 10", "1 to 10"])
  }

  @Test("dates lose their day, month and year; weeks are those of ISO 8601")
  func dates() throws {
    let days = ["2026-11-21", "2025-12-29", "2021-01-03T10:00:00Z", "2020-02-29"]
    let hierarchy = try hierarchy(.dates(units: [.month, .quarter, .year, .decade]), days)
    #expect(groups(hierarchy, 1) == ["2026-11", "2025-12", "2021-01", "2020-02"])
    #expect(groups(hierarchy, 2) == ["2026-Q4", "2025-Q4", "2021-Q1", "2020-Q1"])
    #expect(groups(hierarchy, 3) == ["2026", "2025", "2021", "2020"])
    #expect(groups(hierarchy, 4) == ["2020s", "2020s", "2020s", "2020s"])
    let weeks = try self.hierarchy(.dates(units: [.week]), days)
    #expect(groups(weeks, 1) == ["2026-W47", "2026-W01", "2020-W53", "2020-W09"])
  }

  @Test("weeks and days agree with Foundation's calendar of ISO 8601 over four centuries")
  func weeksOfFoundation() throws {
    var calendar = Calendar(identifier: .iso8601)
    calendar.timeZone = try #require(TimeZone(identifier: "UTC"))
    let days = stride(from: -50_000, through: 100_000, by: 37).map { number in
      let date = Date(timeIntervalSince1970: Double(number) * 86_400)
      let parts = calendar.dateComponents([.year, .month, .day], from: date)
      let week = calendar.dateComponents([.yearForWeekOfYear, .weekOfYear], from: date)
      return (
        String(format: "%04d-%02d-%02d", parts.year ?? 0, parts.month ?? 0, parts.day ?? 0),
        String(format: "%04d-W%02d", week.yearForWeekOfYear ?? 0, week.weekOfYear ?? 0)
      )
    }
    let hierarchy = try hierarchy(.dates(units: [.week]), days.map(\.0))
    #expect(groups(hierarchy, 1) == days.map(\.1))
  }

  @Test(
    "units that do not nest are refused",
    arguments: [[.week, .month], [.year, .month], [.month, .month]]
      as [[HierarchyDeclaration.DateUnit]])
  func datesThatDoNotNest(units: [HierarchyDeclaration.DateUnit]) {
    #expect(throws: DeidentificationError.self) { try hierarchy(.dates(units: units), []) }
  }

  @Test("redaction hides the length of what it hides whole")
  func redaction() throws {
    let right = try hierarchy(.redaction(from: .right, characters: []), ["12345", "12399", "7"])
    #expect(groups(right, 1) == ["1234*", "1239*", "*"])
    #expect(groups(right, 2) == ["123**", "123**", "*"])
    #expect(right.height == 5)
    let left = try hierarchy(.redaction(from: .left, characters: [2]), ["abcd", "xycd"])
    #expect(groups(left, 1) == ["**cd", "**cd"])
  }

  @Test("coordinates become cells of a decimal grid, south and west too")
  func decimals() throws {
    let hierarchy = try hierarchy(.decimals([2, 0]), ["52.519", "-0.001", "-33.86", "2"])
    #expect(
      groups(hierarchy, 1) == [
        "[52.51, 52.52[", "[-0.01, 0.00[", "[-33.86, -33.85[", "[2.00, 2.01[",
      ])
    #expect(groups(hierarchy, 2) == ["[52, 53[", "[-1, 0[", "[-34, -33[", "[2, 3["])
  }

  @Test("rare values merge first")
  func priority() throws {
    let hierarchy = try hierarchy(
      .priority([2, 1]), ["a", "b", "c", "d"], counts: [5, 50, 5, 1])
    #expect(groups(hierarchy, 1) == ["a", "b", "other", "other"])
    #expect(groups(hierarchy, 2) == ["other", "b", "other", "other"])
  }

  @Test(
    "a file with a missing value, ragged lines, or two groups for one value is refused",
    arguments: ["", "a;x\nb;x\n", "a;x\nb;x;y\nc;x\n", "a;x\nb;x\nc;x\na;y\n", "a;x\nb;y\nc"])
  func badFiles(text: String) {
    #expect(throws: DeidentificationError.self) {
      try hierarchy(.file(path: "", delimiter: ";"), ["a", "b", "c"], file: text)
    }
  }

  @Test("a column that is no number, no date, is refused without its values in the error")
  func noValuesInErrors() {
    for declaration in [
      HierarchyDeclaration.intervals(widths: [5], origin: 0, bottom: nil, top: nil),
      .dates(units: [.year]), .decimals([1]),
    ] {
      do {
        _ = try hierarchy(declaration, ["1.5", "Ada Lovelace", "2026-01-01"])
        Issue.record("taken")
      } catch {
        #expect(!"\(error)".contains("Ada"))
        #expect("\(error)".contains("\"x\""))
      }
    }
  }

  @Test("every hierarchy file of the shared data is read", .enabled(if: SharedFolder.exists))
  func sharedFiles() throws {
    let root = SharedFolder.file("data/tabular")
    let files = try #require(
      FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
    var read = 0
    for case let file as URL in files where file.lastPathComponent.contains("_hierarchy_") {
      let text = try String(contentsOf: file, encoding: .utf8)
      let table = try DelimitedText(contentsOf: file, delimiter: ";", hasHeader: false)
      let values = Array(Set(table.rows.compactMap(\.first))).sorted()
      let built = try hierarchy(.file(path: "", delimiter: ";"), values, file: text)
      #expect(built.levels.last?.labels.count == 1, "\(file.lastPathComponent)")
      read += 1
    }
    #expect(read > 0)
  }
}
