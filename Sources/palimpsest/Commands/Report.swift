import ArgumentParser
import Findings
import Foundation
import Pipelines
import Reporting

/// `palimpsest report`: renders a report's JSON again.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Render a report's JSON as a page, Markdown, or a summary on the terminal.")

  @Argument(help: "The report's JSON, as `palimpsest audit` wrote it.")
  var json: String

  @Option(help: "Write the self-contained HTML page here.")
  var html: String?

  @Option(help: "Write Markdown here; - for standard output.")
  var markdown: String?

  func run() throws {
    let report = try RiskReport.decode(from: AtomicFile.read(json))
    if let html { try AtomicFile.write(Data(HTMLReport.render(report).utf8), to: html) }
    if let markdown {
      let text = MarkdownReport.render(report)
      if markdown == "-" {
        try Terminal.write(text)
      } else {
        try AtomicFile.write(Data(text.utf8), to: markdown)
      }
    }
    if html == nil, markdown == nil { try Terminal.write(Summary.render(report)) }
  }
}
