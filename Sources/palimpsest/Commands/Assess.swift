import ArgumentParser
import Findings
import Foundation
import Governance
import Pipelines
import Reporting

/// `palimpsest assess`: drafts an impact assessment.
struct Assess: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Draft a privacy impact assessment from what an audit measured.",
    discussion: """
      Fills in what numbers answer (likelihood on CNIL's scale, clauses of ISO/IEC 27559, NIST SP
      800-188 and 800-226, WP216, LINDDUN) and lists the questions that only people can answer:

        palimpsest assess --report palimpsest-report.json --format json --out assessment.json
        palimpsest assess --report palimpsest-report.json --previous assessment.json \\
          --format html --out assessment.html

      People write into the JSON, as "answer": {"text": "...", "by": "...", "on": "..."} of a
      question, "level": 1 to 4 where a level is asked for. --previous keeps what they wrote,
      unchanged, and marks an answer as stale where what was shown beside its question has changed;
      to confirm it, delete its "shown". --format pia is the file that CNIL's PIA software imports.
      """)

  /// How a draft is written.
  enum Format: String, ExpressibleByArgument, CaseIterable {
    case json, markdown, html, pia
  }

  @Option(help: "The risk report's JSON, as `palimpsest audit` wrote it.")
  var report: String

  @Option(help: "What `palimpsest protect --json` wrote.")
  var protection: String?

  @Option(help: "The draft before this one, with people's answers.")
  var previous: String?

  @Option(help: "json, markdown, html or pia.")
  var format = Format.markdown

  @Option(help: "The file to write; standard output by default.")
  var out: String?

  func run() throws {
    let assessment = AssessmentDraft.make(
      report: try RiskReport.decode(from: AtomicFile.read(report)),
      protection: try protection.map { try ProtectionReport.decode(from: AtomicFile.read($0)) },
      previous: try previous.map { try ImpactAssessment.previous(from: AtomicFile.read($0)) },
      tool: Version.tool)
    let data = try rendered(assessment)
    if let out { try AtomicFile.write(data, to: out) } else { try Terminal.write(data) }
  }

  private func rendered(_ assessment: ImpactAssessment) throws -> Data {
    switch format {
    case .json: try assessment.encoded()
    case .markdown: Data(AssessmentMarkdown.render(assessment).utf8)
    case .html: Data(AssessmentHTML.render(assessment).utf8)
    case .pia: Data(PIAText.render(assessment).utf8)
    }
  }
}
