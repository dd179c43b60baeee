/// A SQLite database opened for reading only.
@safe final class SQLiteDatabase {
  let path: String
  private let library: SQLiteLibrary
  private var handle: SQLiteLibrary.Handle?

  /// - Throws: `EngineError.libraryMissing`, `.malformed(.sqlite)`, `.notPermitted`.
  init(path: String) throws(EngineError) {
    guard let library = SQLiteLibrary.shared else {
      throw EngineError.libraryMissing(searched: ["libsqlite3.so.0", "libsqlite3.so"])
    }
    self.path = path
    self.library = library
    let code = unsafe library.open(path, &handle, SQLiteCode.openReadOnly, nil)
    guard code == SQLiteCode.ok else { throw SQLiteFailure.error(code, file: path) }
  }

  deinit { _ = unsafe library.close(handle) }

  /// The table to read.
  ///
  /// - Throws: `EngineError.noSuchTable`, `.tableNotNamed`.
  func resolve(_ table: String?) throws(EngineError) -> String {
    let tables = try texts(
      "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') "
        + "AND name NOT LIKE 'sqlite@_%' ESCAPE '@' ORDER BY name")
    if let table {
      if tables.contains(table) { return table }
      throw EngineError.noSuchTable(file: path, table: table, available: tables)
    }
    guard tables.count == 1 else { throw EngineError.tableNotNamed(file: path, available: tables) }
    return tables[0]
  }

  /// The columns of a table.
  func columns(of table: String) throws(EngineError) -> [String] {
    try texts("SELECT name FROM pragma_table_info(\(Self.literal(table))) ORDER BY cid")
  }

  /// A statement that reads some columns of a table.
  func scan(_ table: String, columns: [String]) throws(EngineError) -> SQLiteStatement {
    let list = columns.isEmpty ? "NULL" : columns.map(Self.identifier).joined(separator: ", ")
    return try statement("SELECT \(list) FROM \(Self.identifier(table))")
  }

  private func texts(_ sql: String) throws(EngineError) -> [String] {
    let statement = try statement(sql)
    var texts: [String] = []
    while try statement.step() {
      texts.append(
        unsafe statement.withText(0) { unsafe String(decoding: $0, as: UTF8.self) } ?? "")
    }
    return texts
  }

  private func statement(_ sql: String) throws(EngineError) -> SQLiteStatement {
    var statement: SQLiteLibrary.Handle?
    let code = unsafe library.prepare(handle, sql, -1, &statement, nil)
    guard code == SQLiteCode.ok, let statement = unsafe statement else {
      throw SQLiteFailure.error(code, file: path)
    }
    return unsafe SQLiteStatement(statement, database: self, library: library)
  }

  private static func literal(_ text: String) -> String {
    "'" + text.replacing("'", with: "''") + "'"
  }

  private static func identifier(_ name: String) -> String {
    "\"" + name.replacing("\"", with: "\"\"") + "\""
  }
}

/// A statement under way; keeps its database open.
@safe final class SQLiteStatement {
  private let handle: SQLiteLibrary.Handle
  private let database: SQLiteDatabase
  private let library: SQLiteLibrary

  fileprivate init(
    _ handle: SQLiteLibrary.Handle, database: SQLiteDatabase, library: SQLiteLibrary
  ) {
    unsafe self.handle = unsafe handle
    self.database = database
    self.library = library
  }

  deinit { _ = unsafe library.finalize(handle) }

  /// Goes to the next row; `false` at the end.
  func step() throws(EngineError) -> Bool {
    let code = unsafe library.step(handle)
    if code == SQLiteCode.row { return true }
    if code == SQLiteCode.done { return false }
    throw SQLiteFailure.error(code, file: database.path)
  }

  /// Calls `body` with the bytes of a cell as text, or gives `nil` for NULL; a blob is given in
  /// hex, because its bytes may be no text.
  func withText<Result>(_ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    let index = Int32(column)
    let type = unsafe library.columnType(handle, index)
    if type == SQLiteCode.null { return nil }
    let isBlob = type == SQLiteCode.blob
    let start =
      unsafe isBlob
      ? library.columnBlob(handle, index) : library.columnText(handle, index)
    let count = Int(unsafe library.columnBytes(handle, index))
    // SQLite gives `count` bytes that stay until the next step.
    let bytes = unsafe UnsafeBufferPointer(
      start: start?.assumingMemoryBound(to: UInt8.self), count: start == nil ? 0 : count)
    guard isBlob else { return unsafe body(bytes) }
    let digits = Array("0123456789abcdef".utf8)
    var hex: [UInt8] = []
    for index in 0..<bytes.count {
      let byte = unsafe bytes[index]
      hex += [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
    return unsafe hex.withUnsafeBufferPointer { unsafe body($0) }
  }
}
