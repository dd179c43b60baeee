import Foundation
import Tables
import Testing

@testable import Engines

/// A folder of files for one test, removed with it.
final class TestFiles {
  let folder: String

  init() throws {
    folder = NSTemporaryDirectory() + "palimpsest-tests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: folder)
    try? FileManager.default.removeItem(atPath: folder)
  }

  func path(_ name: String) -> String { folder + "/" + name }

  func write(_ name: String, _ text: String) throws -> String {
    try write(name, Array(text.utf8))
  }

  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    let file = path(name)
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }

  /// Writes a table in a format of the engine's own writer: `FORMAT parquet`, `COMPRESSION gzip`.
  func copy(_ select: String, to name: String, _ options: String) throws -> String {
    let file = path(name)
    try FileManager.default.createDirectory(
      atPath: (file as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
    _ = try Shared.engine().query(
      "COPY (\(select)) TO '\(file.replacing("'", with: "''"))' (\(options))")
    return file
  }

  /// Makes a SQLite database by Python's standard library.
  func sqlite(_ name: String, _ statements: [String]) throws -> String {
    let file = path(name)
    let script = """
      import sqlite3, sys
      database = sqlite3.connect(sys.argv[1])
      for statement in sys.argv[2:]: database.execute(statement)
      database.commit()
      """
    try run("python3", ["-c", script, file] + statements)
    return file
  }

  @discardableResult
  func run(_ program: String, _ arguments: [String]) throws -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }
}

/// One engine for the tests that don't need their own: opening takes some 50 ms.
enum Shared {
  private static let opened = Result { try Engine(options: EngineOptions(memoryBytes: 1 << 30)) }

  static func engine() throws -> Engine { try opened.get() }
}

/// The cells behind a coded column as texts, so that formats can be compared.
func cells(_ column: CodedColumn) -> [String?] {
  column.codes.map { code in
    guard code > 0 else { return nil }
    switch column.dictionary {
    case .texts(let values): return values[Int(code) - 1]
    case .integers(let values): return String(values[Int(code) - 1])
    case .reals(let values): return String(values[Int(code) - 1])
    case .opaque: return "#\(code)"
    }
  }
}

/// SplitMix64: small, seeded, the same everywhere.
struct SplitMix64: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// The error that `body` throws.
func engineError(_ body: () throws -> Void) -> EngineError? {
  do {
    try body()
    return nil
  } catch {
    return error as? EngineError
  }
}
