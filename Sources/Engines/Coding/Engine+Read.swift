import Dispatch
import Foundation
public import Tables

extension Engine {
  /// Reads columns of a source and codes them: dense codes in the order of first appearance, 0 for
  /// missing cells, so that the same rows give the same codes on every machine.
  ///
  /// - Parameters:
  ///   - source: Where the table stands; read in place, once, only the columns asked for.
  ///   - columns: The columns, in the order in which the table shall have them.
  ///   - name: The table's name in the manifest.
  /// - Throws: `EngineError`: about the files, `.noSuchColumn`, `.noRows`, `.malformed`,
  ///   `.wrongEncoding`, `.conversion` with the place of the first bad value, `.interrupted`.
  /// - Complexity: O(rows x columns) time; 4 bytes a cell and the distinct values of memory, and
  ///   what is read ahead (some 20 MiB).
  public func readCoded(
    source: DataSource, columns: [ColumnRequest], name: String
  ) throws(EngineError) -> CodedTable<Raw> {
    let relation = try relation(for: source)
    let indices = try relation.indices(of: columns.map(\.name))
    guard !columns.isEmpty else {
      return CodedTable(name: name, rowCount: try rowCount(of: source), columns: [])
    }
    let sql = Queries(dialect: dialect).cells(relation, columns: indices, requests: columns)
    let coders = zip(columns, indices).map { request, index in
      ColumnCoder(request: request, kept: relation.columns[index].type)
    }
    let rowCount = try code(sql, with: coders, relation)
    guard rowCount > 0 else { throw EngineError.noRows(file: relation.file) }
    try checkNULs(coders, relation)
    var coded: [CodedColumn] = []
    for coder in coders { coded.append(try finish(coder, relation)) }
    return CodedTable(name: name, rowCount: rowCount, columns: coded)
  }

  /// Reads one column of numbers; NaN where the cell is missing.
  ///
  /// - Throws: `EngineError`; `.conversion` with the place of the first value that is no finite
  ///   number.
  /// - Complexity: O(rows).
  public func readNumbers(source: DataSource, column: String) throws(EngineError) -> [Double] {
    let request = ColumnRequest(column, .real)
    let table = try readCoded(source: source, columns: [request], name: "")
    guard let coded = table.columns.first, case .reals(let values) = coded.dictionary else {
      return []
    }
    return coded.codes.map { $0 == CodedColumn.missing ? .nan : values[Int($0) - 1] }
  }

  // MARK: Coding

  /// Runs `sql` and codes each of its columns; the number of rows.
  ///
  /// The engine's threads code the cells as they read them, into a table of codes, which is read
  /// afterwards. Small results come back at once; those of many columns bit by bit, because the
  /// engine keeps some buffers for each column of a table.
  func code(
    _ sql: String, with coders: [ColumnCoder], _ relation: Relation
  ) throws(EngineError) -> Int {
    let registration = CoderRegistry.Registration(coders)
    defer { withExtendedLifetime(registration) {} }
    let coding = Queries(dialect: dialect).codes(
      of: sql, functions: zip(registration.numbers, coders).map { ($0, $1.form.function) })
    let byteCount = try estimatedCodeBytes(relation, columnCount: coders.count)
    if byteCount >= Self.tableBytes, coders.count <= 256 {
      let table = try TemporaryTable(coding, on: self, context: relation.failureContext)
      for coder in coders { coder.reserve(table.rowCount) }
      return try collect(table.rows(), into: coders)
    }
    let running = try RunningQuery(
      coding, on: self, streaming: byteCount >= Self.tableBytes, context: relation.failureContext)
    return try collect(running, into: coders)
  }

  /// Results below this size aren't worth a table.
  private static var tableBytes: Int { 1 << 20 }

  private func collect(
    _ running: RunningQuery, into coders: [ColumnCoder]
  ) throws(EngineError) -> Int {
    if let rowCount = running.rowCount { for coder in coders { coder.reserve(rowCount) } }
    var rowCount = 0
    var batch: [DataChunk] = []
    var cells = 0
    while let chunk = try running.next() {
      rowCount += chunk.rowCount
      cells += chunk.rowCount * coders.count
      batch.append(chunk)
      if cells >= Self.cellsPerBatch {
        append(batch, to: coders)
        batch.removeAll(keepingCapacity: true)
        cells = 0
      }
      if coders.contains(where: { $0.distinctCount > Int(UInt32.max) - (1 << 20) }) {
        throw EngineError.outOfMemory(limitBytes: options.memoryBytes)
      }
    }
    append(batch, to: coders)
    return rowCount
  }

