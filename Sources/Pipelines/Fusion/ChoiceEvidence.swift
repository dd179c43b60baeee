import Attacks
import Engines
import Evaluation
import Tables

/// What a table of choices says about who is who.
final class ChoiceEvidence: EvidenceSource {
  let keys: [String?]
  private let loaded: LoadedHistories
  private let columns: HistoryColumns
  private let seed: UInt64

  init(_ declaration: TableDeclaration, request: AuditRequest, engine: Engine) throws {
    loaded = try LoadedHistories(
      declaration, folder: request.folder, engine: engine, keepsKeys: true)
    columns = HistoryColumns(
      item: declaration.columns(of: .item).first?.name ?? "",
      value: declaration.columns(of: .rating).first?.name,
      day: LoadedEvents.time(of: declaration)?.name)
    seed = request.seed
    keys = loaded.keys
  }

  func evidence(
    for knowledge: ProfileKnowledge, columns: [String], profile: String
  ) throws -> GatheredEvidence {
    guard case .choices(let count, let wrong) = knowledge else { return .none }
    let adversary = try HistoryAdversary(
      knownItems: max(count, 1), wrongItems: wrong, dayError: 14)
    return GatheredEvidence(
      HistoryAttack.evidence(
        release: loaded.histories, adversary: adversary, table: loaded.declaration.name,
        columns: self.columns, seed: seed &+ profile.stableSeed))
  }
}
