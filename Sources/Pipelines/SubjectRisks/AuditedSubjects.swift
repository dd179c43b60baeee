public import Findings
import Foundation

/// A report, and what it does not say: the risk of each data subject that was sought.
public struct AuditedSubjects: Sendable {
  /// The report.
  public let report: RiskReport
  /// The risks; empty unless the request wanted them.
  public let subjects: [SubjectRisk]

  /// Writes the risks to a file that only its owner can read, under keyed pseudonyms.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - keyPath: the release's secret key.
  /// - Throws: `IdentifierError` of the key, `ReportDocumentError`, `FileError`; `PipelineError`
  ///   where nobody was sought by all channels together.
  public func writeSubjectRisks(to path: String, keyPath: String) throws {
    guard let fused = report.fused, !subjects.isEmpty, let seed = UInt64(report.seed) else {
      throw PipelineError.noSubjectRisks
    }
    let tables = report.dataset.tables.map { "\($0.name) \($0.digest ?? "")\n" }.joined()
    let document = try SubjectRiskFile.document(
      of: subjects,
      origin: SubjectRiskOrigin(
        tool: "\(report.tool.name) \(report.tool.version)", createdAt: report.createdAt,
        datasetDigest: DocumentDigest.hexadecimal(of: Data(tables.utf8)),
        reportDigest: DocumentDigest.hexadecimal(of: try report.encoded()),
        profile: fused.profile, seed: seed), keyPath: keyPath)
    try SubjectRiskFile.write(document, to: path)
  }
}
