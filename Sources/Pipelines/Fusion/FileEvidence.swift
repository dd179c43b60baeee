import Attacks
import Tables

/// What the files that a table names say about who is who.
final class FileEvidence: EvidenceSource {
  let keys: [String?]
  private let loaded: LoadedFiles

  init(_ loaded: LoadedFiles) {
    self.loaded = loaded
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
