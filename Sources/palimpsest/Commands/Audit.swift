import ArgumentParser
import Findings
import Foundation
import Pipelines
import Reporting

/// `palimpsest audit`: the main job.
struct Audit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Attack a dataset and report how many of its people are found, and by what.",
    discussion: """
      Takes a folder with a palimpsest.yaml (write one with `palimpsest init`), the path of such a
      manifest, one data file with its columns named on the command line, or a folder of pictures,
      documents, music or mail, each person's files in a folder of that person's:

        palimpsest audit mydata/
        palimpsest audit people.csv --quasi-identifiers age,sex,postcode --sensitive diagnosis
        palimpsest audit photos/ --known their-website/

      Writes palimpsest-report.html and palimpsest-report.json into --out and a summary to standard
      output. With --fail-above 0.2 it ends with exit code 3 when the upper end of the risk's
      interval is above 0.2, for a pipeline's first day.
      """)

  @Argument(help: "A folder with a palimpsest.yaml, a manifest, a data file, or a folder of files.")
  var path: String

  @Option(
    help: """
      For a folder of files: what the adversary holds, in folders of the same people's names; \
      without it each person's files are dealt into two halves.
      """)
  var known: String?

  @OptionGroup var columns: ColumnOptions
  @OptionGroup var engine: EngineOptions
  @OptionGroup var seed: SeedOption

  @Option(help: "The folder to write the report into.")
  var out = "."

  @Option(help: "An earlier report's JSON: write what changed since then beside the report.")
  var compare: String?

  @Option(
    help: """
      Write the risk of each data subject that was sought to this file, under keyed pseudonyms; \
      wants --key.
      """)
  var subjectRisks: String?

  @Option(help: "The secret key of --subject-risks (`palimpsest key --release`).")
  var key: String?

  @Flag(help: "Keep nothing in .palimpsest/cache, and take nothing from it.")
  var noCache = false

  @Flag(help: "Try channels one by one only, not all together.")
  var noFusion = false

  @Flag(help: "Do not compare the patterns of the cameras' sensors in photos.")
  var noSensorPatterns = false

  @Flag(help: "Print the report's JSON instead of the summary.")
  var json = false

  @Flag(help: "Print nothing on success.")
  var quiet = false

  @Option(help: "End with exit code 3 when the risk may be above this probability.")
  var failAbove: Double?

  func validate() throws {
    if let failAbove, !(0...1).contains(failAbove) {
      throw ValidationError("--fail-above: give a probability from 0 to 1, such as 0.2")
    }
    if (subjectRisks == nil) != (key == nil) {
      throw ValidationError("--subject-risks and --key go together")
    }
    if subjectRisks != nil, noFusion {
      throw ValidationError("--subject-risks wants all channels together: leave out --no-fusion")
    }
  }

  func run() throws {
    let interruption = Interruption()
    let line = ProgressLine(quiet: quiet)
    defer { line.clear() }
    let earlier = try compare.map { try RiskReport.decode(from: AtomicFile.read($0)) }
    if try CollectionRequest.takes(path, known: known) {
      let report = try auditFiles(line.progress(interruption))
      line.clear()
      try write(report)
      return try conclude(report, comparedWith: earlier)
    }
    var request = try AuditRequest(
      target: columns.target(path: path), seed: seed.value,
      engine: engine.settings, reproduce: reproduce, toolVersion: Version.current)
    request.fusesChannels = !noFusion
    request.comparesSensors = !noSensorPatterns
    request.keepsSubjects = subjectRisks != nil
    if case .manifest = try columns.target(path: path), !noCache {
      request.cacheFolder = request.defaultCacheFolder
    }
    let audited = try RiskAudit.runKeepingSubjects(request, progress: line.progress(interruption))
    let report = audited.report
    line.clear()
    try write(report)
    if let subjectRisks, let key {
      try audited.writeSubjectRisks(to: subjectRisks, keyPath: key)
    }
    try conclude(report, comparedWith: earlier)
  }

  /// The audit of a folder of files.
  private func auditFiles(_ progress: Pipelines.Progress) throws -> RiskReport {
    if let option = columns.arguments.first ?? subjectRisks.map({ _ in "--subject-risks" }) {
      throw ValidationError("\(option) goes with tables; \(path) is a folder of files")
    }
    let arguments =
      [path] + (known.map { ["--known", $0] } ?? [])
      + (noSensorPatterns ? ["--no-sensor-patterns"] : [])
    let command = (["palimpsest", "audit"] + arguments).map(Shell.quoted).joined(separator: " ")
    var request = CollectionRequest(
      folder: path, known: known, seed: seed.value, reproduce: command,
      toolVersion: Version.current)
    request.comparesSensors = !noSensorPatterns
    return try CollectionAudit.run(request, progress: progress)
  }

  /// Writes what changed since an earlier report, and judges this one by --fail-above.
  private func conclude(_ report: RiskReport, comparedWith earlier: RiskReport?) throws {
    if let earlier { try write(ReportComparison(from: earlier, to: report)) }
    if let failAbove, report.verdict.risk.upper > failAbove {
      throw PolicyNotMet(
        sentence: "the risk may be as high as \(Phrase.decimals(report.verdict.risk.upper, 4)), "
          + "above --fail-above \(failAbove)")
    }
  }

  private func write(_ report: RiskReport) throws {
    let page = URL(fileURLWithPath: out).appendingPathComponent("palimpsest-report.html").path
    let document = URL(fileURLWithPath: out).appendingPathComponent("palimpsest-report.json").path
    let encoded = try report.encoded()
    try AtomicFile.write(encoded, to: document)
    try AtomicFile.write(Data(HTMLReport.render(report).utf8), to: page)
    guard !quiet else { return }
    if json {
      try Terminal.write(encoded)
    } else {
      try Terminal.write(Summary.render(report))
      try Terminal.write("\nThe page: \(page)\nThe data behind it: \(document)\n")
    }
  }

  private func write(_ comparison: ReportComparison) throws {
    let page = URL(fileURLWithPath: out).appendingPathComponent("palimpsest-comparison.html").path
    try AtomicFile.write(Data(ComparisonHTML.render(comparison).utf8), to: page)
    guard !quiet, !json else { return }
    try Terminal.write(Summary.render(comparison))
    try Terminal.write("\nThe comparison: \(page)\n")
  }

  /// The command line without the seed; each result adds the seed it used.
  private var reproduce: String {
    (["palimpsest", "audit", path] + columns.arguments
      + (noSensorPatterns ? ["--no-sensor-patterns"] : []))
      .map(Shell.quoted).joined(separator: " ")
  }
}
