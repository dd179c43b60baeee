import ArgumentParser
import Findings
import Foundation
import Pipelines
import Reporting
import Tables

/// `palimpsest account`: what a plan of releases costs.
struct Account: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Tell what a plan of releases costs in differential privacy.",
    discussion: """
      Takes a plan (YAML, docs/schemas/release-plan-1.json), or one kind of release by flags:

        palimpsest account plan.yaml
        palimpsest account --dpsgd --rate 0.01 --sigma 1 --steps 1000 --delta 1e-5
        palimpsest account --gaussian --sigma 4 --count 10 --epsilon 1
        palimpsest account --calibrate --epsilon 1 --delta 1e-5
        palimpsest account --calibrate --dpsgd --rate 0.01 --steps 1000 --epsilon 1 --delta 1e-5

      Says epsilon at a delta (or delta at an epsilon) by every notion that applies, each release's
      share, the whole curve, groups, and which theorem each step rests on. Bounds are rounded to
      the safe side. Ends with exit code 3 where the plan's target is passed.
      """)

  @Argument(help: "The plan of releases.")
  var plan: String?

  @Option(help: "Tell epsilon at this delta.")
  var delta: Double?

  @Option(help: "Tell delta at this epsilon; with --calibrate: the target.")
  var epsilon: Double?

  @OptionGroup var release: ReleaseOptions

  @Flag(help: "Find the smallest noise for --epsilon and --delta, or with --sigma the most steps.")
  var calibrate = false

  @Option(help: "Also write the costs as JSON to this file; - is standard output, without text.")
  var json: String?

  @Flag(help: "Print nothing but what is wrong.")
  var quiet = false

  func validate() throws {
    guard (plan != nil) != (release.isGiven || calibrate) else {
      throw ValidationError(
        "give a plan, or one of --dpsgd, --gaussian, --laplace, or --calibrate; not both")
    }
    if plan != nil, release.hasParameters {
      throw ValidationError("the parameters of a release go into the plan, or stand without one")
    }
    if calibrate {
      guard epsilon != nil, delta != nil || release.laplace else {
        throw ValidationError("--calibrate needs --epsilon and --delta")
      }
    } else {
      guard epsilon == nil || delta == nil else {
        throw ValidationError("give --delta or --epsilon: the other one is the answer")
      }
    }
    try release.validateTogether(calibrates: calibrate)
  }

  func run() throws {
    let costs = try computed()
    if let json, json != "-" { try AtomicFile.write(try costs.encoded(), to: json) }
    if json == "-" {
      try Terminal.write(costs.encoded())
    } else if !quiet {
      try Terminal.write(CostText.render(costs))
    }
    if let target = costs.target, !target.isMet {
      throw PolicyNotMet(sentence: Self.sentence(target))
    }
  }

  private func computed() throws -> PrivacyCosts {
    if calibrate, let epsilon {
      let found = try PlanCalibration(
        release.wanted, epsilon: epsilon, delta: delta ?? 0, neighbours: release.relation)
      return try PlanCosting.costs(
        of: found.plan, file: nil, question: .atTarget, tool: Version.tool,
        calibration: found.finding)
    }
    let plan = try self.plan.map { try ReleasePlan.read(from: $0) } ?? release.asPlan()
    var question = PlanCosting.Question.atTarget
    if let epsilon { question = .delta(epsilon: epsilon) }
    if let delta { question = .epsilon(delta: delta) }
    return try PlanCosting.costs(
      of: plan, file: self.plan, question: question, tool: Version.tool)
  }

  private static func sentence(_ target: PrivacyCosts.TargetVerdict) -> String {
    "the plan costs more than epsilon \(target.epsilon) at delta \(target.delta)"
  }
}
