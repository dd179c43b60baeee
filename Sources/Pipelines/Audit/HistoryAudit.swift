import Attacks
import Engines
import Evaluation
import Findings
import Tables

/// The attacks on what people rated, liked, visited or bought.
struct HistoryAudit {
  /// How many steps `run` tells of.
  static let stepCount = 2

  let loaded: LoadedHistories
  let steps: Steps
  let setting: EventSetting
  private let request: AuditRequest
  private let engine: Engine

  /// Reads the table.
  init(
    _ declaration: TableDeclaration, request: AuditRequest, engine: Engine, steps: Steps
  ) throws {
    try steps.next("\(declaration.name): reading histories")
    let loaded = try LoadedHistories(declaration, folder: request.folder, engine: engine)
    self.loaded = loaded
    self.steps = steps
    self.setting = EventSetting(
      declaration, subjectCount: loaded.histories.subjectCount, columns: loaded.columns,
      request: request)
    self.request = request
    self.engine = engine
  }

  /// Attacks, and adds what was found to `outcome`.
  func run(into outcome: inout Outcome) throws {
    let name = setting.table
    try outcome.begin(
      loaded.declaration, rows: loaded.rowCount, notes: loaded.notes, setting: setting,
      request: request, engine: engine)
    try steps.next("\(name): a few choices")
    do {
      outcome.results += try HistoryAttack.results(
        for: setting, histories: loaded.histories, auxiliary: loaded.auxiliary)
    } catch EvaluationError.noTargets {
      outcome.gaps.append(
        Gaps.unmeasured(
          .histories, of: name,
          because: loaded.auxiliary == nil
            ? "nobody has a choice that could be known"
            : "nobody whose choices the other party holds is in the release"))
    }
  }
}

extension EventSetting {
  /// The setting of the attacks on a table.
  init(
    _ declaration: TableDeclaration, subjectCount: Int, columns: [String], request: AuditRequest
  ) {
    let adversary = request.manifest.adversary
    self.init(
      table: declaration.name, subjectCount: subjectCount, columns: columns,
      evaluator: Evaluator(seed: request.seed), seed: request.seed, targetCount: adversary.targets,
      controlShare: adversary.controlShare, reproduce: request.reproduce)
  }
}

extension Outcome {
  /// Describes a table that is attacked as a whole, unless another attack did, and adds its notes.
  mutating func begin(
    _ declaration: TableDeclaration, rows: Int, notes: [String], setting: EventSetting,
    request: AuditRequest, engine: Engine
  ) throws {
    if summaries[setting.table] == nil {
      summaries[setting.table] = TableSummary(
        declaration, rows: rows, subjects: setting.subjectCount,
        digest: try DatasetDigest.of(
          declaration.source.engineSource(relativeTo: request.folder), engine: engine))
    }
    addKnown(setting.columns, of: setting.table)
    self.notes += notes
  }

  /// Notes that an adversary may know columns of a table; each once.
  mutating func addKnown(_ columns: [String], of table: String) {
    let before = knownColumns[table] ?? []
    knownColumns[table] = before + columns.filter { !before.contains($0) }
  }
}

extension TableSummary {
  /// A table that was attacked as a whole.
  init(_ declaration: TableDeclaration, rows: Int, subjects: Int, digest: String?) {
    self.init(
      name: declaration.name, kind: declaration.kind.rawValue, rows: rows, subjects: subjects,
      digest: digest, columns: declaration.columns.map { ColumnSummary($0) })
  }
}
