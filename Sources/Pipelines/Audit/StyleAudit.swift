import Attacks
import Engines
import Evaluation
import Findings
import Tables

/// The attacks on how people write.
struct StyleAudit {
  /// How many steps `run` tells of.
  static let stepCount = 2

  let loaded: LoadedTexts
  let steps: Steps
  let setting: EventSetting
  private let request: AuditRequest
  private let engine: Engine

  /// Reads the table.
  init(
    _ declaration: TableDeclaration, columns: (subject: String, text: String),
    request: AuditRequest, engine: Engine, steps: Steps
  ) throws {
    try steps.next("\(declaration.name): reading texts")
    let loaded = try LoadedTexts(
      declaration, columns: columns, folder: request.folder, engine: engine)
    self.loaded = loaded
    self.steps = steps
    self.setting = EventSetting(
      declaration, subjectCount: loaded.texts.subjectCount, columns: [columns.text],
      request: request)
    self.request = request
    self.engine = engine
  }

  /// Attacks, and adds what was found to `outcome`.
  func run(into outcome: inout Outcome) throws {
    let name = setting.table
    try outcome.begin(
      loaded.declaration, rows: loaded.rowCount, notes: loaded.notes, setting: setting,
      request: request, engine: engine)
    try steps.next("\(name): how people write")
    do {
      if let auxiliary = loaded.auxiliary {
        outcome.results += try WritingStyle.results(
          for: setting, texts: loaded.texts, auxiliary: auxiliary)
      } else {
        outcome.results += try WritingStyle.results(for: setting, texts: loaded.texts)
      }
    } catch EvaluationError.noTargets {
      outcome.gaps.append(
        Gaps.unmeasured(
          .writingStyle, of: name,
          because: "nobody wrote \(WritingStyle.minimumWords) words "
            + (loaded.auxiliary == nil
              ? "in each of two halves of their texts" : "both here and for the other party")))
    }
  }
}
