import Attacks
import Engines
import Evaluation
import Tables

/// What a table of attributes says about who is who.
final class AttributeEvidence: EvidenceSource {
  let keys: [String?]
  private let loaded: LoadedTable
  private let request: AuditRequest
  private let engine: Engine

  init(_ declaration: TableDeclaration, request: AuditRequest, engine: Engine) throws {
    loaded = try LoadedTable(
      declaration, manifest: request.manifest, folder: request.folder, engine: engine)
    self.request = request
    self.engine = engine
    keys = try loaded.subjectKeys(folder: request.folder, engine: engine)
  }

  func evidence(
    for knowledge: ProfileKnowledge, columns: [String], profile: String
  ) throws -> GatheredEvidence {
    switch knowledge {
    case .attributes(_, let exactness):
      let known = loaded.known.filter { columns.contains($0.name) }
      guard !known.isEmpty else { return .none }
      return GatheredEvidence(
        KnownAttributes.evidence(
          table: loaded.declaration.name, columns: known, subjects: loaded.subjects,
          exactness: exactness, seed: request.seed &+ profile.stableSeed),
        subjectCount: keys.count)
    case .declaredRecords:
      return try records()
    default:
      return .none
    }
  }

  private func records() throws -> GatheredEvidence {
    guard let auxiliary = loaded.declaration.auxiliary else { return .none }
    let linked = try LinkedTable(
      auxiliary, of: loaded, wantsKey: true, folder: request.folder, engine: engine)
    let pairing = Pairing(auxiliaryKeys: linked.keys ?? [], releaseKeys: keys)
    guard !pairing.pairs.isEmpty else { return .none }
    let setting = AttributeSetting(loaded, request: request)
    let experiment = LinkageExperiment(
      setting: setting.selecting(columns: linked.positions),
      auxiliary: AuxiliaryRecords(
        name: "another party's records", columns: linked.columns, pairing: pairing),
      kinds: linked.positions.map { loaded.kind(ofKnown: $0) })
    return GatheredEvidence(try experiment.evidence(), subjectCount: keys.count)
  }
}
