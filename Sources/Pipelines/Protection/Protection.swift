import Deidentification
public import Engines
public import Findings
import Foundation
import Numerics
import Tables

/// A request to carry out a protection plan.
public struct ProtectionRequest: Sendable {
  /// The plan's path.
  public let planPath: String
  /// Where the release goes instead of the plan's `release`.
  public let releasePath: String?
  /// The engine's limits.
  public let engine: EngineOptions
  /// The version of the program.
  public let toolVersion: String
  /// Whether the audit at the end is left out: the models and the attacks on them stay.
  public let skipsAudit: Bool

  /// A request.
  public init(
    planPath: String, releasePath: String? = nil, engine: EngineOptions, toolVersion: String,
    skipsAudit: Bool = false
  ) {
    self.planPath = planPath
    self.releasePath = releasePath
    self.engine = engine
    self.toolVersion = toolVersion
    self.skipsAudit = skipsAudit
  }
}

/// Turns a table into a release candidate by a protection plan, and attacks what was written.
public enum Protection {
  /// Carries out a plan.
  ///
  /// The release is written under a temporary name beside its place, read again, verified and
  /// attacked there, and gets its name last: a run that is killed, or whose result does not hold,
  /// leaves what was there before.
  ///
  /// - Throws: `ManifestErrors` about the plan, `ProtectionError`, `EngineError`, `FileError`,
  ///   `PipelineError.cancelled`.
  /// - Complexity: that of the steps. Plans whose steps map values to values run in the engine on
  ///   tables of any length; others hold 8 bytes a cell.
  public static func run(
    _ request: ProtectionRequest, progress: Progress = .silent
  ) throws -> ProtectionReport {
    do {
      return try ProtectionRun(request, progress: progress).report()
    } catch EngineError.interrupted {
      throw PipelineError.cancelled
    }
  }
}

/// One run of a plan.
struct ProtectionRun {
  let request: ProtectionRequest
  let plan: ProtectionPlan
  let planDigest: String
  let folder: String
  let engine: Engine
  let source: DataSource
  let steps: Steps
  let workers: Workers

  /// Rows that steps which work row by row take.
  static let rowLimit = 50_000_000

  init(_ request: ProtectionRequest, progress: Progress) throws {
    self.request = request
    let url = URL(fileURLWithPath: request.planPath)
    guard AtomicFile.exists(url.path) else { throw ProtectionError.noPlan(path: request.planPath) }
    plan = try ProtectionPlan.read(from: url)
    folder = url.deletingLastPathComponent().path
    engine = try Engine(options: request.engine)
    let running = engine
    progress.whenCancelled { running.interrupt() }
    planDigest = try engine.digest(ofFile: url.path).sha256
    source = plan.source.engineSource(relativeTo: folder)
    steps = Steps(progress, count: plan.steps.count + 4)
    workers = request.engine.threadCount == 1 ? .single : .automatic
  }

  /// Where the release goes.
  var releasePath: String {
    let path = request.releasePath ?? plan.release
    if request.releasePath != nil || path.hasPrefix("/") || folder.isEmpty { return path }
    return folder + "/" + path
  }

  func report() throws -> ProtectionReport {
    try steps.next("reading the table")
    let digest = try engine.digest(of: source)
    try checkPaths(digest)
    try checkAudit()
    let context = StepContext(
      plan: plan, folder: folder, key: try key(), population: { try population($0) })
    var table = try loaded()
    let sourceRows = table.peopleRows
    var records: [ProtectionStepRecord] = []
    var recoded: RecodeStep.Outcome?
    for (number, step) in plan.steps.enumerated() {
      try steps.next("step \(number + 1): \(step.kind.rawValue)")
      let outcome = try apply(step, number: number + 1, to: &table, context)
      records.append(outcome.record)
      recoded = outcome.recoded ?? recoded
    }
    try steps.next("writing the release")
    let written = temporaryPath
    defer { try? FileManager.default.removeItem(atPath: written) }
    let rowCount = try write(table, to: written)
    try steps.next("attacking the written file")
    let check = ReleaseCheck(run: self, table: table, recoded: recoded, path: written)
    let verification = try check.verification()
    let failed = verification.models.filter { !$0.holds }.map(\.name)
    guard failed.isEmpty || check.isDisturbed else {
      throw ProtectionError.notVerified(models: failed)
    }
    let released = try engine.digest(ofFile: written).sha256
    guard rename(written, releasePath) == 0 else {
      throw FileError.denied(path: releasePath)
    }
    return ProtectionReport(
      tool: "palimpsest \(request.toolVersion)", name: plan.releaseName, planDigest: planDigest,
      source: .init(
        digest: digest.combined, rowCount: sourceRows,
        columns: try engine.columns(of: source).map(\.name)),
      release: .init(digest: released, rowCount: rowCount, columns: table.names),
      steps: records, verification: verification,
      utility: try UtilitySummary(table, predict: plan.audit?.predict ?? []))
  }

  // MARK: Paths and keys

  private func checkPaths(_ digest: SourceDigest) throws {
    let release = URL(fileURLWithPath: releasePath).standardizedFileURL.resolvingSymlinksInPath()
    let own = digest.files.map {
      URL(fileURLWithPath: $0.path).standardizedFileURL.resolvingSymlinksInPath()
    }
    if own.contains(release) { throw ProtectionError.releaseIsSource(path: releasePath) }
  }

