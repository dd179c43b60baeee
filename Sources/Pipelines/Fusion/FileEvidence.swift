import Attacks
import Engines
import Tables

/// What the files that a table names say about who is who.
final class FileEvidence: EvidenceSource {
  let keys: [String?]
  private let loaded: LoadedFiles

  init(
    _ declaration: TableDeclaration, request: AuditRequest, engine: Engine,
    check: () throws -> Void
  ) throws {
    loaded = try LoadedFiles(
      declaration, folder: request.folder, seed: request.seed, engine: engine, check: check)
    keys = loaded.keys
  }

  func evidence(
    for knowledge: ProfileKnowledge, columns: [String], profile: String
  ) throws -> GatheredEvidence {
    guard knowledge == .earlierFiles else { return .none }
    return GatheredEvidence(
      FileMetadataEvidence.evidence(
        of: loaded.collection, sides: loaded.sides, table: loaded.declaration.name,
        columns: columns))
  }
}
