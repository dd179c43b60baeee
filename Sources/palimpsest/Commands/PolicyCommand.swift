import ArgumentParser
import Findings
import Foundation
import Governance
import Pipelines
import Reporting
import Tables

/// `palimpsest policy`: writes, explains and tries policies.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Write, explain and try the policies of the gate.",
    subcommands: [
      ListTemplates.self, InitPolicy.self, CheckReport.self, ExplainRule.self, TestPolicy.self,
    ])
}

/// `palimpsest policy list`: the templates.
struct ListTemplates: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the templates, with what they stand on.")

  func run() throws {
    for template in PolicyTemplate.allCases {
      try Terminal.write("\(template.rawValue)\n    \(template.summary)\n")
    }
  }
}

/// `palimpsest policy init`: writes a policy from a template.
struct InitPolicy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write a policy from a template.")

  @Option(help: "The template: one of `palimpsest policy list`.")
  var template: String = PolicyTemplate.publicRelease.rawValue

  @Option(help: "Where it goes; - for standard output.")
  var out = "policy.yaml"

  func run() throws {
    guard let template = PolicyTemplate(rawValue: template) else {
      let all = PolicyTemplate.allCases.map(\.rawValue).joined(separator: ", ")
      throw ValidationError("--template: it is one of \(all)")
    }
    let text = template.policy.render()
    if out == "-" { return try Terminal.write(text) }
    if AtomicFile.exists(out) {
      throw ValidationError("\(out): it is there already; choose another name with --out")
    }
    try AtomicFile.write(Data(text.utf8), to: out)
    try Terminal.write("Wrote \(out): look it over, then run `palimpsest gate`.\n")
  }
}

/// `palimpsest policy check`: a report against the rules alone.
struct CheckReport: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Hold a report against a policy's rules: value, interval, threshold, source.",
    discussion: """
      Looks at rules only, not at approvals, ages and digests: `palimpsest gate` does. Ends with
      exit code 3 where a rule denies.
      """)

  @Argument(help: "The risk report.")
  var report: String

  @Option(help: "The policy.")
  var policy: String

  @Option(help: "What `palimpsest protect --json` wrote, where rules are about it.")
  var protection: String?

  @Option(help: "The kind of release; needed where the policy is about several.")
  var kind: String?

  func run() throws {
    let read = try ReleasePolicy.read(from: URL(fileURLWithPath: policy))
    let evidence = ReleaseEvidence(
      policy: GateVerdict.Evidence(kind: "policy", path: policy, digest: ""),
      riskReport: try GateDocuments.report(report),
      protectionReport: try protection.map { try GateDocuments.report($0) }, candidates: [])
    let gate = Gate(
      policy: read, kind: try ReleaseKindOption.kind(kind, of: read), manifest: nil,
      tool: Version.tool, now: try GateClock.seconds(nil))
    let decisions = gate.rules(on: evidence)
    try Terminal.write(GateText.decisions(decisions))
    let denied = decisions.filter { $0.result == .denied }.map(\.rule)
    guard denied.isEmpty else {
      throw PolicyNotMet(sentence: "the report does not meet \(Phrase.list(denied))")
    }
  }
}

/// `palimpsest policy explain`: one rule in the words of its source.
struct ExplainRule: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain", abstract: "Explain a rule: what it asks, of which number, and why.")

  @Argument(help: "The rule's id.")
  var rule: String

  @Option(help: "The policy.")
  var policy: String

  func run() throws {
    let read = try ReleasePolicy.read(from: URL(fileURLWithPath: policy))
    guard let found = read.rule(rule) else {
      throw ValidationError("there is no such rule; it has \(Phrase.list(read.rules.map(\.id)))")
    }
    try Terminal.write(GateText.explanation(PolicyExplanation.paragraphs(found, in: read)))
  }
}

/// `palimpsest policy test`: a policy against reports whose verdicts are known.
struct TestPolicy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test", abstract: "Try a policy on reports whose verdicts are known.",
    discussion: """
      A file of fixtures names the policy and, for each case, a report and what each rule must say:

        version: 1
        policy: policy.yaml
        cases:
          - name: a leaking release
            report: leaking.json
            rules: {highest-risk: denied}
      """)

  @Argument(help: "The fixtures.")
  var fixtures: String

  func run() throws {
    let file = URL(fileURLWithPath: fixtures)
    let folder = file.deletingLastPathComponent()
    let read = try PolicyFixtures.read(from: file)
    let policy = try ReleasePolicy.read(from: folder.appendingPathComponent(read.policy))
    let results = try read.cases.flatMap { item in
      let report = try GateDocuments.report(folder.appendingPathComponent(item.report).path)
      let protection = try item.protection.map {
        try GateDocuments.report(folder.appendingPathComponent($0).path)
      }
      return PolicyTrial(policy: policy, tool: Version.tool).outcomes(
        of: item, report: report, protection: protection)
    }
    try Terminal.write(GateText.trials(results.map { ($0.passed, $0.sentence) }))
    let failures = results.count { !$0.passed }
    try Terminal.write("\(Phrase.count(results.count)) tried, \(Phrase.count(failures)) failed\n")
    guard failures == 0 else {
      throw PolicyNotMet(sentence: "the policy does not decide as its fixtures say")
    }
  }
}
