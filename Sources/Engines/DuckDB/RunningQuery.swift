import CDuckDB

/// One statement under way on a connection of its own; chunks are handed out one after another.
///
/// Used by one thread at a time. Closing (or dropping) it ends the query.
@safe final class RunningQuery {
  private let engine: Engine
  private let context: FailureContext
  private let connection: ConnectionRegistry.Ticket
  private var statement: cduckdb_statement?
  private var result = unsafe cduckdb_result()
  private var hasResult = false
  private let isStreaming: Bool

  private var api: cduckdb_functions { engine.library.functions }

  /// Prepares and starts `sql`; `blobs` are its parameters, `ticket` a connection that is held for
  /// several statements.
  ///
  /// - Throws: `EngineError` as `context` explains the engine's message.
  init(
    _ sql: String, on engine: Engine, ticket: ConnectionRegistry.Ticket? = nil,
    streaming: Bool = true, blobs: [[UInt8]] = [], context: FailureContext = FailureContext()
  ) throws(EngineError) {
    self.engine = engine
    self.context = context
    isStreaming = streaming
    let connection = if let ticket { ticket } else { try engine.connections.open() }
    self.connection = connection
    guard unsafe api.prepare(connection.handle, sql, &statement) == 0,
      let statement = unsafe statement
    else { throw unsafe failure(api.prepare_error(statement)) }
    for (index, blob) in blobs.enumerated() {
      let bound = unsafe blob.withUnsafeBytes {
        unsafe api.bind_blob(statement, UInt64(index + 1), $0.baseAddress, UInt64($0.count))
      }
      guard bound == 0 else { throw unsafe failure(nil) }
    }
    hasResult = true
    let state =
      streaming
      ? unsafe api.execute_prepared_streaming(statement, &result)
      : unsafe api.execute_prepared(statement, &result)
    guard state == 0 else { throw unsafe failure(api.result_error(&result)) }
  }

  deinit {
    if hasResult { unsafe engine.library.functions.destroy_result(&result) }
    unsafe engine.library.functions.destroy_prepare(&statement)
  }

  /// The number of rows, where the whole result is there already.
  var rowCount: Int? { isStreaming ? nil : Int(unsafe api.row_count(&result)) }

  /// The number of columns of the result.
  var columnCount: Int { Int(unsafe api.column_count(&result)) }

  /// The name of a column.
  func columnName(_ index: Int) -> String {
    guard let name = unsafe api.column_name(&result, UInt64(index)) else { return "" }
    return unsafe String(cString: name)
  }

  /// The type code of a column, as in `shim.h`.
  func columnType(_ index: Int) -> Int {
    Int(unsafe api.column_type(&result, UInt64(index)))
  }

  /// The next rows, or `nil` at the end.
  func next() throws(EngineError) -> DataChunk? {
    while true {
      if connection.isInterrupted { throw EngineError.interrupted }
      guard let chunk = unsafe api.fetch_chunk(result) else {
        if let message = unsafe api.result_error(&result), unsafe message.pointee != 0 {
          throw unsafe failure(message)
        }
        if connection.isInterrupted { throw EngineError.interrupted }
        return nil
      }
      let data = unsafe DataChunk(chunk, columnCount: columnCount, library: engine.library)
      if data.rowCount > 0 { return data }
    }
  }

  private func failure(_ message: UnsafePointer<CChar>?) -> EngineError {
    if connection.isInterrupted { return .interrupted }
    let text = unsafe message.map { unsafe String(cString: $0) } ?? ""
    return FailureReader(context: context, options: engine.options).error(text)
  }
}
