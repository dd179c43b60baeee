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
  private let request: AuditRequest
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
    let name = setting.table
    if outcome.summaries[name] == nil {
      outcome.summaries[name] = TableSummary(
        loaded.declaration, rows: loaded.rowCount, subjects: loaded.graph.nodeCount,
        digest: try DatasetDigest.of(
          loaded.declaration.source.engineSource(relativeTo: request.folder), engine: engine))
    }
    outcome.addKnown(setting.columns, of: name)
    outcome.notes += loaded.notes
    let pair = try pair(overlap: request.manifest.adversary.overlap)
    outcome.notes.append(knowledge)
    try signatures(into: &outcome)
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

  private func sampled(_ overlap: Double) throws -> GraphPair {
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

  private func unmeasured(_ what: String, because why: String, into outcome: inout Outcome) {
    outcome.gaps.append(
      Gap(
        what: "\(what) of \(setting.table)", why: why, channel: .graph, risk: .linkability,
        failureMode: .contextualAggregation))
  }

  // MARK: Attacks

  private func signatures(into outcome: inout Outcome) throws {
    try steps.next("\(setting.table): how many neighbours, and theirs")
  }

  private func seeds(_ pair: GraphPair, into outcome: inout Outcome) throws {
    try steps.next("\(setting.table): from a few known people")
  }

  /// With more people than this, other overlaps are not tried: each is an alignment.
  private static let overlapLimit = 1_500
  /// How many people of highest degree are aligned at most.
  private static let coreLimit = 3_000

  private func alignment(_ pair: GraphPair, into outcome: inout Outcome) throws {
    try steps.next("\(setting.table): by the shape of ties alone")
    let isSmall = loaded.graph.nodeCount <= Self.overlapLimit
    let hasOther = loaded.declaration.auxiliary != nil
    let overlaps =
      try isSmall && !hasOther
      ? [0.5, 0.7, 0.9, 1].map { SeedlessAlignment.Overlap(share: $0, pair: try sampled($0)) } : []
    do {
      outcome.results.append(
        try SeedlessAlignment.result(
          for: setting, pair: pair, overlaps: overlaps,
          options: .init(coreLimit: Self.coreLimit), propagation: nil))
    } catch EvaluationError.noTargets {
      unmeasured("alignment", because: "nobody is in both networks", into: &outcome)
    }
    guard loaded.graph.nodeCount > Self.coreLimit else { return }
    unmeasured(
      "alignment of everybody",
      because: "there are more than \(Phrase.count(Self.coreLimit)) people: only those with the "
        + "most ties were aligned at once; the number is a lower bound",
      into: &outcome)
  }
}
