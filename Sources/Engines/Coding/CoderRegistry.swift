import CDuckDB
import Synchronization

/// The SQL functions by which the engine codes cells while it reads them, on all its threads.
///
/// `palimpsest_code_text(id, cell)` and its siblings give a cell's provisional code: the coder
/// numbered `id` numbers values as they come, in whatever order the threads bring them; once the
/// rows are in order, `ColumnCoder` renumbers them by first appearance. So only codes, not texts,
/// are copied out of the pipeline: about half of the work of handing out the cells themselves.
enum CoderRegistry {
  private static let coders = Mutex<(next: Int64, byNumber: [Int64: ColumnCoder])>((1, [:]))

  /// Numbers given to coders, which are known to the engine as long as this lives.
  final class Registration {
    /// One number for each coder, in their order.
    let numbers: [Int64]

    init(_ coders: [ColumnCoder]) {
      numbers = CoderRegistry.coders.withLock { state in
        coders.map { coder in
          let number = state.next
          state.next += 1
          state.byNumber[number] = coder
          return number
        }
      }
    }

    deinit {
      CoderRegistry.coders.withLock { state in
        for number in numbers { state.byNumber[number] = nil }
      }
    }
  }

  /// Makes the functions known to a database.
  static func register(on connections: ConnectionRegistry, library: Library) throws(EngineError) {
    for form in CodedForm.allCases {
      try register(form, on: connections, library: library)
    }
  }

  private static func register(
    _ form: CodedForm, on connections: ConnectionRegistry, library: Library
  ) throws(EngineError) {
    let ticket = try connections.open()
    let api = library.functions
    var function: cduckdb_scalar_function? = unsafe api.create_scalar_function()
    defer { unsafe api.destroy_scalar_function(&function) }
    var types = unsafe [CDUCKDB_BIGINT, form.typeCode, CDUCKDB_UINTEGER].map {
      unsafe Optional(api.create_logical_type(Int32($0)))
    }
    defer { for index in unsafe types.indices { unsafe api.destroy_logical_type(&types[index]) } }
    guard let created = unsafe function, let number = unsafe types[0], let cell = unsafe types[1],
      let code = unsafe types[2]
    else { return }
    unsafe api.scalar_function_set_name(created, form.function)
    unsafe api.scalar_function_add_parameter(created, number)
    unsafe api.scalar_function_add_parameter(created, cell)
    unsafe api.scalar_function_set_return_type(created, code)
    unsafe api.scalar_function_set_special_handling(created)
    unsafe api.scalar_function_set_volatile(created)
    unsafe api.scalar_function_set_function(created) { unsafe CoderRegistry.code($0, $1, $2) }
    guard unsafe api.register_scalar_function(ticket.handle, created) == 0 else {
      throw EngineError.engineFailure(kind: "scalar function", file: nil)
    }
  }

  /// Called by the engine's threads with the columns `id` and `cell`.
  private static func code(
    _ info: cduckdb_function_info, _ input: cduckdb_chunk, _ output: cduckdb_vector
  ) {
    guard case .success(let library) = Library.shared else { return }
    let api = library.functions
    let rowCount = Int(unsafe api.data_chunk_get_size(input))
    guard rowCount > 0,
      let numbers = unsafe api.vector_get_data(api.data_chunk_get_vector(input, 0)),
      let codes = unsafe api.vector_get_data(output)
    else { return }
    let number = unsafe numbers.load(as: Int64.self)
    guard let coder = coders.withLock({ $0.byNumber[number] }) else { return }
    let cells = unsafe api.data_chunk_get_vector(input, 1)
    let vector = unsafe ColumnVector(
      data: UnsafeRawPointer(api.vector_get_data(cells)),
      validity: UnsafePointer(api.vector_get_validity(cells)), rowCount: rowCount)
    unsafe coder.encode(vector, into: codes.assumingMemoryBound(to: UInt32.self))
  }
}

/// The form in which a column's cells come to its coder.
enum CodedForm: CaseIterable {
  case text
  case integer
  case real

  /// The form of a column that the source keeps as `kept` and that is asked for as `type`.
  init(kept: ValueType, type: ValueType) {
    switch kept {
    case _ where type == .text, .text, .key: self = .text
    case .integer, .boolean, .date, .timestamp: self = .integer
    case .real: self = .real
    }
  }

  /// The SQL function's name.
  var function: String {
    switch self {
    case .text: "palimpsest_code_text"
    case .integer: "palimpsest_code_integer"
    case .real: "palimpsest_code_real"
    }
  }

  /// The code of the SQL type, as in `shim.h`.
  var typeCode: Int {
    switch self {
    case .text: Int(CDUCKDB_VARCHAR)
    case .integer: Int(CDUCKDB_BIGINT)
    case .real: Int(CDUCKDB_DOUBLE)
    }
  }
}
