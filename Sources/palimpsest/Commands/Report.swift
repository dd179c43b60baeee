import ArgumentParser
import Findings
import Foundation
import Pipelines
import Reporting
import Tables

/// `palimpsest report`: renders a report's or a verdict's JSON again.
struct Report: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Render a report's or a verdict's JSON as a page, Markdown, SARIF, JUnit or text.")

  /// What pipelines read.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text
    case markdown
    case sarif
    case junit
  }

  @Argument(help: "The JSON that `palimpsest audit` or `palimpsest gate` wrote.")
  var json: String

  @Option(help: "Write the self-contained HTML page here.")
  var html: String?

  @Option(help: "Write Markdown here; - for standard output.")
  var markdown: String?

  @Option(help: "An earlier report's JSON: show what changed since then.")
  var compare: String?

  @Option(help: "Write one format (\(Format.allCases.map(\.rawValue).joined(separator: ", "))).")
  var format: Format?

  @Option(name: .customLong("out"), help: "Where --format writes; standard output by default.")
  var output: String?

  @Option(help: "SARIF and JUnit: the manifest whose lines findings show at.")
  var manifest: String?

  @Option(help: "SARIF and JUnit: the repository's folder, below which paths are named.")
  var root: String?

  func validate() throws {
    if output != nil, format == nil { throw ValidationError("--out wants --format") }
  }

  func run() throws {
    let data = try AtomicFile.read(json)
    if let verdict = try Self.verdict(in: data) {
      if compare != nil { throw ValidationError("--compare wants two risk reports") }
      return try render(verdict)
    }
    let report = try RiskReport.decode(from: data)
    if let compare {
      return try render(
        ReportComparison(
          from: RiskReport.decode(from: try AtomicFile.read(compare)), to: report))
    }
    if let html { try AtomicFile.write(Data(HTMLReport.render(report).utf8), to: html) }
    if let markdown { try write(Data(MarkdownReport.render(report).utf8), to: markdown) }
    if let format { try write(rendered(report, as: format), to: output ?? "-") }
    if html == nil, markdown == nil, format == nil { try Terminal.write(Summary.render(report)) }
  }

  private func render(_ comparison: ReportComparison) throws {
    if format == .sarif || format == .junit {
      throw ValidationError("a comparison is a page, Markdown or text; leave --format out")
    }
    if let html { try AtomicFile.write(Data(ComparisonHTML.render(comparison).utf8), to: html) }
    if let markdown { try write(Data(ComparisonMarkdown.render(comparison).utf8), to: markdown) }
    switch format {
    case .markdown:
      try write(Data(ComparisonMarkdown.render(comparison).utf8), to: output ?? "-")
    case .none where html != nil || markdown != nil: break
    default: try write(Data(Summary.render(comparison).utf8), to: output ?? "-")
    }
  }

  /// The gate's verdict where the JSON is one.
  private static func verdict(in data: Data) throws -> GateVerdict? {
    let object = (try? JSONSerialization.jsonObject(with: data)) as? [String: Any]
    guard let object, object["decisions"] != nil, object["outcome"] != nil else { return nil }
    return try GateVerdict.decode(from: data)
  }

  private func render(_ verdict: GateVerdict) throws {
    if html != nil { throw ValidationError("a verdict has no page; use --format markdown") }
    let summary = Data(StepSummary.render(verdict, below: absoluteRoot).utf8)
    if let markdown { try write(summary, to: markdown) }
    guard let format else {
      if markdown == nil { try write(summary, to: "-") }
      return
    }
    let data =
      switch format {
      case .text, .markdown: summary
      case .sarif: try SARIFReport.render(verdict, below: absoluteRoot)
      case .junit: Data(JUnitReport.render(verdict, below: absoluteRoot).utf8)
      }
    try write(data, to: output ?? "-")
  }

  private func rendered(_ report: RiskReport, as format: Format) throws -> Data {
    switch format {
    case .text: return Data(Summary.render(report).utf8)
    case .markdown: return Data(MarkdownReport.render(report).utf8)
    case .sarif: return try SARIFReport.render(report, places: try places())
    case .junit: return Data(JUnitReport.render(report, places: try places()).utf8)
    }
  }

  private func places() throws -> FindingPlaces {
    guard let manifest else { return FindingPlaces(root: absoluteRoot) }
    return FindingPlaces(
      manifest: manifest, columns: try columns(ofManifest: manifest), root: absoluteRoot)
  }

  /// The line of each column that the manifest declares.
  private func columns(ofManifest path: String) throws -> [String: GateDecision.Place] {
    let text = String(decoding: try AtomicFile.read(path), as: UTF8.self)
    let places = ManifestPlaces(text: text)
    let declared = try Manifest.parse(text: text, file: path)
    var columns: [String: GateDecision.Place] = [:]
    for table in declared.tables {
      for column in table.columns {
        let name = "\(table.name).\(column.name)"
        columns[name] = places.column(name).map {
          GateDecision.Place(file: path, line: $0.line, column: $0.column)
        }
      }
    }
    return columns
  }

  private var absoluteRoot: String? {
    root.map { URL(fileURLWithPath: $0).standardizedFileURL.path }
  }

  private func write(_ data: Data, to path: String) throws {
    if path == "-" { try Terminal.write(data) } else { try AtomicFile.write(data, to: path) }
  }
}
