import ArgumentParser
import Foundation
import Pipelines

/// `palimpsest inspect`: what is in it, without a judgement.
struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show the columns of a file or folder: types, distinct and missing values, patterns.",
    discussion: "Shows counts and shares, never a value.")

  @Argument(help: "A data file, or a folder of them.")
  var path: String

  @OptionGroup var engine: EngineOptions

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "No progress.")
  var quiet = false

  func run() throws {
    let interruption = Interruption()
    let line = ProgressLine(quiet: quiet)
    defer { line.clear() }
    let description = try DatasetDescription.make(
      path: path, engine: engine.settings, progress: line.progress(interruption))
    line.clear()
    if json {
      try Terminal.write(description.encoded())
    } else {
      try Terminal.write(description.rendered(width: Terminal.width))
    }
  }
}
