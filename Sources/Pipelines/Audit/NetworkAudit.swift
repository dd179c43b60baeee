import Attacks
import Engines
import Evaluation
import Findings
import Numerics
import Tables

/// The order of the attacks on who is tied to whom.
struct NetworkAudit {
  /// How many steps `run` tells of.
  static let stepCount = 4

  let loaded: LoadedNetwork
  let steps: Steps
  let setting: EventSetting
  let request: AuditRequest
  private let engine: Engine
  private let ends: (source: String, target: String)

  /// Reads the table.
  init(
    _ declaration: TableDeclaration, ends: (source: String, target: String),
    request: AuditRequest, engine: Engine, steps: Steps
  ) throws {
    try steps.next("\(declaration.name): reading ties")
    let loaded = try LoadedNetwork(
      declaration, ends: ends, folder: request.folder, engine: engine)
    self.loaded = loaded
    self.steps = steps
    self.setting = EventSetting(
      declaration, subjectCount: loaded.graph.nodeCount, columns: [ends.source, ends.target],
      request: request)
    self.request = request
    self.engine = engine
    self.ends = ends
  }

  /// Attacks, and adds what was found to `outcome`.
  func run(into outcome: inout Outcome) throws {
    try outcome.begin(
      loaded.declaration, rows: loaded.rowCount, notes: loaded.notes, setting: setting,
      request: request, engine: engine)
    let pair = try pair(overlap: request.manifest.adversary.overlap)
    outcome.notes.append(knowledge)
    try signatures(pair, into: &outcome)
    try seeds(pair, into: &outcome)
    try alignment(pair, into: &outcome)
  }

  /// What the adversary holds beside the release: another party's network where one is declared,
  /// else a random share of the release's own ties.
  private func pair(overlap: Double) throws -> GraphPair {
    if let auxiliary = loaded.declaration.auxiliary {
      return try LoadedNetworkPair(
        loaded.declaration, auxiliary: auxiliary, ends: ends, folder: request.folder,
        engine: engine
      ).pair
    }
    return try sampled(overlap)
  }

  func sampled(_ overlap: Double) throws -> GraphPair {
    var generator = SeededGenerator(seed: request.seed, stream: "network/\(setting.table)")
    return try GraphPair.sampled(
      loaded.graph, auxiliaryShare: overlap, releaseShare: 1, generator: &generator)
  }

  private var knowledge: String {
    guard loaded.declaration.auxiliary == nil else {
      return "\(setting.table): the adversary holds another party's network."
    }
    return "\(setting.table): the adversary knows a random "
      + "\(Phrase.perCent(request.manifest.adversary.overlap)) of the ties (adversary.overlap)."
  }

  func unmeasured(_ what: String, because why: String, into outcome: inout Outcome) {
    outcome.gaps.append(
      Gap(
        what: "\(what) of \(setting.table)", why: why, channel: .graph, risk: .linkability,
        failureMode: .contextualAggregation))
  }
}
