import CDuckDB

/// The rows of a query, kept by the engine in a table of one connection, dropped with this object.
///
/// The engine writes a table on all its threads and keeps the rows in order; a result it hands out
/// is mostly the work of one. The table lies in the engine's memory and spills like all else.
final class TemporaryTable {
  /// The number of rows.
  let rowCount: Int
  private let engine: Engine
  private let ticket: ConnectionRegistry.Ticket
  private let context: FailureContext
  private static let name = "palimpsest_rows"

  /// Runs `sql` and keeps its rows.
  ///
  /// - Throws: `EngineError`, as the query does.
  init(_ sql: String, on engine: Engine, context: FailureContext) throws(EngineError) {
    self.engine = engine
    self.context = context
    ticket = try engine.connections.open()
    let running = try RunningQuery(
      "CREATE TEMPORARY TABLE \(Self.name) AS \(sql)", on: engine, ticket: ticket, streaming: false,
      context: context)
    var count = 0
    while let chunk = try running.next() {
      if let counts = unsafe chunk.vectors.first?.values(as: Int64.self) {
        count += Int(unsafe counts[0])
      }
    }
    rowCount = count
  }

  deinit { try? engine.connections.execute("DROP TABLE IF EXISTS \(Self.name)", with: ticket) }

  /// The rows in their order.
  func rows() throws(EngineError) -> RunningQuery {
    try RunningQuery("SELECT * FROM \(Self.name)", on: engine, ticket: ticket, context: context)
  }
}
