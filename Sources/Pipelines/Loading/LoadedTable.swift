import Attacks
import Engines
import Tables

/// An attribute table, read and coded, with its columns sorted by role.
struct LoadedTable {
  let declaration: TableDeclaration
  let table: CodedTable<Raw>
  let subjects: SubjectIndex
  /// The columns that the adversary knows, constant ones left out.
  let known: [CodedColumn]
  /// Columns that the adversary knows and that hold a single value, so tell nothing.
  let constant: [String]
  let sensitive: [CodedColumn]
  let household: CodedColumn?
  let weights: [Double]?
  /// The type that each column was read as, by name.
  let types: [String: ValueType]

  /// Reads the table of `declaration`.
  ///
  /// - Throws: `EngineError`, `PipelineError`.
  init(
    _ declaration: TableDeclaration, manifest: Manifest, folder: String, engine: Engine
  ) throws {
    let source = declaration.source.engineSource(relativeTo: folder)
    let kept = Dictionary(
      try engine.columns(of: source).map { ($0.name, $0.type) },
      uniquingKeysWith: { first, _ in first })
    let knownNames = manifest.knownColumns(of: declaration)
    let wanted = declaration.columns.filter { $0.isRead || knownNames.contains($0.name) }
    let requests = wanted.map { $0.request(kept: kept[$0.name] ?? .text) }
    let table = try engine.readCoded(source: source, columns: requests, name: declaration.name)
    self.types = Dictionary(
      requests.map { ($0.name, $0.type) }, uniquingKeysWith: { first, _ in first })
    self.declaration = declaration
    self.table = table
    self.subjects =
      declaration.subject.flatMap { table.column($0.name) }.map { SubjectIndex(key: $0) }
      ?? SubjectIndex(rowCount: table.rowCount)
    let known = knownNames.compactMap { table.column($0) }
    self.known = known.filter { !$0.isConstant }
    self.constant = known.filter(\.isConstant).map(\.name)
    self.sensitive = declaration.columns(of: .sensitive).compactMap { table.column($0.name) }
    self.household = declaration.columns(of: .household).first.flatMap { table.column($0.name) }
    self.weights = try declaration.columns(of: .weight).first.map { column in
      try Self.weights(
        column.name, source: source, engine: engine, table: declaration.name,
        rowCount: table.rowCount)
    }
  }

  /// A row that stands for more people than ever lived is a mistake.
  private static let largestWeight = 1e12

  private static func weights(
    _ column: String, source: DataSource, engine: Engine, table: String, rowCount: Int
  ) throws -> [Double] {
    let weights = try engine.readNumbers(source: source, column: column)
    guard weights.count == rowCount else { throw PipelineError.changed(table: table) }
    if let row = weights.firstIndex(where: { !($0 > 0 && $0 <= largestWeight) }) {
      throw PipelineError.badWeight(table: table, column: column, row: row + 1)
    }
    return weights
  }
}

extension ColumnDeclaration {
  /// Whether the audit of an attribute table reads the column.
  fileprivate var isRead: Bool {
    [.subject, .quasiIdentifier, .sensitive, .household].contains(role)
  }
}

extension CodedColumn {
  /// Whether all cells are alike.
  fileprivate var isConstant: Bool {
    guard let first = codes.first else { return true }
    return codes.allSatisfy { $0 == first }
  }
}
