import Attacks
import Engines
import Findings
import Tables

/// A table of texts, each with who wrote it; a person's texts in the order of time where there is
/// one, else of the file.
struct LoadedTexts {
  let declaration: TableDeclaration
  let texts: AuthorTexts
  /// What another party holds, where that is declared.
  let auxiliary: AuxiliaryTexts?
  /// The key of each author, where they were asked for or another party's are there.
  let keys: [String]
  /// How many rows the table has.
  let rowCount: Int
  private let incompleteCount: Int

  /// The columns that say who wrote what; `nil` where the table has none.
  static func columns(of declaration: TableDeclaration) -> (subject: String, text: String)? {
    guard declaration.kind == .text, let subject = declaration.subject,
      let text = declaration.columns(of: .text).first
    else { return nil }
    return (subject.name, text.name)
  }

  /// Reads the texts of a table.
  ///
  /// - Parameter keepsKeys: whether the authors' keys are wanted in any case.
  /// - Throws: `EngineError`.
  init(
    _ declaration: TableDeclaration, columns: (subject: String, text: String), folder: String,
    engine: Engine, keepsKeys: Bool = false
  ) throws {
    let source = declaration.source.engineSource(relativeTo: folder)
    let time = LoadedEvents.time(of: declaration)
    let rows = try TextRows(
      source, columns, time: time, keepsKeys: keepsKeys || declaration.auxiliary != nil,
      engine: engine)
    self.declaration = declaration
    self.keys = rows.keys
    self.texts = AuthorTexts(rows.texts)
    self.rowCount = rows.rowCount
    self.incompleteCount = rows.rowCount - rows.usedCount
    self.auxiliary = try declaration.auxiliary.map { matched in
      let other = try TextRows(
        matched.source.completed(by: declaration.source).engineSource(relativeTo: folder),
        (matched.counterpart(of: columns.subject), matched.counterpart(of: columns.text)),
        time: nil, keepsKeys: true, engine: engine)
      let subjectOfKey = Dictionary(
        zip(rows.keys, 0..<UInt32(rows.keys.count)), uniquingKeysWith: { first, _ in first })
      return AuxiliaryTexts(
        name: "another party's records", texts: other.texts,
        subjects: other.keys.map { subjectOfKey[$0] })
    }
  }

  /// What a reader must know of how the table was read.
  var notes: [String] {
    guard incompleteCount > 0 else { return [] }
    return [
      "\(declaration.name): \(Phrase.count(incompleteCount, "row", "rows")) without an author or a "
        + "text left out."
    ]
  }
}

/// Texts by author, as they stand in a table.
private struct TextRows {
  /// The texts of each author.
  let texts: [[String]]
  /// The key of each author; empty unless wanted.
  let keys: [String]
  let rowCount: Int
  let usedCount: Int

  init(
    _ source: DataSource, _ columns: (subject: String, text: String), time: EventColumns.Time?,
    keepsKeys: Bool, engine: Engine
  ) throws {
    let table = try engine.readCoded(
      source: source,
      columns: [
        ColumnRequest(columns.subject, keepsKeys ? .text : .key),
        ColumnRequest(columns.text, .text),
      ], name: "")
    let (subjects, cells) = (table.columns[0], table.columns[1])
    guard case .texts(let values) = cells.dictionary else {
      preconditionFailure("the engine answers a request for text with text")
    }
    let times =
      try time.map { try engine.times(of: source, subject: columns.subject, time: $0) } ?? []
    var rows = subjects.codes.indices.filter {
      subjects.codes[$0] != CodedColumn.missing && cells.codes[$0] != CodedColumn.missing
    }
    if times.count == table.rowCount {
      // Texts without a time come last; those of one time stay in the order of the file.
      rows.sort { (times[$0] ?? .max, $0) < (times[$1] ?? .max, $1) }
    }
    var gathered = [[String]](repeating: [], count: subjects.dictionary.count)
    for row in rows {
      gathered[Int(subjects.codes[row]) - 1].append(values[Int(cells.codes[row]) - 1])
    }
    self.texts = gathered
    if case .texts(let names) = subjects.dictionary { keys = names } else { keys = [] }
    self.rowCount = table.rowCount
    self.usedCount = rows.count
  }
}
