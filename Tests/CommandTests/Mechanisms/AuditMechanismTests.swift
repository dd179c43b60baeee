import Findings
import Foundation
import TestSupport
import Testing

/// `audit-mechanism`, as a user runs it.
@Suite("The command that audits mechanisms")
struct AuditMechanismTests {
  @Test("lists the catalogue, audits a mechanism of it, and writes the document")
  func sound() throws {
    let folder = try TestFolder()
    let list = try Command.run(["audit-mechanism", "--list"], in: folder.url)
    #expect(list.exitCode == 0 && list.output.contains("randomized-response"))
    let outcome = try Command.run(
      [
        "audit-mechanism", "randomized-response", "--samples", "2000", "--epsilon", "0.5", "2",
        "--confidence", "0.999999", "--json", "audit.json",
      ], in: folder.url)
    #expect(outcome.exitCode == 0, "\(outcome.complaint)")
    #expect(outcome.output.contains("evidence, and no proof"))
    let data = try Data(contentsOf: folder.url.appendingPathComponent("audit.json"))
    #expect(try MechanismAuditReport.decode(from: data).mechanisms.map(\.epsilon) == [0.5, 2])
  }

  @Test("catches what is planted, and ends with 3; with too few samples it fails, and says so")
  func planted() throws {
    let folder = try TestFolder()
    let caught = try Command.run(
      ["audit-mechanism", "--planted", "--samples", "20000"], in: folder.url)
    #expect(caught.exitCode == 3, "\(caught.complaint)")
    #expect(!caught.output.contains("holds "))
    let few = try Command.run(
      ["audit-mechanism", "--planted", "--samples", "100", "--quiet"], in: folder.url)
    #expect(few.exitCode == 1 && few.output.isEmpty && few.complaint.contains("--samples"))
  }

  @Test(
    "refuses what it can't audit",
    arguments: [
      [], ["--all", "--planted"], ["nothing"], ["--planted", "--samples", "5"],
      ["--all", "--epsilon", "-1"], ["--all", "--epsilon", "x"], ["--all", "--confidence", "1"],
    ])
  func refusals(arguments: [String]) throws {
    let folder = try TestFolder()
    let outcome = try Command.run(["audit-mechanism"] + arguments, in: folder.url)
    #expect(outcome.exitCode == 2 && !outcome.crashed && !outcome.complaint.isEmpty)
  }
}
