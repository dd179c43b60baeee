import Attacks
import Engines
import Evaluation
import Tables

extension LoadedTable {
  /// The key of each data subject; it stays in memory and in no report.
  ///
  /// Empty where the table has no column of keys.
  /// - Throws: `EngineError`; `PipelineError.changed`.
  func subjectKeys(folder: String, engine: Engine) throws -> [String?] {
    try subjects.keys(of: declaration, rows: table.rowCount, folder: folder, engine: engine)
  }

  /// What a known column holds, where its declaration tells more than its values.
  func kind(ofKnown position: Int) -> FieldKind? {
    // Days are read as numbers, which no statistics tells from other numbers.
    types[known[position].name] == .date ? .date : nil
  }
}

extension LoadedDevices {
  /// The key of each data subject; it stays in memory and in no report.
  ///
  /// - Throws: `EngineError`; `PipelineError.changed`.
  func subjectKeys(folder: String, engine: Engine) throws -> [String?] {
    try records.subjects.keys(
      of: declaration, rows: table.rowCount, folder: folder, engine: engine)
  }
}

extension SubjectIndex {
  /// The key of each data subject, from the table's rows.
  fileprivate func keys(
    of declaration: TableDeclaration, rows: Int, folder: String, engine: Engine
  ) throws -> [String?] {
    guard let subject = declaration.subject else { return [] }
    let keys = try LinkedTable.texts(
      subject.name, of: declaration.source.engineSource(relativeTo: folder), engine: engine)
    guard keys.count == rows else { throw PipelineError.changed(table: declaration.name) }
    var keyOfSubject = [String?](repeating: nil, count: count)
    for (row, key) in keys.enumerated() { keyOfSubject[Int(self.subject(ofRow: row))] = key }
    return keyOfSubject
  }
}

extension AttributeSetting {
  /// The setting of the attacks on a table of attributes.
  init(_ loaded: LoadedTable, request: AuditRequest) {
    let adversary = request.manifest.adversary
    self.init(
      records: AttributeRecords(
        table: loaded.declaration.name, columns: loaded.known, subjects: loaded.subjects,
        rowCount: loaded.table.rowCount, missing: request.manifest.missing),
      sensitive: loaded.sensitive, evaluator: Evaluator(seed: request.seed), seed: request.seed,
      targetCount: adversary.targets, controlShare: adversary.controlShare,
      reproduce: request.reproduce)
  }

  /// The setting with the known columns at `positions` only.
  func selecting(columns positions: [Int]) -> AttributeSetting {
    AttributeSetting(
      records: records.selecting(columns: positions), sensitive: sensitive, evaluator: evaluator,
      seed: seed, targetCount: targetCount, controlShare: controlShare, reproduce: reproduce)
  }
}
