import Attacks
import Engines
import Evaluation
import Findings
import Tables

/// The order of the attacks on a table of what people did.
struct EventAudit {
  /// How many steps `run` tells of.
  static let stepCount = 9

  let events: LoadedEvents
  let request: AuditRequest
  let steps: Steps
  let setting: EventSetting
  private let engine: Engine

  /// Reads the table.
  init(
    _ declaration: TableDeclaration, columns: EventColumns, request: AuditRequest, engine: Engine,
    steps: Steps
  ) throws {
    try steps.next("\(declaration.name): reading events")
    let events = try LoadedEvents(
      declaration, columns: columns, folder: request.folder, engine: engine)
    self.events = events
    self.request = request
    self.steps = steps
    self.setting = EventSetting(
      table: declaration.name, subjectCount: events.table.subjectCount,
      columns: declaration.columns.filter { Self.isKnown($0.role) }.map(\.name),
      evaluator: Evaluator(seed: request.seed), seed: request.seed,
      targetCount: request.manifest.adversary.targets,
      controlShare: request.manifest.adversary.controlShare, reproduce: request.reproduce)
    self.engine = engine
  }

  /// Whether an adversary who saw people act knows columns of such a role.
  private static func isKnown(_ role: ColumnRole) -> Bool {
    [.time, .latitude, .longitude, .place, .target].contains(role)
  }

  /// Attacks, and adds what was found to `outcome`.
  func run(into outcome: inout Outcome) throws {
    let name = setting.table
    if outcome.summaries[name] == nil {
      let source = events.declaration.source.engineSource(relativeTo: request.folder)
      outcome.summaries[name] = TableSummary(
        events: events, digest: try DatasetDigest.of(source, engine: engine))
    }
    outcome.knownColumns[name] = (outcome.knownColumns[name] ?? []) + setting.columns
    outcome.notes += events.notes
    try places(into: &outcome)
    try knownVisits(into: &outcome)
    guard events.hasTime else { return }
    try zones(into: &outcome)
    let periods = try EventPeriods(events)
    outcome.notes.append("\(name): \(periods.sentence)")
    try placePeriods(periods, into: &outcome)
    try cadence(into: &outcome)
    try interactions(into: &outcome)
  }
}
