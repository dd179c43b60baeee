import CDuckDB

/// The table function by which DuckDB reads a table of a SQLite file in place, as text.
///
/// The wheel has no `sqlite` extension and none of its version is on PyPI, so the engine calls
/// back into this: bind names the columns, init opens the file for the columns that the query
/// needs, scan fills chunks. One thread scans a file, so rows keep the table's order.
enum SQLiteScan {
  /// The function's name in SQL; takes the file and the table.
  static let name = "palimpsest_sqlite"

  /// What bind learns, for init and scan.
  private final class Binding {
    let library: Library
    let path: String
    let table: String
    let columns: [String]

    init(library: Library, path: String, table: String) throws(EngineError) {
      self.library = library
      self.path = path
      self.table = table
      columns = try SQLiteDatabase(path: path).columns(of: table)
    }
  }

  /// A scan under way.
  private final class Scan {
    let binding: Binding
    let statement: SQLiteStatement
    let columnCount: Int
    var isDone = false

    init(_ binding: Binding, columns: [Int]) throws(EngineError) {
      self.binding = binding
      columnCount = columns.count
      let names = columns.map { binding.columns.indices.contains($0) ? binding.columns[$0] : "" }
      let database = try SQLiteDatabase(path: binding.path)
      statement = try database.scan(binding.table, columns: names.filter { !$0.isEmpty })
    }
  }

  /// Makes the function known to a database.
  static func register(on connections: ConnectionRegistry, library: Library) throws(EngineError) {
    let ticket = try connections.open()
    let api = library.functions
    var function: cduckdb_table_function? = unsafe api.create_table_function()
    defer { unsafe api.destroy_table_function(&function) }
    guard let created = unsafe function else { return }
    unsafe api.table_function_set_name(created, name)
    var text: cduckdb_type? = unsafe api.create_logical_type(Int32(CDUCKDB_VARCHAR))
    defer { unsafe api.destroy_logical_type(&text) }
    if let text = unsafe text {
      unsafe api.table_function_add_parameter(created, text)
      unsafe api.table_function_add_parameter(created, text)
    }
    unsafe api.table_function_set_bind(created) { unsafe SQLiteScan.bind($0) }
    unsafe api.table_function_set_init(created) { unsafe SQLiteScan.start($0) }
    unsafe api.table_function_set_function(created) { unsafe SQLiteScan.fill($0, $1) }
    unsafe api.table_function_supports_projection_pushdown(created, true)
    guard unsafe api.register_table_function(ticket.handle, created) == 0 else {
      throw EngineError.engineFailure(kind: "table function", file: nil)
    }
  }

  // MARK: Callbacks; C calls them, so nothing but this process's library can be meant.

  private static func bind(_ info: cduckdb_bind_info) {
    guard case .success(let library) = Library.shared else { return }
    let api = library.functions
    do {
      let binding = try unsafe Binding(
        library: library, path: parameter(0, of: info, api), table: parameter(1, of: info, api))
      var text: cduckdb_type? = unsafe api.create_logical_type(Int32(CDUCKDB_VARCHAR))
      defer { unsafe api.destroy_logical_type(&text) }
      for index in binding.columns.indices {
        if let text = unsafe text { unsafe api.bind_add_result_column(info, "c\(index)", text) }
      }
      unsafe api.bind_set_bind_data(info, Unmanaged.passRetained(binding).toOpaque()) {
        unsafe SQLiteScan.release($0)
      }
    } catch {
      unsafe api.bind_set_error(info, SQLiteFailure.message(error))
    }
  }

  private static func parameter(
    _ index: UInt64, of info: cduckdb_bind_info, _ api: cduckdb_functions
  ) -> String {
    var value: cduckdb_value? = unsafe api.bind_get_parameter(info, index)
    defer { unsafe api.destroy_value(&value) }
    guard let held = unsafe value, let text = unsafe api.get_varchar(held) else { return "" }
    defer { unsafe api.free(text) }
    return unsafe String(cString: text)
  }

  private static func start(_ info: cduckdb_init_info) {
    guard case .success(let library) = Library.shared else { return }
    let api = library.functions
    guard let data = unsafe api.init_get_bind_data(info) else { return }
    let binding = unsafe Unmanaged<Binding>.fromOpaque(data).takeUnretainedValue()
    let columns = (0..<(unsafe api.init_get_column_count(info))).map {
      Int(clamping: unsafe api.init_get_column_index(info, $0))
    }
    do {
      let scan = try Scan(binding, columns: columns)
      unsafe api.init_set_max_threads(info, 1)
      unsafe api.init_set_init_data(info, Unmanaged.passRetained(scan).toOpaque()) {
        unsafe SQLiteScan.release($0)
      }
    } catch {
      unsafe api.init_set_error(info, SQLiteFailure.message(error))
    }
  }

  private static func fill(_ info: cduckdb_function_info, _ chunk: cduckdb_chunk) {
    guard case .success(let library) = Library.shared else { return }
    let api = library.functions
    guard let data = unsafe api.function_get_init_data(info) else { return }
    let scan = unsafe Unmanaged<Scan>.fromOpaque(data).takeUnretainedValue()
    do {
      let count = unsafe try fill(chunk, from: scan, api)
      unsafe api.data_chunk_set_size(chunk, UInt64(count))
    } catch {
      unsafe api.function_set_error(info, SQLiteFailure.message(error))
    }
  }

  private static func fill(
    _ chunk: cduckdb_chunk, from scan: Scan, _ api: cduckdb_functions
  ) throws(EngineError) -> Int {
    let vectors = unsafe (0..<scan.columnCount).map {
      unsafe api.data_chunk_get_vector(chunk, UInt64($0))
    }
    let capacity = Int(api.vector_size())
    var isUTF8 = true
    var row = 0
    while row < capacity, !scan.isDone {
      guard try scan.statement.step() else {
        scan.isDone = true
        break
      }
      for column in 0..<scan.columnCount {
        let vector = unsafe vectors[column]
        let written: Void? = unsafe scan.statement.withText(column) { bytes in
          if !isUTF8 { return }
          guard unsafe Self.isUTF8(bytes) else {
            isUTF8 = false
            return
          }
          unsafe bytes.withMemoryRebound(to: CChar.self) { text in
            guard let start = unsafe text.baseAddress ?? emptyText else { return }
            unsafe api.vector_assign_string_element_len(
              vector, UInt64(row), start, UInt64(text.count))
          }
        }
        if written == nil {
          unsafe api.vector_ensure_validity_writable(vector)
          unsafe api.validity_set_row_invalid(api.vector_get_validity(vector), UInt64(row))
        }
      }
      row += 1
    }
    guard isUTF8 else {
      throw EngineError.wrongEncoding(SourcePlace(file: scan.binding.path), expected: "utf-8")
    }
    return row
  }

  private static func isUTF8(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    if unsafe bytes.allSatisfy({ $0 < 0x80 }) { return true }
    return unsafe String(validating: bytes, as: UTF8.self) != nil
  }

  /// A pointer for texts of no byte; never read.
  private static var emptyText: UnsafePointer<CChar>? { unsafe UnsafePointer(bitPattern: 1) }

  private static func release(_ data: UnsafeMutableRawPointer?) {
    guard let data = unsafe data else { return }
    unsafe Unmanaged<AnyObject>.fromOpaque(data).release()
  }
}
