import CDuckDB
import Synchronization

/// The open connections of a database, so that all of them can be interrupted.
final class ConnectionRegistry: Sendable {
  /// What the mutex guards: every connection in here is open.
  @safe private struct State {
    // Pointers that cross threads: each is used and closed under the mutex that holds this.
    nonisolated(unsafe) var open: [Int: cduckdb_connection] = unsafe [:]
    nonisolated(unsafe) var database: cduckdb_database?
    /// Connections that wait for a query: opening one takes longer than a small query.
    nonisolated(unsafe) var idle: [cduckdb_connection] = unsafe []
    var nextNumber = 0
    var interrupts = 0
  }

  private let state: Mutex<State>
  private let library: Library

  /// Takes over `database`, which is closed with the registry.
  init(database: cduckdb_database, library: Library) {
    self.library = library
    let initial = unsafe State(database: database)
    state = Mutex(initial)
  }

  deinit {
    state.withLock { state in
      while let connection = unsafe state.idle.popLast() {
        var handle: cduckdb_connection? = unsafe connection
        unsafe library.functions.disconnect(&handle)
      }
      unsafe library.functions.close(&state.database)
    }
  }

  /// A connection that closes itself with its ticket.
  @safe final class Ticket {
    fileprivate let registry: ConnectionRegistry
    fileprivate let number: Int
    fileprivate let interruptsAtStart: Int
    let handle: cduckdb_connection

    fileprivate init(
      _ handle: cduckdb_connection, number: Int, interrupts: Int, registry: ConnectionRegistry
    ) {
      unsafe self.handle = unsafe handle
      self.number = number
      interruptsAtStart = interrupts
      self.registry = registry
    }

    deinit { registry.close(number) }

    /// Whether someone has interrupted the database since the ticket was given.
    var isInterrupted: Bool { registry.interruptCount != interruptsAtStart }
  }

  fileprivate var interruptCount: Int { state.withLock { $0.interrupts } }

  /// How often the database was interrupted; loops outside the engine compare two readings.
  var interruptsSoFar: Int { interruptCount }

  /// Opens a connection.
  func open() throws(EngineError) -> Ticket {
    let ticket: Ticket? = state.withLock { state in
      guard let database = unsafe state.database else { return nil }
      guard let handle = unsafe state.idle.popLast() ?? connect(database) else { return nil }
      state.nextNumber += 1
      unsafe state.open[state.nextNumber] = unsafe handle
      return unsafe Ticket(
        handle, number: state.nextNumber, interrupts: state.interrupts, registry: self)
    }
    guard let ticket else { throw EngineError.engineFailure(kind: "connection", file: nil) }
    return ticket
  }

  private func connect(_ database: cduckdb_database) -> cduckdb_connection? {
    var handle: cduckdb_connection?
    guard unsafe library.functions.connect(database, &handle) == 0 else { return nil }
    return unsafe handle
  }

  /// Keeps the connection for a later query, or closes it.
  private func close(_ number: Int) {
    state.withLock { state in
      guard let handle = unsafe state.open.removeValue(forKey: number) else { return }
      if unsafe state.idle.count < Self.idleLimit {
        unsafe state.idle.append(handle)
      } else {
        var handle: cduckdb_connection? = unsafe handle
        unsafe library.functions.disconnect(&handle)
      }
    }
  }

  /// The number of connections that are kept open; more queries at a time open further ones.
  static let idleLimit = 8

  /// Runs a statement that gives nothing back.
  func execute(_ sql: String, with ticket: Ticket) throws(EngineError) {
    let api = library.functions
    var statement: cduckdb_statement?
    defer { unsafe api.destroy_prepare(&statement) }
    var result = unsafe cduckdb_result()
    guard unsafe api.prepare(ticket.handle, sql, &statement) == 0, let statement = unsafe statement
    else { throw EngineError.engineFailure(kind: "setting", file: nil) }
    defer { unsafe api.destroy_result(&result) }
    guard unsafe api.execute_prepared(statement, &result) == 0 else {
      throw EngineError.engineFailure(kind: "setting", file: nil)
    }
  }

  /// Interrupts whatever runs.
  func interrupt() {
    state.withLock { state in
      state.interrupts += 1
      unsafe state.open.values.forEach { unsafe library.functions.interrupt($0) }
    }
  }
}
