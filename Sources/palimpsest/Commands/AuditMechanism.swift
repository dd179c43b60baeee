import ArgumentParser
import Findings
import Foundation
import Pipelines
import Reporting

/// `palimpsest audit-mechanism`: whether the library's mechanisms keep what they claim.
struct AuditMechanism: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit-mechanism",
    abstract: "Prove a lower bound on epsilon for a mechanism of the library, from samples.",
    discussion: """
      Draws releases on neighbouring inputs, looks for a set of outputs that is likelier on one of
      them, and proves on fresh samples how far apart they are. Inputs, views and claims are fixed;
      the releases come from the system's secure source, so there is no seed.

        palimpsest audit-mechanism --list
        palimpsest audit-mechanism BoundedSum --epsilon 0.5 1 2
        palimpsest audit-mechanism --all --samples 100000 --json audit.json
        palimpsest audit-mechanism --planted

      Ends with exit code 3 where a mechanism is caught, as all planted ones must be; where one of
      those is not, with 1: the audit itself has failed.
      """)

  @Argument(help: "A mechanism's name (see --list), or a type's for all of its settings.")
  var names: [String] = []

  @Flag(help: "Audit every mechanism.")
  var all = false

  @Flag(help: "List the mechanisms.")
  var list = false

  @Flag(help: "Audit mechanisms that are broken on purpose: all must be caught.")
  var planted = false

  @Option(help: "Releases on each side of each pair of inputs.")
  var samples = 100_000

  @Option(parsing: .upToNextOption, help: "The epsilons to build the mechanisms for.")
  var epsilon: [Double] = [1]

  @Option(help: "The probability that no sound mechanism is caught, over the whole run.")
  var confidence = 0.999

  @Option(help: "Write the report as JSON to this file.")
  var json: String?

  @Flag(help: "Print nothing on success.")
  var quiet = false

  func validate() throws {
    let ways = [!names.isEmpty, all, list, planted].count(where: \.self)
    guard ways == 1 else {
      throw ValidationError("give either names, or one of --all, --planted and --list")
    }
  }

  func run() throws {
    if list { return try Terminal.write(MechanismAuditText.render(list: MechanismAuditRun.list())) }
    let interruption = Interruption()
    let line = ProgressLine(quiet: quiet)
    defer { line.clear() }
    let run = try MechanismAuditRun(
      planted ? .planted : all ? .all : .named(names), samples: samples, epsilons: epsilon,
      confidence: confidence)
    let report = try run.run(tool: Version.tool, progress: line.progress(interruption))
    line.clear()
    if let json { try AtomicFile.write(report.encoded(), to: json) }
    if !quiet { try Terminal.write(MechanismAuditText.render(report)) }
    try judge(report)
  }

  private func judge(_ report: MechanismAuditReport) throws {
    let escaped = report.mechanisms.count - report.caught.count
    if report.isPlanted, escaped > 0 { throw PlantedEscaped(count: escaped) }
    guard report.caught.isEmpty else {
      throw PolicyNotMet(
        sentence: Phrase.count(report.caught.count, "mechanism loses", "mechanisms lose")
          + " more than is claimed")
    }
  }
}

/// Thrown where the audit missed a mechanism that is broken on purpose.
struct PlantedEscaped: Error, CustomStringConvertible {
  let count: Int

  var description: String {
    "\(Phrase.count(count, "planted mechanism was", "planted mechanisms were")) not caught: take "
      + "more --samples, or the audit is broken"
  }
}
