import Attacks
import Engines
import Evaluation
import Findings
import Tables

/// The order of the attacks on what a table tells of devices.
struct DeviceAudit {
  /// How many steps `run` tells of.
  static let stepCount = 3

  let records: DeviceRecords
  let steps: Steps
  let setting: EventSetting
  private let folder: String
  private let engine: Engine
  private let loaded: LoadedDevices

  /// Reads the table.
  init(
    _ declaration: TableDeclaration, request: AuditRequest, engine: Engine, steps: Steps
  ) throws {
    try steps.next("\(declaration.name): reading devices")
    let loaded = try LoadedDevices(declaration, folder: request.folder, engine: engine)
    self.loaded = loaded
    self.records = loaded.records
    self.steps = steps
    self.setting = EventSetting(
      table: declaration.name, subjectCount: loaded.records.subjects.count,
      columns: loaded.records.names, evaluator: Evaluator(seed: request.seed), seed: request.seed,
      targetCount: request.manifest.adversary.targets,
      controlShare: request.manifest.adversary.controlShare, reproduce: request.reproduce)
    self.folder = request.folder
    self.engine = engine
  }

  /// Attacks, and adds what was found to `outcome`.
  func run(into outcome: inout Outcome) throws {
    let name = setting.table
    if outcome.summaries[name] == nil {
      let source = loaded.declaration.source.engineSource(relativeTo: folder)
      outcome.summaries[name] = TableSummary(
        devices: loaded, digest: try DatasetDigest.of(source, engine: engine))
    }
    outcome.knownColumns[name] = (outcome.knownColumns[name] ?? []) + setting.columns
    try steps.next("\(name): what devices tell")
    outcome.results.append(try DeviceSurprisal.result(for: setting, records: records))
    try steps.next("\(name): devices of two periods")
    guard !records.times.isEmpty else {
      guard loaded.hasTimeColumn else { return }
      outcome.gaps.append(
        Gap(
          what: "devices of \(name) in two periods",
          why: "not each row has a time that can be read, so there are no two periods",
          channel: .device, risk: .linkability, failureMode: .semanticInference))
      return
    }
    do {
      outcome.results.append(try DevicePeriods.result(for: setting, records: records))
    } catch EvaluationError.noTargets {
      outcome.gaps.append(
        Gap(
          what: "devices of \(name) in two periods",
          why: "nobody was seen with a device in both periods", channel: .device,
          risk: .linkability, failureMode: .semanticInference))
    }
  }
}
