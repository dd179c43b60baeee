import CDuckDB
import Foundation
import Synchronization

/// An embedded DuckDB database in memory: reads files in place, spills to a private folder.
///
/// It fetches nothing from a network, installs and loads no extension, and its configuration is
/// locked. Safe to use from several threads; each query has a connection of its own. The folder
/// for spilled data is removed with the engine.
public final class Engine: Sendable {
  /// The limits in force.
  public let options: EngineOptions
  let library: Library
  let connections: ConnectionRegistry
  let scratch: ScratchFolder
  let relations = Mutex<[DataSource: CachedRelation]>([:])
  /// The SQL that this engine speaks.
  package let dialect: any Dialect = DuckDBDialect()

  /// Opens an engine.
  ///
  /// - Throws: `EngineError.libraryMissing`, `.libraryUnusable`, `.invalidOption`, `.notPermitted`
  ///   (the folder for temporary files).
  public convenience init(options: EngineOptions = EngineOptions()) throws(EngineError) {
    try self.init(options: options, library: Library.shared.get())
  }

  init(options: EngineOptions, library: Library) throws(EngineError) {
    try options.check()
    self.options = options
    self.library = library
    scratch = try ScratchFolder(under: options.temporaryFolder)
    let database = unsafe try Self.open(options, scratch: scratch, library: library)
    connections = unsafe ConnectionRegistry(database: database, library: library)
    try SQLiteScan.register(on: connections, library: library)
    try CoderRegistry.register(on: connections, library: library)
    try ContributionRegistry.register(on: connections, library: library)
  }

  /// The engine and its version, "DuckDB v2.0.0".
  public var version: String { "DuckDB \(library.version)" }

  /// Stops every query that runs now; each throws `EngineError.interrupted`.
  ///
  /// May be called from any thread, not from a signal handler.
  public func interrupt() { connections.interrupt() }

  private static func open(
    _ options: EngineOptions, scratch: ScratchFolder, library: Library
  ) throws(EngineError) -> cduckdb_database {
    let api = library.functions
    var config: cduckdb_config?
    guard unsafe api.create_config(&config) == 0, let created = unsafe config else {
      throw EngineError.engineFailure(kind: "configuration", file: nil)
    }
    defer { unsafe api.destroy_config(&config) }
    for (name, value) in settings(options, scratch: scratch) {
      guard unsafe api.set_config(created, name, value) == 0 else {
        throw EngineError.invalidOption(name: name)
      }
    }
    var database: cduckdb_database?
    var message: UnsafeMutablePointer<CChar>?
    let state = unsafe api.open_ext(":memory:", &database, created, &message)
    unsafe api.free(message)
    guard state == 0, let database = unsafe database else {
      throw EngineError.engineFailure(kind: "open", file: nil)
    }
    return unsafe database
  }

  private static func settings(
    _ options: EngineOptions, scratch: ScratchFolder
  ) -> [(String, String)] {
    var settings = [
      ("autoinstall_known_extensions", "false"),
      ("autoload_known_extensions", "false"),
      ("allow_community_extensions", "false"),
      ("allow_persistent_secrets", "false"),
      ("enable_external_file_cache", "false"),
      ("preserve_insertion_order", "true"),
      ("memory_limit", "\(options.memoryBytes)B"),
      ("threads", "\(options.threadCount)"),
      ("temp_directory", scratch.path),
    ]
    if let bytes = options.temporaryBytes {
      settings.append(("max_temp_directory_size", "\(bytes)B"))
    }
    settings.append(("lock_configuration", "true"))
    return settings
  }
}
