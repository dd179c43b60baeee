import ArgumentParser
import Findings
import Foundation
import Governance
import Pipelines
import Reporting

/// `palimpsest baseline`: the denials of a policy that are known, so that a pipeline fails on new
/// ones.
struct BaselineCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "baseline",
    abstract: "Write down the denials that are known, and fail only on what is new.",
    discussion: """
      A denial stays known until the day given, and only while its risk does not grow. Missing or
      stale evidence, undecided rules and missing approvals are never known beforehand.
      """,
    subcommands: [Write.self, Apply.self])

  /// `palimpsest baseline write`: makes the file.
  struct Write: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write a baseline with each denial of a verdict that may be known.")

    @Argument(help: "The verdict, as `palimpsest gate --json` wrote it.")
    var verdict: String

    @Option(name: .customLong("out"), help: "Where to write the baseline.")
    var output: String

    @Option(help: "For how many days denials are tolerated, at most 366.")
    var days = 90

    @Option(help: "Who answers for them.")
    var owner: String?

    @Option(help: "Why they are tolerated.")
    var reason: String?

    @Option(help: "The repository's folder, below which paths are named.")
    var root: String?

    func validate() throws {
      guard (1...366).contains(days) else { throw ValidationError("--days: from 1 to 366") }
    }

    func run() throws {
      let document = try GateVerdict.decode(from: AtomicFile.read(verdict))
      let now = Date()
      let baseline = try BaselineDocument(
        knowing: document, tool: Version.tool, createdAt: now.formatted(.iso8601),
        until: now.addingTimeInterval(Double(days) * 86_400).formatted(.iso8601), owner: owner,
        reason: reason, below: BaselineCommand.absolute(root))
      try AtomicFile.write(try baseline.encoded(), to: output)
      let denials = document.decisions.count { $0.result == .denied }
      try Terminal.write(
        "\(baseline.entries.count) of \(Phrase.count(denials, "denial", "denials")) written to"
          + " \(output); the others can't be known beforehand.\n")
    }
  }

  /// `palimpsest baseline apply`: holds a verdict against the file.
  struct Apply: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Turn a verdict's known denials into warnings; exit code 3 where new ones remain.")

    @Argument(help: "The verdict, as `palimpsest gate --json` wrote it.")
    var verdict: String

    @Option(help: "The baseline.")
    var baseline: String

    @Option(help: "Write the new verdict to this file.")
    var json: String?

    @Option(help: "The repository's folder, below which paths are named.")
    var root: String?

    func run() throws {
      let document = try GateVerdict.decode(from: AtomicFile.read(verdict))
      let known = try BaselineDocument.decode(from: AtomicFile.read(baseline))
      let comparison = try BaselineComparison(
        document, baseline: known, now: Date().formatted(.iso8601),
        below: BaselineCommand.absolute(root))
      if let json { try AtomicFile.write(try comparison.verdict.encoded(), to: json) }
      try Terminal.write(
        StepSummary.render(comparison.verdict, below: BaselineCommand.absolute(root)))
      for note in comparison.notes { Terminal.complain(note) }
      guard comparison.verdict.outcome == .pass else {
        throw PolicyNotMet(sentence: comparison.verdict.sentence)
      }
    }
  }

  /// The absolute path of a folder.
  fileprivate static func absolute(_ root: String?) -> String? {
    root.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
  }
}
