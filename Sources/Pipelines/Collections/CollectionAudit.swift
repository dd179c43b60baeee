import Attacks
import Evaluation
public import Findings
import MediaMetadata

/// Treats a folder of files as evidence: which identifiers tie files, and so people, together.
public enum CollectionAudit {
  /// The name of the folder's files in reports.
  static let table = "files"

  /// Runs an audit.
  ///
  /// - Throws: `FileError`, `CollectionError`, `EvaluationError`; `PipelineError.cancelled`. A file
  ///   that can't be read is counted among the report's gaps.
  /// - Complexity: taking each file apart and hashing its payload; then O(identifiers), and two
  ///   attacks for each kind of identifier.
  public static func run(
    _ request: CollectionRequest, progress: Progress = .silent
  ) throws -> RiskReport {
    let steps = Steps(progress, count: request.known == nil ? 5 : 6)
    let reading = try CollectionReading(request, steps: steps, progress: progress)
    let sides = reading.sides(request)
    if request.known != nil, !reading.owners.isEmpty, sides.eligible.isEmpty {
      throw CollectionError.nobodyInBoth(folder: request.folder, known: request.known ?? "")
    }
    var outcome = CollectionOutcome()
    outcome.gaps = CollectionGaps.of(reading, request)
    let setting = setting(request, reading)
    try steps.next("comparing the photos' sensors")
    let sensors = try CollectionSensors(reading, request, setting, progress: progress)
    outcome.gaps += sensors.gaps
    try steps.next("tying files")
    let clusters = FileClusters(of: reading.release, extra: sensors.links)
    if !clusters.isExhaustive {
      outcome.gaps.append(CollectionGaps.pairsLeftOut)
    }
    try steps.next("seeking people by their files")
    try seek(reading, sides, request, setting, clusters, into: &outcome)
    outcome.results += sensors.results
    if let gap = CollectionGaps.few(outcome.results) { outcome.gaps.insert(gap, at: 0) }
    try steps.next("writing the report")
    return try assemble(reading, request, outcome)
  }

  private static func setting(
    _ request: CollectionRequest, _ reading: CollectionReading
  ) -> EventSetting {
    EventSetting(
      table: table, subjectCount: reading.owners.count,
      columns: reading.collection.carriedKinds.map(\.rawValue),
      evaluator: Evaluator(seed: request.seed), seed: request.seed, targetCount: request.targets,
      controlShare: request.controlShare, reproduce: request.reproduce)
  }

  private static func seek(
    _ reading: CollectionReading, _ sides: FileSides, _ request: CollectionRequest,
    _ setting: EventSetting, _ clusters: FileClusters, into outcome: inout CollectionOutcome
  ) throws {
    let released = Array(0..<reading.releasedCount)
    let twins = PayloadTwins(
      of: reading.collection, released: released,
      held: Array(reading.releasedCount..<reading.collection.count))
    if let result = try twins.result(for: setting) { outcome.results.append(result) }
    do {
      let experiment = try FileMetadataExperiment(
        reading.collection, sides: sides, setting: setting,
        scenario: request.known == nil ? .knownPoints : .auxiliaryTable)
      outcome.blame = try experiment.blame()
      outcome.results += try experiment.results(
        tying: clusters, in: reading.release, blaming: outcome.blame)
    } catch EvaluationError.noTargets {
      outcome.gaps.insert(CollectionGaps.noRate(reading), at: 0)
      outcome.results.append(
        try FileTies.result(for: setting, collection: reading.release, clusters: clusters))
    }
  }

  private static func assemble(
    _ reading: CollectionReading, _ request: CollectionRequest, _ outcome: CollectionOutcome
  ) throws -> RiskReport {
    let summary = TableSummary(reading)
    let findings = FindingRules(
      results: outcome.results, tables: [summary], blame: outcome.blame
    ).findings()
    let ties = outcome.results.first { $0.attack.id == "file-metadata/ties" }
    guard
      let verdict = ties.map({
        Verdict(ties: $0, findings: findings, hasOwners: !reading.owners.isEmpty)
      })
        ?? Verdict(results: outcome.results, findings: findings)
    else { throw CollectionError.nothingRead(folder: request.folder) }
    return RiskReport(
      tool: .init(name: "palimpsest", version: request.toolVersion, engine: "file readers"),
      createdAt: Timestamp.now(), seed: request.seed,
      dataset: DatasetSummary(name: "files", missing: "category", tables: [summary]),
      adversary: AdversarySummary(
        sentence: CollectionGaps.adversary(request, hasOwners: ties == nil),
        knownColumns: [table: summary.columns.map(\.name)], populationSize: nil),
      verdict: verdict, findings: findings, blame: outcome.blame, attacks: outcome.results,
      notMeasured: outcome.gaps,
      notes: CollectionGaps.notes(reading, request, hasRate: ties == nil))
  }
}

/// What the audit of a folder has found so far.
private struct CollectionOutcome {
  var results: [AttackResult] = []
  var blame: [ColumnBlame] = []
  var gaps: [Gap] = []
}

extension TableSummary {
  /// A folder of files, each kind of identifier a column.
  init(_ reading: CollectionReading) {
    let release = reading.release
    let columns = IdentifierStatistics.all(of: release).map { kind in
      ColumnSummary(
        name: kind.kind.rawValue, role: "quasi-identifier", type: "text", distinct: kind.values,
        missing: release.count - kind.files, entropyBits: kind.bits, uniqueShare: kind.uniqueShare)
    }
    self.init(
      name: CollectionAudit.table, kind: "media", rows: release.count,
      subjects: reading.owners.isEmpty ? nil : reading.releasedOwnerCount, digest: nil,
      columns: columns)
  }
}

extension Verdict {
  /// The verdict on a folder in which nobody could be sought: no rate of people.
  init(ties: AttackResult, findings: [Finding], hasOwners: Bool) {
    let reason =
      hasOwners
      ? "Nobody has files to be known by and others to find" : "Nobody said whose they are"
    self.init(
      sentence: ties.sentence + " \(reason), so no rate of people found was measured.",
      risk: ties.success, baseline: ties.baseline, attack: ties.id,
      severity: findings.map(\.severity).max() ?? .information)
  }
}
