import ArgumentParser
import Foundation
import Pipelines

/// `palimpsest propose`: a first protection plan.
struct Propose: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract:
      "Suggest hierarchies and a first protection plan from the data and the audit's blame.",
    discussion: """
      Takes a folder with a palimpsest.yaml, or such a manifest. Audits its tables, looks at each
      quasi-identifier's values, and writes a plan with the reasons as comments: which columns go,
      how each is generalised, which models are asked for. Look it over, then:

        palimpsest protect --plan plan.yaml
      """)

  @Argument(help: "A folder with a palimpsest.yaml, or a manifest.")
  var path: String

  @Option(help: "The table, where the manifest has several.")
  var table: String?

  @Option(help: "The plan's file; beside the manifest by default.")
  var out: String?

  @Option(help: "The least number of people that shall look alike.")
  var k = 5

  @OptionGroup var engine: EngineOptions

  @Flag(help: "Replace a plan that is there already.")
  var force = false

  @Flag(name: .customLong("print"), help: "Print the plan and write nothing.")
  var printsOnly = false

  func validate() throws {
    guard (2...1_000_000).contains(k) else {
      throw ValidationError("--k: give a number from 2 to 1000000")
    }
  }

  func run() throws {
    let interruption = Interruption()
    let line = ProgressLine(quiet: false)
    defer { line.clear() }
    let request = try PlanProposal.Request(
      path: path, table: table, k: k, engine: engine.settings, toolVersion: Version.current)
    let file = out ?? URL(fileURLWithPath: request.folder).appendingPathComponent("plan.yaml").path
    if !printsOnly, !force, FileManager.default.fileExists(atPath: file) {
      throw PipelineError.manifestExists(path: file)
    }
    let proposal = try PlanProposal.make(request, progress: line.progress(interruption))
    line.clear()
    if printsOnly { return try Terminal.write(proposal.text) }
    try AtomicFile.write(Data(proposal.text.utf8), to: file)
    try Terminal.write(
      "Wrote \(file). Look it over, then: palimpsest protect --plan \(Shell.quoted(file))\n")
  }
}
