import Foundation
import TestSupport
import Testing

/// Values of data subjects stay in the data.
@Suite("Values stay in the data")
struct CanaryTests {
  /// A value that stands in every cell that is no number.
  static let canary = "ZQCANARYQZ"

  private func plant(in folder: TestFolder) throws {
    var people = "id,age,town,job,illness,home,weight\n"
    for number in 0..<120 {
      people += "\(Self.canary)id\(number),\(18 + number % 60),\(Self.canary)town\(number % 9),"
      people += number % 11 == 0 ? "," : "\(Self.canary)job\(number % 5),"
      people += "\(Self.canary)ill\(number % 7),\(Self.canary)h\(number / 3),\(1 + number % 4)\n"
    }
    try folder.write("people.csv", people)
    var vendor = "key,years,place\n"
    for number in stride(from: 0, to: 150, by: 2) {
      vendor += "\(Self.canary)id\(number),\(18 + number % 60),\(Self.canary)town\(number % 9)\n"
    }
    try folder.write("vendor.csv", vendor)
    var seen = "id,time,place\n"
    for number in 0..<50 {
      seen += "\(Self.canary)id\(number),2026-01-0\(1 + number % 9)T10:00:00,\(Self.canary)\n"
    }
    try folder.write("seen.csv", seen)
    try folder.write("palimpsest.yaml", Self.manifest)
  }

  private static let manifest = """
    version: 1
    dataset: {name: canaries}
    missing: wildcard
    tables:
      people:
        kind: users
        source: people.csv
        original: {source: people.csv}
        auxiliary:
          source: vendor.csv
          columns: {id: key, age: years, town: place}
        population:
          source: people.csv
        columns:
          id: {role: subject}
          age: {role: quasi-identifier, type: integer}
          town: {role: quasi-identifier}
          job: {role: quasi-identifier}
          illness: {role: sensitive}
          home: {role: household}
          weight: {role: weight, type: integer}
      seen:
        kind: events
        source: seen.csv
        columns:
          id: {role: subject}
          time: {role: time, type: timestamp}
          place: {role: place}
    adversary: {population-size: 5000}
    """

  @Test("no output of any command holds a planted value")
  func noOutputHoldsAValue() throws {
    // Would catch a value in a page, a document, a summary, a comment of a manifest.
    let folder = try TestFolder()
    try plant(in: folder)
    for arguments in [
      ["audit", ".", "--out", "out"], ["audit", ".", "--out", "out", "--json"],
      ["report", "out/palimpsest-report.json", "--markdown", "out/report.md"],
      ["report", "out/palimpsest-report.json"], ["inspect", "."], ["inspect", ".", "--json"],
      ["init", ".", "--print"], ["init", ".", "--force"],
    ] {
      let outcome = try Command.run(arguments, in: folder.url)
      #expect(outcome.exitCode == 0, "\(arguments): \(outcome.complaint)")
      #expect(!outcome.output.contains(Self.canary), "\(arguments)")
      #expect(!outcome.complaint.contains(Self.canary), "\(arguments)")
    }
    for file in folder.files where file.hasPrefix("out/") || file == "palimpsest.yaml" {
      let bytes = try Data(contentsOf: folder.url.appendingPathComponent(file))
      #expect(bytes.range(of: Data(Self.canary.utf8)) == nil, "\(file) holds a planted value")
    }
  }

  @Test("every scenario is in the report, so the search above looked at all of them")
  func everyScenarioRuns() throws {
    let folder = try TestFolder()
    try plant(in: folder)
    let outcome = try Command.run(["audit", ".", "--json", "--seed", "3"], in: folder.url)
    for scenario in ["group-sizes", "known-points", "auxiliary-table", "original-beside-release"] {
      #expect(outcome.output.contains("\"scenario\": \"\(scenario)\""), "\(scenario)")
    }
    for attack in [
      "group-sizes", "column-subsets", "known-cells", "special-uniques", "guess-value",
      "link-records", "population", "population-table", "individual-risk",
    ] {
      #expect(outcome.output.contains("\"id\": \"attributes/\(attack)"), "\(attack)")
    }
  }

  @Test("a file without a header gives no value away as a name")
  func headerlessFiles() throws {
    // Would catch the first person's data shown as names of columns.
    let folder = try TestFolder()
    let rows = (0..<40).map { "\(Self.canary)\($0)@example.org,\(20 + $0 % 9),\(1900 + $0)" }
    try folder.write("data/people.csv", rows.joined(separator: "\n") + "\n")
    for arguments in [["init", "data", "--print"], ["inspect", "data"], ["init", "data"]] {
      let outcome = try Command.run(arguments, in: folder.url)
      #expect(outcome.exitCode == 0, "\(outcome.complaint)")
      #expect(!(outcome.output + outcome.complaint).contains(Self.canary), "\(arguments)")
    }
    let manifest = try String(
      contentsOf: folder.url.appendingPathComponent("data/palimpsest.yaml"), encoding: .utf8)
    #expect(manifest.contains("header: false") && !manifest.contains(Self.canary))
  }

  @Test("a folder of parts is one table")
  func folderOfParts() throws {
    let folder = try TestFolder()
    for part in 0..<3 {
      let rows = (0..<20).map { "\(part * 20 + $0),\(20 + $0),j\($0 % 3)" }
      try folder.write("data/people/\(part).csv", "id,age,job\n" + rows.joined(separator: "\n"))
    }
    #expect(try Command.run(["init", "data"], in: folder.url).exitCode == 0)
    let audit = try Command.run(["audit", "data", "--json"], in: folder.url)
    #expect(audit.exitCode == 0, "\(audit.complaint)")
    #expect(audit.output.contains("\"rows\": 60"))
  }
}
