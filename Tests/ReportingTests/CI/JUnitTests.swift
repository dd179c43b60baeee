import Findings
import Foundation
import Testing

@testable import Reporting

@Suite("JUnit")
struct JUnitTests {
  @Test(
    "is read by junitparser: each rule by name, with its outcome",
    .enabled(if: PythonCheck.hasJUnit, "python3 with junitparser is not installed"))
  func readByPeer() throws {
    let lines = try PythonCheck.junit(JUnitReport.render(GateSamples.mixed))
      .split(separator: "\n").map { $0.split(separator: " ").joined(separator: " ") }
    #expect(
      lines == [
        "6 2 0 2", "'max-risk' Failure", "'mean-risk' output", "'small-cells' Skipped",
        "'k-anonymity'", "'model-only' Skipped", "'purpose' Failure",
      ])
    #expect(try PythonCheck.junit(JUnitReport.render(GateSamples.empty)) == "0 0 0 0\n")
  }

  // Catches control characters, which no escape makes legal in XML 1.0.
  @Test("of hostile names is XML that any reader takes")
  func hostileNames() {
    let reports = [GateSamples.hostile, GateSamples.mixed].map { JUnitReport.render($0) }
    let findings = Samples.all.map { JUnitReport.render($0.report) }
    for text in reports + findings {
      #expect(XMLProbe(text).isWellFormed)
      #expect(!text.contains("<script"))
    }
  }

  // Catches the second decision of a rule that hides the first (open-policy-agent/conftest#1396).
  @Test("makes one testcase of a rule with several decisions, which fails if any does")
  func severalDecisions() {
    let text = JUnitReport.render(
      GateSamples.verdict([
        GateSamples.decision("a", .met, sentence: "fine"),
        GateSamples.decision("a", .denied, sentence: "first"),
        GateSamples.decision("a", .denied, sentence: "second"),
      ]))
    #expect(text.contains("tests=\"1\" failures=\"1\""))
    #expect(text.contains("first") && text.contains("second"))
  }
}

@Suite("The step's summary")
struct StepSummaryTests {
  @Test("says the answer first, then what denies, with place and remedy")
  func content() throws {
    let text = StepSummary.render(GateSamples.mixed, below: "/repo")
    #expect(text.hasPrefix("## Release survey is denied\n"))
    let denied = try #require(text.range(of: "### Denied (2)"))
    let met = try #require(text.range(of: "### Met (1)"))
    #expect(denied.lowerBound < met.lowerBound)
    #expect(text.contains("palimpsest.yaml\\:14") && text.contains("Coarsen age."))
    #expect(StepSummary.render(GateSamples.empty).hasPrefix("## Release survey passes\n"))
  }

  // Catches GitHub's refusal of a summary above 1 MiB, which loses all of it.
  @Test("stays below its limit and says how many rules it left out")
  func truncation() {
    #expect(StepSummary.byteLimit == 1 << 20)
    let limit = 500_000
    let text = StepSummary.render(SARIFTests.many, byteLimit: limit)
    #expect(text.utf8.count < limit && text.utf8.count > limit - 1_000)
    let rows = text.split(separator: "\n").count { $0.hasPrefix("| rule-") }
    #expect(rows > 1_000)
    let note = "\(NumberFormat.count(6_000 - rows)) more rules are in the JSON verdict."
    #expect(text.contains(note))
    #expect(text.contains("### What it rests on"))
  }

  @Test("shows hostile names as text: no tag, link, mention, row or heading of theirs")
  func hostileNames() {
    let text = StepSummary.render(GateSamples.hostile)
    #expect(
      !text.contains("<script") && !text.replacing("\\]", with: "").contains("](")
        && !text.contains("@all"))
    // Rows of the rules have five cells, rows of the evidence four.
    for line in text.split(separator: "\n") where line.hasPrefix("|") {
      let bars = line.replacing("\\|", with: "").count { $0 == "|" }
      #expect(bars == 6 || bars == 5)
    }
    #expect(!text.contains("\n# h"))
  }
}
