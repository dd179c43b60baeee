import Attacks
import Engines
import Evaluation
import Findings
import Tables

/// The attacks on what the files carry that a table names.
struct FileAudit {
  /// How many steps `run` tells of.
  static let stepCount = 3

  private let loaded: LoadedFiles
  private let steps: Steps
  private let setting: EventSetting
  private let request: AuditRequest
  private let engine: Engine

  /// Reads the files.
  init(
    _ declaration: TableDeclaration, request: AuditRequest, engine: Engine, cache: AuditCache,
    steps: Steps
  ) throws {
    try steps.next("\(declaration.name): reading what the files carry")
    let loaded = try cache.files(of: declaration, check: steps.check)
    self.loaded = loaded
    self.steps = steps
    self.setting = EventSetting(
      declaration, subjectCount: loaded.keys.count,
      columns: LoadedFiles.columns(of: declaration), request: request)
    self.request = request
    self.engine = engine
  }

  /// Attacks, and adds what was found to `outcome`.
  func run(into outcome: inout Outcome) throws {
    let name = setting.table
    try outcome.begin(
      loaded.declaration, rows: loaded.rowCount, notes: loaded.notes, setting: setting,
      request: request, engine: engine)
    try steps.next("\(name): comparing the photos' sensors")
    let sensors = try CollectionSensors(
      loaded, comparesSensors: request.comparesSensors, scenario: scenario, setting,
      progress: steps.progress)
    outcome.gaps += sensors.gaps
    try steps.next("\(name): people by their files")
    let clusters = FileClusters(of: loaded.collection, extra: sensors.links)
    if !clusters.isExhaustive { outcome.gaps.append(CollectionGaps.pairsLeftOut) }
    do {
      let experiment = try FileMetadataExperiment(
        loaded.collection, sides: loaded.sides, setting: setting, scenario: scenario)
      outcome.results += try experiment.results(
        tying: clusters, in: loaded.collection, blaming: try experiment.blame())
    } catch EvaluationError.noTargets {
      outcome.gaps.append(
        Gaps.unmeasured(
          .fileMetadata, of: name,
          because: "fewer than two people have two files that could be read"))
    }
    outcome.results += sensors.results
  }

  private var scenario: Scenario {
    loaded.declaration.columns(of: .time).isEmpty ? .knownPoints : .timeSplit
  }
}
