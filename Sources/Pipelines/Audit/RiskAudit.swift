import Attacks
import Engines
import Evaluation
public import Findings
import Foundation
import Tables

/// The main job: opens the data, attacks it, and states what was found in one document.
public enum RiskAudit {
  /// Runs an audit.
  ///
  /// - Throws: `EngineError` about the data, `PipelineError` where nothing can be attacked or the
  ///   user stopped it, and what an attack throws on data it can't take. Nothing is written.
  /// - Complexity: that of the attacks; see each. Memory: 4 bytes a cell of the columns attacked,
  ///   and some 40 bytes a row.
  public static func run(_ request: AuditRequest, progress: Progress = .silent) throws -> RiskReport
  {
    do {
      return try report(request, progress: progress)
    } catch EngineError.interrupted {
      throw PipelineError.cancelled
    }
  }

  private static func report(_ request: AuditRequest, progress: Progress) throws -> RiskReport {
    let engine = try Engine(options: request.engine)
    progress.whenCancelled { engine.interrupt() }
    let attacked = request.manifest.tables.filter {
      $0.kind != .edges && !request.manifest.knownColumns(of: $0).isEmpty
    }
    guard !attacked.isEmpty else {
      throw PipelineError.nothingToAttack(manifest: request.manifestPath)
    }
    var outcome = Outcome()
    let steps = Steps(progress, count: attacked.count * AttributeAudit.stepCount + 1)
    for declaration in attacked {
      let audit = try AttributeAudit(declaration, request: request, engine: engine, steps: steps)
      try audit.run(into: &outcome)
    }
    try steps.next("describing the other tables")
    let tables = try request.manifest.tables.map { declaration in
      try outcome.summaries[declaration.name]
        ?? TableSummary(unread: declaration, folder: request.folder, engine: engine)
    }
    return try assemble(request, engine: engine, outcome: outcome, tables: tables)
  }

  private static func assemble(
    _ request: AuditRequest, engine: Engine, outcome: Outcome, tables: [TableSummary]
  ) throws -> RiskReport {
    let findings = FindingRules(results: outcome.results, tables: tables, blame: outcome.blame)
      .findings()
    guard let verdict = Verdict(results: outcome.results, findings: findings) else {
      throw PipelineError.nothingToAttack(manifest: request.manifestPath)
    }
    let manifest = request.manifest
    return RiskReport(
      tool: .init(name: "palimpsest", version: request.toolVersion, engine: engine.version),
      createdAt: Timestamp.now(), seed: request.seed,
      dataset: DatasetSummary(
        name: manifest.name, missing: manifest.missing.rawValue, tables: tables),
      adversary: AdversarySummary(
        sentence: AdversarySentence.of(manifest), knownColumns: outcome.knownColumns,
        populationSize: manifest.adversary.populationSize),
      verdict: verdict, findings: findings, blame: outcome.blame, attacks: outcome.results,
      notMeasured: outcome.gaps + Gaps.of(manifest), notes: outcome.notes)
  }
}

/// What the audit has found so far.
struct Outcome {
  var results: [AttackResult] = []
  var blame: [ColumnBlame] = []
  var summaries: [String: TableSummary] = [:]
  var knownColumns: [String: [String]] = [:]
  var gaps: [Gap] = []
  var notes: [String] = []
}

/// The steps of a pipeline, told to whoever waits.
final class Steps {
  private let progress: Progress
  private let count: Int
  private var number = 0

  init(_ progress: Progress, count: Int) {
    self.progress = progress
    self.count = count
  }

  /// Begins the next step.
  ///
  /// - Throws: `PipelineError.cancelled` once the user asked to stop.
  func next(_ what: String) throws(PipelineError) {
    try progress.check()
    number += 1
    progress.step(what, min(number, count), count)
  }
}

/// The time of a report; no result depends on it.
enum Timestamp {
  /// Now in UTC, to the second, or what `SOURCE_DATE_EPOCH` says (reproducible-builds.org).
  static func now() -> String {
    let given = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(Double.init)
    let date = given.map(Date.init(timeIntervalSince1970:)) ?? Date()
    return date.formatted(.iso8601)
  }
}

/// The adversary in a sentence.
enum AdversarySentence {
  static func of(_ manifest: Manifest) -> String {
    let tables = manifest.tables.filter { !manifest.knownColumns(of: $0).isEmpty }
    let known = tables.map { table in
      "\(Phrase.list(manifest.knownColumns(of: table))) (table \(table.name))"
    }
    return "Someone who knows " + (known.isEmpty ? "nothing" : Phrase.list(known))
      + ", each without error."
  }
}