  /// 8 MiB of codes: enough to keep threads busy.
  private static var cellsPerBatch: Int { 1 << 21 }

  /// About how many bytes the codes of a relation's cells take.
  private func estimatedCodeBytes(
    _ relation: Relation, columnCount: Int
  ) throws(EngineError) -> Int {
    if relation.failureContext.format == .parquet {
      let (bytes, overflow) = try count(relation).multipliedReportingOverflow(by: 4 * columnCount)
      return overflow ? .max : bytes
    }
    // Some eight bytes of text stand for one code of four; gzip takes text down to a tenth.
    return relation.files.reduce(0) { sum, file in
      let bytes = Int(max(0, FileFingerprint(path: file).byteCount))
      return sum + (file.hasSuffix(".gz") ? bytes * 5 : bytes / 2)
    }
  }

  private func append(_ batch: [DataChunk], to coders: [ColumnCoder]) {
    guard options.threadCount > 1, coders.count > 1 else {
      for (index, coder) in coders.enumerated() {
        for chunk in batch { coder.append(chunk.vectors[index]) }
      }
      return
    }
    // The chunks are only read; each coder is used by one iteration.
    nonisolated(unsafe) let chunks = batch
    DispatchQueue.concurrentPerform(iterations: coders.count) { index in
      let coder = coders[index]
      for chunk in unsafe chunks { coder.append(chunk.vectors[index]) }
    }
  }

  /// - Throws: `EngineError.malformed(.nulByte)` where a text of CSV holds a NUL byte.
  func checkNULs(_ coders: [ColumnCoder], _ relation: Relation) throws(EngineError) {
    let format = relation.failureContext.format
    guard format == .csv || format == .tsv else { return }
    let rows = coders.compactMap { coder in
      coder.firstRowWithNUL.map { (row: $0, column: coder.request.name) }
    }
    guard let first = rows.min(by: { $0.row < $1.row }) else { return }
    throw EngineError.malformed(
      .nulByte, place(ofRow: first.row, column: first.column, in: relation))
  }

  private func finish(_ coder: ColumnCoder, _ relation: Relation) throws(EngineError) -> CodedColumn
  {
    switch coder.finish() {
    case .column(let column): return column
    case .badValue(let row):
      throw EngineError.conversion(
        place(ofRow: row, column: coder.request.name, in: relation), type: coder.request.type)
    }
  }

  // MARK: Places

  /// Where data row `row` (from 1) of a relation stands: its file, its row in that file, and its
  /// line where lines can be counted.
  func place(ofRow row: Int, column: String, in relation: Relation) -> SourcePlace {
    var rest = row
    var file = relation.file
    if relation.files.count > 1 {
      for path in relation.files {
        file = path
        guard let count = try? self.count(ofFile: path, in: relation), rest > count else { break }
        rest -= count
      }
    }
    let line = line(ofRow: rest, file: file, in: relation)
    return SourcePlace(file: file, line: line, row: rest, column: column)
  }

  private func line(ofRow row: Int, file: String, in relation: Relation) -> Int? {
    let csv = relation.failureContext.csv
    switch relation.failureContext.format {
    case .csv, .tsv:
      guard csv.encoding.lowercased() != "utf-16" else { return nil }
      return LineScanner(path: file)?.line(
        ofRow: row, csv: csv, keepsBlankLines: relation.columns.count == 1)
    case .jsonl:
      return LineScanner(path: file)?.line(
        ofRow: row, csv: CSVFormat(quote: nil, hasHeader: false), keepsBlankLines: false)
    case .json, .parquet, .sqlite, nil: return nil
    }
  }

  private func count(ofFile path: String, in relation: Relation) throws(EngineError) -> Int {
    let context = relation.failureContext
    let table: String? = relation.sqliteTable
    let source = DataSource(
      path, format: context.format, table: table, csv: context.csv)
    return try count(self.relation(for: source))
  }

  func count(_ relation: Relation) throws(EngineError) -> Int {
    let sql = Queries(dialect: dialect).rowCount(relation)
    let result = try query(sql, context: relation.failureContext)
    return Int(result.columns.first?.integers.first.flatMap { $0 } ?? 0)
  }
}
