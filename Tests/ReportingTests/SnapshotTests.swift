import Findings
import Foundation
import Reporting
import Testing

// Catches any change of an output that nobody looked at.
@Test("Every output of every sample is what was last looked at", arguments: Samples.all.map(\.name))
func snapshots(name: String) throws {
  let report = try #require(Samples.all.first { $0.name == name }?.report)
  try Snapshot.expect(HTMLReport.render(report), matches: "\(name).html")
  try Snapshot.expect(MarkdownReport.render(report), matches: "\(name).md")
  try Snapshot.expect(
    TerminalSummary.render(report, width: 80, colour: false, page: "reports/\(name).html"),
    matches: "\(name).txt")
  try Snapshot.expect(
    TerminalSummary.render(report, width: 80, colour: false, unicode: false),
    matches: "\(name).ascii.txt")
  try Snapshot.expect(String(decoding: report.encoded(), as: UTF8.self), matches: "\(name).json")
}
