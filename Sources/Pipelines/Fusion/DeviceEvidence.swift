import Attacks
import Engines
import Evaluation
import Tables

/// What a table says of devices about who is who.
final class DeviceEvidence: EvidenceSource {
  let keys: [String?]
  private let loaded: LoadedDevices

  init(_ declaration: TableDeclaration, request: AuditRequest, engine: Engine) throws {
    loaded = try LoadedDevices(declaration, folder: request.folder, engine: engine)
    keys = try loaded.subjectKeys(folder: request.folder, engine: engine)
  }

  func evidence(
    for knowledge: ProfileKnowledge, columns: [String], profile: String
  ) throws -> GatheredEvidence {
    // Without times there is no earlier device to know.
    guard case .device = knowledge, !loaded.records.times.isEmpty else { return .none }
    return GatheredEvidence(
      try DevicePeriods.evidence(records: loaded.records, table: loaded.declaration.name))
  }
}
