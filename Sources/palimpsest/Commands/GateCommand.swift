import ArgumentParser
import Findings
import Foundation
import Governance
import Pipelines
import Reporting
import Tables

/// `palimpsest gate`: whether a release candidate may leave.
struct GateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gate",
    abstract: "Decide by a policy whether a release candidate may leave.",
    discussion: """
        palimpsest policy init --template public-release --out policy.yaml
        palimpsest audit .
        palimpsest gate --policy policy.yaml --manifest palimpsest.yaml \\
          --report palimpsest-report.json --candidate people.csv

      Whatever is missing, stale, about other files or undecided denies the release. Ends with
      exit code 0 where the release may leave and 3 where it may not.
      """)

  @Option(help: "The policy.")
  var policy: String

  @Option(help: "The manifest that the audit read.")
  var manifest: String

  @Option(help: "The risk report, as `palimpsest audit` wrote it.")
  var report: String

  @Option(help: "What `palimpsest protect --json` wrote, where rules are about it.")
  var protection: String?

  @Option(
    parsing: .upToNextOption, help: "The files that are about to leave: all that the audit read.")
  var candidate: [String]

  @Option(help: "Who approved: a document as docs/schemas/release-approvals-1.json says.")
  var approvals: String?

  @Option(help: "The kind of release; needed where the policy is about several.")
  var kind: String?

  @Option(help: "An earlier verdict: what it already denied is only a warning.")
  var baseline: String?

  @Option(
    parsing: .upToNextOption,
    help: "Aggregate tables (CSV) and model cards that are about to be published: look into them.")
  var publishes: [String] = []

  @Option(help: "Write the verdict to this file.")
  var json: String?

  @Option(help: ArgumentHelp("The time to decide at, ISO 8601, for tests.", visibility: .hidden))
  var now: String?

  @OptionGroup var engine: EngineOptions

  @Flag(help: "Print nothing.")
  var quiet = false

  func run() throws {
    let documents = try GateDocuments(
      GateRequest(
        policyPath: policy, manifestPath: manifest, reportPath: report, protectionPath: protection,
        candidatePaths: candidate, approvalsPath: approvals, baselinePath: baseline),
      engine: engine.settings)
    let gate = Gate(
      policy: documents.policy, kind: try ReleaseKindOption.kind(kind, of: documents.policy),
      manifest: documents.manifest, places: documents.places, tool: Version.tool,
      now: try GateClock.seconds(now))
    let outputs = try publishes.flatMap { path in
      OutputCheck(terms: documents.policy.outputs, path: path)
        .decisions(on: [UInt8](try AtomicFile.read(path)))
    }
    let verdict = gate.decide(
      on: documents.evidence, outputs: outputs, baseline: documents.baseline)
    if let json { try AtomicFile.write(try verdict.encoded(), to: json) }
    if !quiet { try Terminal.write(GateText.render(verdict)) }
    guard verdict.outcome == .pass else { throw PolicyNotMet(sentence: verdict.sentence) }
  }
}

/// The kind of release that a command line names.
enum ReleaseKindOption {
  /// The kind named, or the only one of the policy.
  static func kind(_ name: String?, of policy: ReleasePolicy) throws -> ReleaseKind {
    if let name {
      if let kind = ReleaseKind(rawValue: name) { return kind }
      let all = ReleaseKind.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--kind: it is one of \(all)")
    }
    guard let only = policy.releaseKinds.first, policy.releaseKinds.count == 1 else {
      let kinds = policy.releaseKinds.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--kind: the policy is about \(kinds); say which this release is")
    }
    return only
  }
}

/// The time that a verdict is given at.
enum GateClock {
  /// Seconds since 1970: those of an ISO 8601 text, or now.
  static func seconds(_ text: String?) throws -> Int {
    guard let text else { return Int(Date().timeIntervalSince1970) }
    guard let date = try? Date(text, strategy: .iso8601) else {
      throw ValidationError("--now: give a time such as 2026-01-31T12:00:00Z")
    }
    return Int(date.timeIntervalSince1970)
  }
}
