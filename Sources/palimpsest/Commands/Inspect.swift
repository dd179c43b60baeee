import ArgumentParser
import Findings
import Foundation
import Pipelines
import Reporting

/// `palimpsest inspect`: what is in it, without a judgement.
struct Inspect: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what is in a table, or what pictures, documents, music and mail give away.",
    discussion: """
      Of tables it shows the columns: types, distinct and missing values, patterns; never a value.
      Of other files it shows what each file gives away, with the values (leave them out
      with --hide-values), ranked by how telling they are across the whole folder.
      """)

  @Argument(help: "A data file, a picture, a video, or a folder of them.")
  var path: String

  @OptionGroup var options: ScrubPolicyOptions

  @Flag(help: "Pictures and videos: leave the values out.")
  var hideValues = false

  @Flag(help: "Pictures and videos: the collection's view only.")
  var summary = false

  @OptionGroup var engine: EngineOptions

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "No progress.")
  var quiet = false

  func run() throws {
    let interruption = Interruption()
    let line = ProgressLine(quiet: quiet)
    defer { line.clear() }
    if let tree = try? MediaTree(path: path), FileInspector.holdsMedia(tree) {
      return try inspectMedia(tree, interruption, line)
    }
    let description = try DatasetDescription.make(
      path: path, engine: engine.settings, progress: line.progress(interruption))
    line.clear()
    if json {
      try Terminal.write(description.encoded())
    } else {
      try Terminal.write(description.rendered(width: Terminal.width))
    }
  }

  private func inspectMedia(
    _ tree: MediaTree, _ interruption: Interruption, _ line: ProgressLine
  ) throws {
    let inspector = FileInspector(policy: options.policy, showsValues: !hideValues)
    let report = try inspector.inspect(
      tree, tool: Version.tool, progress: line.progress(interruption))
    line.clear()
    if json {
      try Terminal.write(report.encoded())
    } else {
      try Terminal.write(FileText.render(report, summaryOnly: summary))
    }
    if report.files.allSatisfy({ $0.refusal != nil }) { throw FilesUnread() }
  }
}

/// Thrown where no file could be read to its end.
struct FilesUnread: Error, CustomStringConvertible {
  let description = "no file could be read to its end; the list says why"
}
