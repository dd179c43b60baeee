import Attacks
import Engines
import Evaluation
import Tables

/// A second table beside a release: another party's records, the original, or the population.
struct LinkedTable {
  /// The release's columns that both share, as positions among the known columns.
  let positions: [Int]
  /// The second table's columns, in the order of `positions`.
  let columns: [CodedColumn]
  /// The second table's number of rows.
  let rowCount: Int
  /// The second table's key of the data subject, where it has one.
  let keys: [String?]?

  /// Reads the shared columns of `matched`, those that the second table has.
  ///
  /// - Throws: `EngineError`; `PipelineError.contradiction` where no column is shared.
  init(
    _ matched: MatchedSource, of loaded: LoadedTable, wantsKey: Bool, folder: String,
    engine: Engine
  ) throws {
    let source = matched.source.completed(by: loaded.declaration.source)
      .engineSource(relativeTo: folder)
    let there = Dictionary(
      try engine.columns(of: source).map { ($0.name, $0.type) },
      uniquingKeysWith: { first, _ in first })
    let positions = loaded.known.indices.filter {
      there[matched.counterpart(of: loaded.known[$0].name)] != nil
    }
    guard !positions.isEmpty else {
      throw PipelineError.contradiction(
        table: loaded.declaration.name, column: loaded.known.map(\.name).joined(separator: ", "),
        what: "none of these columns is in the second table",
        remedy: "map them under `columns`: release column: column there")
    }
    let table = try engine.readCoded(
      source: source,
      columns: positions.map { position in
        let name = matched.counterpart(of: loaded.known[position].name)
        return ColumnRequest(
          name,
          Self.type(there[name] ?? .text, beside: loaded.types[loaded.known[position].name]))
      }, name: loaded.declaration.name)
    self.positions = positions
    self.columns = table.columns
    self.rowCount = table.rowCount
    self.keys =
      wantsKey
      ? try Self.keys(source, matched, loaded.declaration, engine: engine) : nil
  }

  /// The type to read a column as so that its values meet those of the release's column.
  ///
  /// Dates, times and truth values are coded as numbers, so both sides are read as such; text is
  /// read as text. Numbers meet in their written form, whatever keeps them.
  private static func type(_ kept: ValueType, beside released: ValueType?) -> ValueType {
    switch released {
    case .date, .timestamp, .boolean, .text: released ?? kept
    case .integer, .real, .key, nil: kept
    }
  }

  /// The keys of the second table; they stay in memory and in no report.
  private static func keys(
    _ source: DataSource, _ matched: MatchedSource, _ declaration: TableDeclaration,
    engine: Engine
  ) throws -> [String?] {
    guard let subject = declaration.subject else {
      throw PipelineError.contradiction(
        table: declaration.name, column: "(key)",
        what: "nobody can tell whether a link is right without the data subject's key",
        remedy: "give one column the role subject, and name its counterpart in the second table")
    }
    return try texts(matched.counterpart(of: subject.name), of: source, engine: engine)
  }

  /// A column's cells as text.
  static func texts(
    _ column: String, of source: DataSource, engine: Engine
  ) throws -> [String?] {
    let coded = try engine.readCoded(
      source: source, columns: [ColumnRequest(column, .text)], name: "")
    guard let column = coded.columns.first, case .texts(let values) = column.dictionary else {
      preconditionFailure("the engine answers a request for text with text")
    }
    return column.codes.map { $0 == CodedColumn.missing ? nil : values[Int($0) - 1] }
  }
}
