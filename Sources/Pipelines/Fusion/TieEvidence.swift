import Attacks
import Engines
import Evaluation
import Tables

/// What a table of edges says about who is who.
final class TieEvidence: EvidenceSource {
  let keys: [String?]
  private let declaration: TableDeclaration
  private let ends: (source: String, target: String)
  private let request: AuditRequest
  private let engine: Engine

  init(
    _ declaration: TableDeclaration, ends: (source: String, target: String),
    request: AuditRequest, engine: Engine
  ) throws {
    self.declaration = declaration
    self.ends = ends
    self.request = request
    self.engine = engine
    // The graph's nodes are numbered in the order of the same keys.
    keys = try engine.events(
      of: declaration.source.engineSource(relativeTo: request.folder),
      columns: EventColumns(subject: ends.source, contact: ends.target)
    ).subjectKeys()
  }

  func evidence(
    for knowledge: ProfileKnowledge, columns: [String], profile: String
  ) throws -> GatheredEvidence {
    switch knowledge {
    case .ties(let share):
      let loaded = try LoadedNetwork(
        declaration, ends: ends, folder: request.folder, engine: engine)
      return GatheredEvidence(
        try GraphPair.evidence(
          table: declaration.name, columns: columns, graph: loaded.graph, share: share,
          seed: request.seed &+ profile.stableSeed),
        subjectCount: keys.count)
    case .declaredRecords:
      guard let auxiliary = declaration.auxiliary else { return .none }
      let loaded = try LoadedNetworkPair(
        declaration, auxiliary: auxiliary, ends: ends, folder: request.folder, engine: engine)
      // The pair orders keys itself; where the engine orders them otherwise its numbers are others.
      guard loaded.releaseKeys == keys else { return .none }
      return GatheredEvidence(
        try loaded.pair.evidence(table: declaration.name, columns: columns),
        subjectCount: keys.count)
    default:
      return .none
    }
  }
}
