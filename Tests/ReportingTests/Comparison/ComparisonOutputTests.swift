import Findings
import Foundation
import Testing

@testable import Reporting

private let names = ["comparison", "comparison-poor", "comparison-same", "comparison-other"]

private func pair(_ name: String) throws -> ReportComparison {
  switch name {
  case "comparison": ReportComparison(from: Samples.fused, to: try Samples.protected())
  case "comparison-poor": ReportComparison(from: Samples.fused, to: Samples.poor)
  case "comparison-same": ReportComparison(from: Samples.fused, to: Samples.fused)
  default: ReportComparison(from: Samples.survey, to: Samples.coarsened)
  }
}

// Catches any change of an output that nobody looked at.
@Test("Every output of every comparison is what was last looked at", arguments: names)
func comparisonSnapshots(name: String) throws {
  let comparison = try pair(name)
  try Snapshot.expect(ComparisonHTML.render(comparison), matches: "\(name).html")
  try Snapshot.expect(ComparisonMarkdown.render(comparison), matches: "\(name).md")
  try Snapshot.expect(
    ComparisonSummary.render(comparison, width: 80, colour: false), matches: "\(name).txt")
}

// Catches unbalanced tags, doubled ids, dead links, pictures without a name.
@Test(
  "Every page of a comparison is well formed, whatever the names are",
  .enabled(if: PythonPage.isInstalled, "python3 is not installed"))
func comparisonPages() throws {
  let hostile = try Samples.replacingTexts(in: Samples.fused) {
    Samples.hostileTexts[$0 % Samples.hostileTexts.count]
  }
  let comparisons =
    try names.map(pair) + [
      ReportComparison(from: Samples.survey, to: hostile),
      ReportComparison(from: hostile, to: Samples.empty),
      ReportComparison(from: Samples.survey, to: Samples.huge),
    ]
  for comparison in comparisons {
    let page = ComparisonHTML.render(comparison)
    #expect(try PythonPage.problems(inPage: page) == "")
    #expect(!page.lowercased().contains("<script") && page.utf8.count < 1_500_000)
  }
}

// Catches names that wrap lines, act on a terminal, or break a table in a pull request's note.
@Test("Texts of a comparison keep their lines, their tables and their terminal")
func comparisonTexts() throws {
  for text in Samples.hostileTexts {
    let report = try Samples.replacingTexts(in: Samples.fused) { _ in text }
    let comparison = ReportComparison(from: Samples.survey, to: report)
    let page = ComparisonMarkdown.render(comparison)
    #expect(!page.replacing("<!-- -->", with: "").contains("<"))
    #expect(!page.contains("://") && !page.contains("www.") && !page.contains("@someone"))
    for line in page.split(separator: "\n") where line.hasPrefix("|") {
      let cells = line.replacing("\\|", with: "").filter { $0 == "|" }.count
      #expect([5, 6].contains(cells), "\(line)")
    }
    for width in [40, 80] {
      let summary = ComparisonSummary.render(comparison, width: width, colour: false)
      for line in summary.split(separator: "\n") {
        #expect(DisplayWidth.of(String(line)) <= width, "\(width): \(line)")
      }
      let isQuiet = summary.unicodeScalars.allSatisfy {
        $0 == "\n" || $0.properties.generalCategory != .control
      }
      #expect(isQuiet)
    }
  }
}

// Catches a comparison that says other things than its numbers do.
@Test("A comparison says first whether more or fewer people are found")
func comparisonHeadlines() {
  func headline(_ before: RiskReport, _ after: RiskReport) -> String {
    ComparisonReading(comparison: ReportComparison(from: before, to: after)).headline
  }
  #expect(headline(Samples.fused, Samples.poor).hasPrefix("Fewer people are found by all channels"))
  #expect(headline(Samples.poor, Samples.fused).hasPrefix("More people are found by all channels"))
  #expect(headline(Samples.fused, Samples.fused).hasPrefix("As many people are found"))
  #expect(headline(Samples.survey, Samples.fused).contains("by the strongest attack"))
}

// Catches outputs for pipelines that leave out what the page says first, or a rule that it changes.
@Test("The fused answer stands first in each text, and no rule of a pipeline changes by it")
func fusedTexts() throws {
  let reading = try #require(FusedReading(Samples.fused))
  #expect(reading.headline.contains("63 of 100") && reading.lines.count == 4)
  let plain = RiskReport(
    tool: Samples.fused.tool, createdAt: Samples.fused.createdAt, seed: 41,
    dataset: Samples.fused.dataset, adversary: Samples.fused.adversary,
    verdict: Samples.fused.verdict, findings: Samples.fused.findings, blame: Samples.fused.blame,
    attacks: Samples.fused.attacks, notMeasured: Samples.fused.notMeasured,
    notes: Samples.fused.notes)
  let markdown = MarkdownReport.render(Samples.fused)
  let answer = try #require(markdown.range(of: "All channels together find 63 of 100"))
  let verdict = try #require(markdown.range(of: "Critical severity"))
  #expect(answer.lowerBound < verdict.lowerBound)
  #expect(JUnitReport.render(Samples.fused).contains("All channels together find 63 of 100"))
  let sarif = try [Samples.fused, plain].map { report -> [String: Any] in
    let log = try JSONSerialization.jsonObject(with: SARIFReport.render(report)) as? [String: Any]
    return try #require((log?["runs"] as? [[String: Any]])?.first)
  }
  func notes(_ run: [String: Any]) -> [[String: Any]] {
    let invocations = run["invocations"] as? [[String: Any]]
    return invocations?.first?["toolExecutionNotifications"] as? [[String: Any]] ?? []
  }
  #expect(notes(sarif[0]).count == 5 && notes(sarif[1]).isEmpty)
  #expect(notes(sarif[0]).allSatisfy { $0["level"] as? String == "note" })
  let results = sarif.map { NSArray(array: $0["results"] as? [Any] ?? []) }
  #expect(results[0] == results[1] && results[0].count == 1)
}
