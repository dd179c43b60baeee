import Attacks
import Engines
import Findings
import Numerics
import Tables

extension TableSummary {
  /// A table that was attacked.
  init(loaded: LoadedTable, digest: String?) {
    let declaration = loaded.declaration
    self.init(
      name: declaration.name, kind: declaration.kind.rawValue, rows: loaded.table.rowCount,
      subjects: loaded.subjects.count, digest: digest,
      columns: declaration.columns.map { column in
        guard let coded = loaded.table.column(column.name) else { return ColumnSummary(column) }
        return ColumnSummary(column, coded: coded)
      })
  }

  /// A table that no attack of this version reads: its columns are named, its rows counted.
  init(unread declaration: TableDeclaration, folder: String, engine: Engine) throws {
    let source = declaration.source.engineSource(relativeTo: folder)
    let there = Set(try engine.columns(of: source).map(\.name))
    if let missing = declaration.columns.first(where: { !there.contains($0.name) }) {
      throw PipelineError.contradiction(
        table: declaration.name, column: missing.name, what: "the file has no such column",
        remedy: "mend the name in the manifest")
    }
    self.init(
      name: declaration.name, kind: declaration.kind.rawValue,
      rows: try engine.rowCount(of: source), subjects: nil,
      digest: try DatasetDigest.of(source, engine: engine),
      columns: declaration.columns.map { ColumnSummary($0) })
  }
}

extension ColumnSummary {
  /// A column that was not read.
  init(_ column: ColumnDeclaration) {
    self.init(
      name: column.name, role: column.role.rawValue, type: column.type?.rawValue ?? "as written")
  }

  /// A column that was read.
  init(_ column: ColumnDeclaration, coded: CodedColumn) {
    var rowsOfCode = [Int](repeating: 0, count: coded.cardinality)
    for code in coded.codes { rowsOfCode[Int(code)] += 1 }
    let rows = Double(max(coded.codes.count, 1))
    self.init(
      name: column.name, role: column.role.rawValue, type: column.type?.rawValue ?? coded.typeName,
      distinct: coded.dictionary.count, missing: rowsOfCode[0],
      entropyBits: Entropy.bits(of: rowsOfCode),
      uniqueShare: Double(rowsOfCode.dropFirst().count { $0 == 1 }) / rows)
  }
}

extension CodedColumn {
  /// The type that the engine found.
  fileprivate var typeName: String {
    switch dictionary {
    case .texts: "text"
    case .integers: "integer"
    case .reals: "real"
    case .opaque: "key"
    }
  }
}