  /// A column that the audit names and nobody has would be left out in silence.
  private func checkAudit() throws {
    guard let audit = plan.audit else { return }
    let names = try engine.columns(of: source).map(\.name)
    for name in audit.quasiIdentifiers + audit.sensitive + audit.predict
    where !names.contains(name) {
      throw ProtectionError.noAuditColumn(name)
    }
  }

  /// The written file's name until it holds: the same ending, so that it can be read.
  private var temporaryPath: String {
    let url = URL(fileURLWithPath: releasePath)
    return url.deletingLastPathComponent()
      .appendingPathComponent(".\(UUID().uuidString)-\(url.lastPathComponent)").path
  }

  private func key() throws -> SecretKey? {
    guard let path = plan.keyPath else { return nil }
    let full = path.hasPrefix("/") || folder.isEmpty ? path : folder + "/" + path
    do {
      return try SecretKey(readingFrom: full)
    } catch {
      throw ProtectionError.badKey(error, path: path)
    }
  }

  // MARK: Loading

  /// The columns that steps look at, beside those that they drop.
  private var usedColumns: [String] {
    var names: [String] = []
    for step in plan.steps where step.kind != .drop {
      let own =
        step.recoded.map(\.name) + step.models.compactMap { $0.values.text("column") }
        + [step.values.text("column"), step.values.text("subject")].compactMap(\.self)
      for name in own where !names.contains(name) { names.append(name) }
    }
    for name in plan.audit?.predict ?? [] where !names.contains(name) { names.append(name) }
    return names
  }

  /// Whether the distinct tuples suffice: each step maps values to values.
  private var mapsValues: Bool {
    plan.steps.allSatisfy { step in
      switch step.kind {
      case .drop, .topCode, .round, .mergeRare, .mask: true
      case .recode: !step.models.contains { $0.kind == .differentialPrivacy }
      default: false
      }
    }
  }

  private func loaded() throws -> WorkingTable {
    let columns = try engine.columns(of: source)
    let types = Dictionary(columns.map { ($0.name, $0.type) }, uniquingKeysWith: { a, _ in a })
    let names = columns.map(\.name)
    let used = usedColumns
    for name in used where types[name] == nil {
      let line = plan.steps.first { step in
        step.recoded.contains { $0.name == name } || step.values.text("column") == name
      }?.line
      throw ProtectionError.noColumn(name, line: line ?? plan.steps[0].line)
    }
    if mapsValues, !used.isEmpty {
      let tuples = try engine.distinctTuples(
        source: source, columns: used.map { ColumnRequest($0) }, name: plan.releaseName)
      return WorkingTable(
        tuples.table, types: types, names: names,
        weights: tuples.rowCounts.map { UInt32(clamping: $0) })
    }
    let rows = try engine.rowCount(of: source)
    guard rows <= Self.rowLimit else {
      let step = plan.steps.first { $0.kind != .drop } ?? plan.steps[0]
      throw ProtectionError.tooLarge(
        rows: rows, limit: Self.rowLimit, step: step.kind.rawValue, line: step.line)
    }
    let table = try engine.readCoded(
      source: source, columns: names.map { ColumnRequest($0) }, name: plan.releaseName)
    return WorkingTable(table, types: types, names: names)
  }

  private func population(_ columns: [String]) throws -> WorkingTable? {
    guard let population = plan.population else { return nil }
    let tuples = try engine.distinctTuples(
      source: population.engineSource(relativeTo: folder),
      columns: columns.map { ColumnRequest($0) }, name: "population")
    return WorkingTable(
      tuples.table, types: [:], names: columns,
      weights: tuples.rowCounts.map { UInt32(clamping: $0) })
  }

  // MARK: Steps

  private func apply(
    _ step: ProtectionPlan.Step, number: Int, to table: inout WorkingTable, _ context: StepContext
  ) throws -> (record: ProtectionStepRecord, recoded: RecodeStep.Outcome?) {
    switch step.kind {
    case .drop, .pseudonym, .encrypt, .token, .topCode, .round, .mergeRare, .mask:
      return (try CellSteps(step: step, context: context).apply(to: &table), nil)
    case .recode:
      let outcome = try RecodeStep(step: step, context: context, workers: workers)
        .apply(to: &table)
      return (outcome.record, outcome)
    case .recodeLocally:
      let recode = RecodeStep(step: step, context: context, workers: workers)
      return (try recode.applyLocally(to: &table), nil)
    case .suppressCells, .mondrian:
      let group = GroupSteps(step: step, context: context, workers: workers)
      return (try group.apply(to: &table), nil)
    case .microaggregate, .swapRanks, .pram, .noise, .shuffle, .sample:
      let perturbation = PerturbationSteps(step: step, context: context, number: number)
      return (try perturbation.apply(to: &table), nil)
    }
  }

  // MARK: Writing

  /// The number of rows written.
  private func write(_ table: WorkingTable, to path: String) throws -> Int {
    if mapsValues {
      return try engine.writeRecoded(source: source, table.recoding, to: path).rowCount
    }
    guard FileFormat(path: path) == .parquet else {
      guard FileFormat(path: path) == .csv else {
        throw EngineError.unknownFormat(file: releasePath)
      }
      return try table.writeCSV(to: path)
    }
    let text = path + ".csv"
    defer { try? FileManager.default.removeItem(atPath: text) }
    _ = try table.writeCSV(to: text)
    return try engine.writeTyped(
      source: DataSource(text), types: table.columns.map(\.type), to: path
    ).rowCount
  }
}
