import Engines
public import Findings
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
    try runKeepingSubjects(request, progress: progress).report
  }

  /// The same, with the risk of each data subject that was sought, where the request wants it.
  ///
  /// - Throws: as `run(_:progress:)`.
  public static func runKeepingSubjects(
    _ request: AuditRequest, progress: Progress = .silent
  ) throws -> AuditedSubjects {
    do {
      return try audited(request, progress: progress)
    } catch EngineError.interrupted {
      throw PipelineError.cancelled
    }
  }

  private static func audited(
    _ request: AuditRequest, progress: Progress
  ) throws -> AuditedSubjects {
    let engine = try Engine(options: request.engine)
    progress.whenCancelled { engine.interrupt() }
    let plans = request.manifest.tables.map { TablePlan($0, manifest: request.manifest) }
    guard plans.contains(where: { $0.stepCount > 0 }) else {
      throw PipelineError.nothingToAttack(manifest: request.manifestPath)
    }
    let profiles = try request.fusedProfiles()
    var outcome = Outcome()
    let steps = Steps(
      progress,
      count: plans.reduce(1) { $0 + $1.stepCount }
        + (profiles.isEmpty ? 0 : FusedAudit.stepCount(profiles: profiles.count)))
    let cache = AuditCache(request, engine: engine)
    for plan in plans {
      try plan.run(request, engine: engine, cache: cache, steps: steps, into: &outcome)
    }
    if !profiles.isEmpty {
      try FusedAudit(profiles, request: request, engine: engine, steps: steps)
        .run(cache: cache, into: &outcome)
    }
    try steps.next("describing the other tables")
    let tables = try request.manifest.tables.map { declaration in
      try outcome.summaries[declaration.name]
        ?? TableSummary(unread: declaration, folder: request.folder, engine: engine)
    }
    return AuditedSubjects(
      report: try assemble(request, engine: engine, outcome: outcome, tables: tables),
      subjects: outcome.subjects)
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
      notMeasured: outcome.gaps
        + Gaps.of(manifest, results: outcome.results, stated: outcome.gaps),
      notes: outcome.notes, fused: outcome.fused?.judged(by: outcome.results))
  }
}
