import CDuckDB

/// A small result, column by column.
package struct QueryResult: Sendable, Equatable {
  /// The number of rows.
  package private(set) var rowCount = 0
  /// The columns' names.
  package let names: [String]
  /// The columns' values.
  package private(set) var columns: [QueryColumn]
}

/// One column of a small result; `nil` is SQL's NULL.
package enum QueryColumn: Sendable, Equatable {
  case booleans([Bool?])
  case integers([Int64?])
  case reals([Double?])
  case texts([String?])

  /// Whole numbers, or an empty array where the column holds something else.
  package var integers: [Int64?] { if case .integers(let values) = self { values } else { [] } }
  /// Real numbers, or an empty array where the column holds something else.
  package var reals: [Double?] { if case .reals(let values) = self { values } else { [] } }
  /// Texts, or an empty array where the column holds something else.
  package var texts: [String?] { if case .texts(let values) = self { values } else { [] } }
}

extension Engine {
  /// Runs a query whose result is small and holds it in memory.
  ///
  /// Columns are read as BOOLEAN, INTEGER, UINTEGER, BIGINT, DOUBLE or VARCHAR: cast in the SQL.
  /// - Throws: `EngineError`; `.engineFailure(kind: "result type")` for another type.
  package func query(_ sql: String) throws(EngineError) -> QueryResult {
    try query(sql, context: FailureContext())
  }

  func query(
    _ sql: String, blobs: [[UInt8]] = [], ticket: ConnectionRegistry.Ticket? = nil,
    context: FailureContext
  ) throws(EngineError) -> QueryResult {
    let running = try RunningQuery(
      sql, on: self, ticket: ticket, streaming: false, blobs: blobs, context: context)
    let indices = 0..<running.columnCount
    var columns: [QueryColumn] = []
    for index in indices {
      columns.append(try QueryColumn(emptyOfType: running.columnType(index)))
    }
    var result = QueryResult(names: indices.map(running.columnName), columns: columns)
    let codes = indices.map(running.columnType)
    while let chunk = try running.next() {
      result.append(chunk, typeCodes: codes)
    }
    return result
  }
}

extension QueryResult {
  fileprivate init(names: [String], columns: [QueryColumn]) {
    self.names = names
    self.columns = columns
  }

  fileprivate mutating func append(_ chunk: DataChunk, typeCodes: [Int]) {
    rowCount += chunk.rowCount
    for index in columns.indices {
      columns[index].append(chunk.vectors[index], typeCode: typeCodes[index])
    }
  }
}

extension QueryColumn {
  fileprivate init(emptyOfType code: Int) throws(EngineError) {
    switch code {
    case Int(CDUCKDB_BOOLEAN): self = .booleans([])
    case Int(CDUCKDB_INTEGER), Int(CDUCKDB_UINTEGER), Int(CDUCKDB_BIGINT): self = .integers([])
    case Int(CDUCKDB_DOUBLE): self = .reals([])
    case Int(CDUCKDB_VARCHAR): self = .texts([])
    default: throw EngineError.engineFailure(kind: "result type", file: nil)
    }
  }

  fileprivate mutating func append(_ vector: ColumnVector, typeCode: Int) {
    switch self {
    case .booleans(let values):
      self = .booleans(values + vector.optionals(UInt8.self) { $0 != 0 })
    case .integers(let values):
      switch typeCode {
      case Int(CDUCKDB_INTEGER):
        self = .integers(values + vector.optionals(Int32.self) { Int64($0) })
      case Int(CDUCKDB_UINTEGER):
        self = .integers(values + vector.optionals(UInt32.self) { Int64($0) })
      default: self = .integers(values + vector.optionals(Int64.self) { $0 })
      }
    case .reals(let values): self = .reals(values + vector.optionals(Double.self) { $0 })
    case .texts(let values):
      self = .texts(unsafe values + vector.optionals(cduckdb_string.self) { unsafe $0.text })
    }
  }
}

extension ColumnVector {
  fileprivate func optionals<Stored, Value>(
    _ type: Stored.Type, _ value: (Stored) -> Value
  ) -> [Value?] {
    guard let stored = unsafe values(as: Stored.self) else { return [] }
    return (0..<rowCount).map { isValid($0) ? value(unsafe stored[$0]) : nil }
  }
}
