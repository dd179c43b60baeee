public import Tables

/// How many groups of equal rows have a size.
public struct ClassSizeCount: Sendable, Equatable, Hashable {
  /// The number of rows of such a group.
  public let size: Int
  /// The number of groups of that size.
  public let classCount: Int

  /// `classCount` groups of `size` rows each.
  public init(size: Int, classCount: Int) {
    self.size = size
    self.classCount = classCount
  }
}

/// Each combination of values once, and how often it occurs.
public struct DistinctTuples: Sendable, Equatable {
  /// One row for each combination, sorted by the values as the source keeps them, missing first.
  public let table: CodedTable<Raw>
  /// The number of rows that have the combination, in the order of `table`.
  public let rowCounts: [Int]
}

extension Engine {
  /// The number of rows.
  ///
  /// - Throws: `EngineError`; `.noRows` if there is none.
  /// - Complexity: O(1) for Parquet, one pass over the bytes for other formats.
  public func rowCount(of source: DataSource) throws(EngineError) -> Int {
    let relation = try relation(for: source)
    let rows = try count(relation)
    guard rows > 0 else { throw EngineError.noRows(file: relation.file) }
    return rows
  }

  /// The sizes of the groups of rows that agree in `columns`, and how many groups have each size.
  ///
  /// Smallest first; one SQL query, out of core. Values are compared as the source keeps them (as
  /// written in CSV), and missing equals missing.
  ///
  /// - Throws: `EngineError`; `.noRows`, `.noSuchColumn`.
  /// - Complexity: one pass over the source, a hash table of the groups, which may spill.
  public func classSizeHistogram(
    source: DataSource, columns: [String]
  ) throws(EngineError) -> [ClassSizeCount] {
    let relation = try relation(for: source)
    let indices = try relation.indices(of: columns)
    let sql = Queries(dialect: dialect).classSizeHistogram(relation, columns: indices)
    let result = try query(sql, context: relation.failureContext)
    let counts = zip(result.columns[0].integers, result.columns[1].integers).map {
      ClassSizeCount(size: Int($0 ?? 0), classCount: Int($1 ?? 0))
    }
    guard counts.contains(where: { $0.size > 0 }) else {
      throw EngineError.noRows(file: relation.file)
    }
    return counts
  }

  /// Each combination of values in `columns` once, with the number of its rows: grouped by the
  /// engine, so that only what is distinct comes back.
  ///
  /// - Throws: `EngineError`, as `readCoded`.
  /// - Complexity: one pass over the source, O(d log d) for d combinations.
  public func distinctTuples(
    source: DataSource, columns: [ColumnRequest], name: String
  ) throws(EngineError) -> DistinctTuples {
    let relation = try relation(for: source)
    let indices = try relation.indices(of: columns.map(\.name))
    guard !columns.isEmpty else {
      let rows = try rowCount(of: source)
      return DistinctTuples(
        table: CodedTable(name: name, rowCount: 1, columns: []), rowCounts: [rows])
    }
    let sql = Queries(dialect: dialect).distinctTuples(
      relation, columns: indices, requests: columns)
    var coders = zip(columns, indices).map { request, index in
      ColumnCoder(request: request, kept: relation.columns[index].type)
    }
    let size = ColumnRequest("size", .integer)
    coders.append(ColumnCoder(request: size, kept: .integer))
    let rowCount = try code(sql, with: coders, relation)
    guard rowCount > 0 else { throw EngineError.noRows(file: relation.file) }
    var coded: [CodedColumn] = []
    for coder in coders {
      switch coder.finish() {
      case .column(let column): coded.append(column)
      case .badValue:
        // The rows are gone; reading the column itself says where the bad value stands.
        let request = coder.request
        _ = try readCoded(source: source, columns: [request], name: name)
        throw EngineError.conversion(
          SourcePlace(file: relation.file, column: request.name), type: request.type)
      }
    }
    return Self.tuples(coded, name: name, rowCount: rowCount)
  }

  private static func tuples(
    _ columns: [CodedColumn], name: String, rowCount: Int
  ) -> DistinctTuples {
    guard let sizes = columns.last, case .integers(let values) = sizes.dictionary else {
      return DistinctTuples(
        table: CodedTable(name: name, rowCount: rowCount, columns: columns), rowCounts: [])
    }
    return DistinctTuples(
      table: CodedTable(name: name, rowCount: rowCount, columns: Array(columns.dropLast())),
      rowCounts: sizes.codes.map { $0 == 0 ? 0 : Int(values[Int($0) - 1]) })
  }
}
