import Attacks
import Engines
import Evaluation
import Tables

/// What a table of texts says about who is who.
final class TextEvidence: EvidenceSource {
  let keys: [String?]
  private let loaded: LoadedTexts
  private let column: String

  init(
    _ declaration: TableDeclaration, columns: (subject: String, text: String),
    request: AuditRequest, engine: Engine
  ) throws {
    loaded = try LoadedTexts(
      declaration, columns: columns, folder: request.folder, engine: engine, keepsKeys: true)
    column = columns.text
    keys = loaded.keys
  }

  func evidence(
    for knowledge: ProfileKnowledge, columns: [String], profile: String
  ) throws -> GatheredEvidence {
    let table = loaded.declaration.name
    switch (knowledge, loaded.auxiliary) {
    case (.earlierTexts, _):
      return GatheredEvidence(
        WritingStyle.evidence(table: table, column: column, texts: loaded.texts),
        subjectCount: keys.count)
    case (.declaredRecords, let auxiliary?):
      return GatheredEvidence(
        WritingStyle.evidence(
          table: table, column: column, texts: loaded.texts, auxiliary: auxiliary),
        subjectCount: keys.count)
    default:
      return .none
    }
  }
}
