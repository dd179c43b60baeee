import Deidentification
public import Engines
import Findings
import Foundation
import Tables

/// A first protection plan for a table: text with the reasons as comments, for a person to look
/// over.
public struct PlanProposal: Sendable, Equatable {
  /// The plan's text.
  public let text: String

  /// What is asked for.
  public struct Request: Sendable {
    /// The folder that paths start from.
    public let folder: String
    let audit: AuditRequest
    let table: String?
    let k: Int
    let engine: EngineOptions

    /// Reads the manifest.
    ///
    /// - Throws: `PipelineError`, `FileError`, `ManifestErrors`.
    public init(
      path: String, table: String?, k: Int, engine: EngineOptions, toolVersion: String
    ) throws {
      var audit = try AuditRequest(
        target: .manifest(path: path), seed: 1, engine: engine, reproduce: "palimpsest propose",
        toolVersion: toolVersion)
      // A plan changes columns of tables: what photos show is not asked.
      audit.comparesSensors = false
      self.audit = audit
      folder = audit.folder
      self.table = table
      self.k = k
      self.engine = engine
    }
  }

  /// Audits the table, looks at its columns, and proposes.
  ///
  /// - Throws: `PipelineError.nothingToAttack` where no table has quasi-identifiers, and what the
  ///   audit throws.
  public static func make(
    _ request: Request, progress: Progress = .silent
  ) throws -> PlanProposal {
    let tables = request.audit.manifest.tables.filter { table in
      request.table.map { $0 == table.name } ?? true
        && !table.columns(of: .quasiIdentifier).isEmpty
    }
    guard let table = tables.first else {
      throw PipelineError.nothingToAttack(manifest: request.audit.manifestPath)
    }
    let report = try RiskAudit.run(request.audit, progress: progress)
    let engine = try Engine(options: request.engine)
    return PlanProposal(
      text: try text(request, table: table, blame: report.blame, engine: engine))
  }

  // MARK: Text

  private static func text(
    _ request: Request, table: TableDeclaration, blame: [ColumnBlame], engine: Engine
  ) throws -> String {
    let quasi = table.columns(of: .quasiIdentifier).map(\.name)
    let sensitive = table.columns(of: .sensitive).map(\.name)
    var lines = [
      "# A first protection plan. Look over each hierarchy, then:",
      "#   palimpsest protect --plan plan.yaml", "version: 1",
      "name: \(PlanText.scalar(table.name + "-1"))", source(table.source),
      "release: \(PlanText.scalar(table.name + "-release.csv"))", "steps:",
    ]
    let direct = table.columns(of: .directIdentifier).map(\.name)
    if !direct.isEmpty {
      lines.append("  # direct identifiers have no place in a release")
      lines.append("  - drop: [\(direct.map(PlanText.scalar).joined(separator: ", "))]")
    }
    lines += ["  - recode:", "      quasi-identifiers:"]
    let data = table.source.engineSource(relativeTo: request.folder)
    for name in quasi {
      let proposal = try hierarchy(of: name, in: data, engine: engine)
      let share = blame.first { $0.table == table.name && $0.column == name }?.share
      let reason = share.map { "\(proposal.reason); \(Phrase.perCent($0)) of the risk" }
      lines.append("        # \(reason ?? proposal.reason)")
      lines.append("        \(PlanText.scalar(name)): \(proposal.declaration.planText)")
    }
    lines += ["      models:", "        - k-anonymity: \(request.k)"]
    for name in sensitive {
      lines.append("        - distinct-diversity: {column: \(PlanText.scalar(name)), l: 2}")
    }
    lines += ["      # the share of rows that may be lost", "      suppression-limit: 0.05"]
    if let subject = table.subject?.name {
      lines.append("      # one person with several rows counts once")
      lines.append("      subject: \(PlanText.scalar(subject))")
      lines.append("  # the key that joined a person's rows stays in the house")
      lines.append("  - drop: [\(PlanText.scalar(subject))]")
    }
    lines += [
      "audit:", "  quasi-identifiers: [\(quasi.map(PlanText.scalar).joined(separator: ", "))]",
    ]
    if !sensitive.isEmpty {
      lines.append("  sensitive: [\(sensitive.map(PlanText.scalar).joined(separator: ", "))]")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func source(_ source: TableSource) -> String {
    let paths = source.paths.map(PlanText.scalar)
    var text = "source: " + (paths.count == 1 ? paths[0] : "[\(paths.joined(separator: ", "))]")
    if let format = source.format { text += "\nformat: \(format.rawValue)" }
    if let table = source.table { text += "\ntable: \(PlanText.scalar(table))" }
    if let delimiter = source.csv?.delimiter {
      text += "\ncsv: {delimiter: \(PlanText.scalar(delimiter))}"
    }
    for (name, texts) in [("nulls", source.nulls), ("suppressed", source.suppressed)] {
      guard let texts else { continue }
      text += "\n\(name): [\(texts.map(PlanText.scalar).joined(separator: ", "))]"
    }
    return text
  }

  private static func hierarchy(
    of column: String, in source: DataSource, engine: Engine
  ) throws -> HierarchyProposal {
    let tuples = try engine.distinctTuples(
      source: source, columns: [ColumnRequest(column)], name: "column")
    let coded = tuples.table.columns[0]
    var labels: [String] = []
    var counts: [Int] = []
    for row in 0..<tuples.table.rowCount {
      guard let text = coded.text(of: coded.codes[row]) else { continue }
      labels.append(text)
      counts.append(tuples.rowCounts[row])
    }
    return HierarchyProposal(
      for: HierarchyValues(column: column, labels: labels, counts: counts))
  }
}
