import CDuckDB
import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// DuckDB's C API, opened at run time.
///
/// Places looked at, in this order: the path in `PALIMPSEST_DUCKDB`; `.deps/duckdb/libduckdb.so`
/// in the working directory and the folders above it; the same beside the executable and above;
/// the system's `libduckdb.so`.
///
/// Sendable because the table of functions is never written after `init`, and DuckDB's functions
/// may be called from any thread.
final class Library: @unchecked Sendable {
  /// The functions; each is there, or `init` would have thrown.
  let functions: cduckdb_functions
  /// The library's version, "v2.0.0".
  let version: String

  /// The library of this process, opened at the first use.
  static let shared: Result<Library, EngineError> = Result { () throws(EngineError) in
    try Library(candidates: candidates())
  }

  /// Opens the first of `candidates` that exists; a bare name is looked up by the system.
  ///
  /// The library of DuckDB's Python wheel leaves Python's symbols open, so Debian's libpython3.11
  /// is loaded before it, with its symbols visible to all; a plain library ignores it.
  init(candidates: [String]) throws(EngineError) {
    for path in candidates {
      let isBareName = !path.contains("/")
      guard isBareName || FileManager.default.fileExists(atPath: path) else { continue }
      guard let handle = unsafe Self.open(path) else {
        if isBareName { continue }
        throw EngineError.libraryUnusable(path: path, missing: nil)
      }
      let table = UnsafeMutablePointer<cduckdb_functions>.allocate(capacity: 1)
      defer { unsafe table.deallocate() }
      if let missing = unsafe cduckdb_load(handle, table) {
        throw EngineError.libraryUnusable(path: path, missing: unsafe String(cString: missing))
      }
      functions = unsafe table.pointee
      version = unsafe String(cString: functions.library_version())
      return
    }
    throw EngineError.libraryMissing(searched: candidates)
  }

  private static func open(_ path: String) -> UnsafeMutableRawPointer? {
    if let handle = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL) { return unsafe handle }
    for python in ["libpython3.11.so.1.0", "libpython3.11.so.1", "libpython3.11.so"] {
      if unsafe dlopen(python, RTLD_NOW | RTLD_GLOBAL) != nil { break }
    }
    return unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL)
  }

  /// The places to look at, in order.
  static func candidates(
    environment: [String: String] = ProcessInfo.processInfo.environment,
    workingDirectory: String = FileManager.default.currentDirectoryPath,
    executable: String? = try? FileManager.default.destinationOfSymbolicLink(
      atPath: "/proc/self/exe")
  ) -> [String] {
    if let path = environment["PALIMPSEST_DUCKDB"], !path.isEmpty { return [path] }
    var places = ancestors(of: workingDirectory)
    if let executable {
      places += ancestors(of: (executable as NSString).deletingLastPathComponent)
    }
    var seen = Set<String>()
    let files = places.map { ($0 as NSString).appendingPathComponent(".deps/duckdb/libduckdb.so") }
    return files.filter { seen.insert($0).inserted } + ["libduckdb.so"]
  }

  private static func ancestors(of folder: String) -> [String] {
    var folders = [folder]
    var current = folder as NSString
    while current.length > 1 {
      let parent = current.deletingLastPathComponent
      if parent.isEmpty || parent == current as String { break }
      folders.append(parent)
      current = parent as NSString
    }
    return folders
  }
}
