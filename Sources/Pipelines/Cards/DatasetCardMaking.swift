import Engines
public import Findings
import Foundation
import Tables

/// Gathers a dataset's card: columns and digests of the files, measures and risks of the reports.
public enum DatasetCardMaking {
  /// A card.
  ///
  /// - Throws: `DatasetCardError` where the report is about other data; `EngineError`, `FileError`,
  ///   `PipelineError.cancelled`.
  /// - Complexity: O(bytes of the files), read twice.
  public static func run(
    _ request: DatasetCardRequest, progress: Progress = .silent
  ) throws -> DatasetCard {
    do {
      return try CardGathering(request: request, progress: progress).card()
    } catch EngineError.interrupted {
      throw PipelineError.cancelled
    }
  }
}

/// One run.
struct CardGathering {
  let request: DatasetCardRequest
  let progress: Progress

  func card() throws -> DatasetCard {
    let engine = try Engine(options: request.engine)
    progress.whenCancelled { engine.interrupt() }
    let steps = Steps(progress, count: request.manifest.tables.count)
    var releases: Set<String> = []
    let tables = try request.manifest.tables.map { declaration in
      try steps.next("reading \(declaration.name)")
      return try table(declaration, engine: engine, digests: &releases)
    }
    let report = request.report
    let binding = CardBinding(protection: request.protection, digests: releases)
    return DatasetCard(
      tool: request.tool, name: request.manifest.name, description: description(tables),
      measuredAt: report.createdAt, publication: request.publication, tables: tables,
      measures: binding.measures, lineage: binding.lineage,
      risks: report.attacks.map(CardRisk.init),
      verdict: report.attacks.isEmpty ? nil : report.verdict.sentence,
      utility: binding.utility, limits: limits(binding, tables))
  }

  // MARK: Tables

  private func table(
    _ declaration: TableDeclaration, engine: Engine, digests: inout Set<String>
  ) throws -> CardTable {
    guard let summary = request.report.dataset.tables.first(where: { $0.name == declaration.name })
    else { throw DatasetCardError.noTable(declaration.name) }
    let source = declaration.source.engineSource(relativeTo: request.folder)
    let digest = try engine.digest(of: source)
    guard summary.digest == digest.combined else {
      throw DatasetCardError.otherData(table: declaration.name)
    }
    digests.insert(digest.combined)
    let binding = CardBinding(protection: request.protection, digests: [digest.combined])
    return CardTable(
      name: declaration.name, kind: declaration.kind.rawValue, rows: summary.rows,
      subjects: summary.subjects, files: try files(digest, declaration.source),
      columns: try engine.columns(of: source).map { column in
        CardColumn(
          name: column.name,
          role: declaration.column(column.name)?.role.rawValue ?? "undeclared",
          type: type(of: column, declaration, summary), measures: binding.steps(on: column.name))
      })
  }

  /// The type that the manifest declares, the audit found, or the file keeps.
  private func type(
    of column: SourceColumn, _ declaration: TableDeclaration, _ summary: TableSummary
  ) -> String {
    if let declared = declaration.column(column.name)?.type { return declared.rawValue }
    let found = summary.columns.first { $0.name == column.name }?.type
    let known = ColumnType.allCases.map(\.rawValue)
    if let found, known.contains(found) { return found }
    return known.contains(column.type.rawValue) ? column.type.rawValue : "text"
  }

  private func files(_ digest: SourceDigest, _ source: TableSource) throws -> [CardFile] {
    var used: Set<String> = []
    return try digest.files.map { file in
      let hash = try FileHash.of(file.path)
      var name = self.name(of: file.path)
      var number = 2
      while !used.insert(name).inserted {
        name = "\(number)-\(self.name(of: file.path))"
        number += 1
      }
      return CardFile(
        name: name, byteCount: hash.byteCount, sha256: hash.sha256,
        mediaType: Self.mediaType(of: file.path, source.format))
    }
  }

  /// The path from the manifest's folder, or the bare name of a file elsewhere.
  private func name(of path: String) -> String {
    let folder = URL(fileURLWithPath: request.folder).standardizedFileURL
      .resolvingSymlinksInPath().path
    let full = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath().path
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    guard full.hasPrefix(prefix) else { return URL(fileURLWithPath: path).lastPathComponent }
    return String(full.dropFirst(prefix.count))
  }

  private static func mediaType(of path: String, _ format: SourceFormat?) -> String {
    let name = path.lowercased()
    if name.hasSuffix(".gz") { return "application/gzip" }
    if name.hasSuffix(".zst") { return "application/zstd" }
    let endings: [(String, SourceFormat)] = [
      (".parquet", .parquet), (".tsv", .tsv), (".jsonl", .jsonLines), (".ndjson", .jsonLines),
      (".sqlite", .sqlite), (".db", .sqlite), (".csv", .csv),
    ]
    switch format ?? endings.first(where: { name.hasSuffix($0.0) })?.1 {
    case .csv: return "text/csv"
    case .tsv: return "text/tsv"
    case .parquet: return "application/x-parquet"
    case .jsonLines: return "application/jsonlines"
    case .sqlite: return "application/vnd.sqlite3"
    case nil: return "application/octet-stream"
    }
  }

  // MARK: Sentences

  private func description(_ tables: [CardTable]) -> String {
    let parts = tables.map { table in
      let people = table.subjects.map { " about \(Phrase.count($0, "person", "people"))" } ?? ""
      return "\(table.name): \(Phrase.count(table.rows, "row", "rows"))\(people)"
    }
    let own = request.manifest.description.map { "\($0) " } ?? ""
    return "\(own)Tables: \(Phrase.list(parts))."
  }

  private func limits(_ binding: CardBinding, _ tables: [CardTable]) -> [String] {
    let publication = request.publication
    let unsaid = [
      publication.url == nil ? "page" : nil, publication.license == nil ? "licence" : nil,
      publication.creator == nil ? "creator" : nil,
      publication.published == nil ? "day of publication" : nil,
    ].compactMap(\.self)
    var limits = [
      "The risk is that of the attacks that were run, by an adversary as described: "
        + request.report.adversary.sentence
    ]
    limits += binding.limits
    let undeclared = tables.flatMap { table in
      table.columns.filter { $0.role == "undeclared" }.map { "\(table.name).\($0.name)" }
    }
    if !undeclared.isEmpty {
      limits.append(
        "The manifest does not declare \(Phrase.list(undeclared, limit: 24)): no attack knew them, "
          + "and nothing is said about them.")
    }
    if !unsaid.isEmpty { limits.append("Not said by the publisher: \(Phrase.list(unsaid)).") }
    limits += request.report.notMeasured.map { "Not measured: \($0.what). \($0.why)" }
    return limits + request.report.notes
  }
}

extension CardRisk {
  /// The risk that an attack measured.
  init(_ result: AttackResult) {
    self.init(
      title: result.attack.title, risk: result.attack.risk, success: result.success,
      baseline: result.baseline, knownColumns: result.setting.knownColumns)
  }
}
