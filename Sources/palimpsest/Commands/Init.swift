import ArgumentParser
import Foundation
import Pipelines

/// `palimpsest init`: proposes a manifest.
struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Look at the files of a folder and propose a palimpsest.yaml, with the reasons.",
    discussion: """
      Profiles each column and proposes what it is: a key, a quasi-identifier, a sensitive
      attribute, a time, a place. The reasons stand behind each proposal as comments. Look them
      over: you know your data, the tool has only looked at it.
      """)

  @Argument(help: "The folder with the data.")
  var folder: String

  @OptionGroup var engine: EngineOptions

  @Flag(help: "Replace a manifest that is there already.")
  var force = false

  @Flag(name: .customLong("print"), help: "Print the manifest and write nothing.")
  var printsOnly = false

  @Flag(help: "Say nothing on success.")
  var quiet = false

  func run() throws {
    let interruption = Interruption()
    let line = ProgressLine(quiet: quiet)
    defer { line.clear() }
    let path = URL(fileURLWithPath: folder).appendingPathComponent("palimpsest.yaml").path
    if !printsOnly, !force, FileManager.default.fileExists(atPath: path) {
      throw PipelineError.manifestExists(path: path)
    }
    let proposal = try ManifestProposal.make(
      folder: folder, engine: engine.settings, progress: line.progress(interruption))
    line.clear()
    if printsOnly { return try Terminal.write(proposal.text) }
    try AtomicFile.write(Data(proposal.text.utf8), to: path)
    guard !quiet else { return }
    try Terminal.write(
      proposal.summary + "Wrote \(path). Look it over, then: palimpsest audit \(folder)\n")
  }
}
