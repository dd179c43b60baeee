import Foundation
import Testing

/// The built command, run as a user runs it.
struct Command {
  /// What a run left.
  struct Outcome {
    let exitCode: Int32
    let output: String
    let complaint: String
    /// Whether the process ended by a signal: a crash.
    let crashed: Bool
  }

  /// The executable beside the test bundle.
  static let executable: URL? = {
    let here = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent()
    let candidates = [
      here, Bundle.main.bundleURL, Bundle.main.bundleURL.deletingLastPathComponent(),
      packageFolder.appendingPathComponent(".build/debug"),
      packageFolder.appendingPathComponent(".build/release"),
    ].map { $0.appendingPathComponent("palimpsest") }
    return candidates.first {
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: $0.path, isDirectory: &isFolder)
        && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: $0.path)
    }
  }()

  /// The folder of `Package.swift`.
  static let packageFolder = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The command, ready to run in `folder`, with the library that the package's bootstrap fetched.
  static func process(_ arguments: [String], in folder: URL) throws -> Process {
    let process = Process()
    let built: URL = try #require(Self.executable)
    process.executableURL = built
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    environment["PALIMPSEST_DUCKDB"] =
      environment["PALIMPSEST_DUCKDB"]
      ?? packageFolder.appendingPathComponent(".deps/duckdb/libduckdb.so").path
    process.environment = environment
    return process
  }

  /// Runs the command in `folder`.
  static func run(_ arguments: [String], in folder: URL) throws -> Outcome {
    let process = try process(arguments, in: folder)
    let output = folder.appendingPathComponent(".stdout-\(UUID().uuidString)")
    let complaint = folder.appendingPathComponent(".stderr-\(UUID().uuidString)")
    for file in [output, complaint] {
      try Data().write(to: file)
    }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: complaint)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    defer {
      try? FileManager.default.removeItem(at: output)
      try? FileManager.default.removeItem(at: complaint)
    }
    return Outcome(
      exitCode: process.terminationStatus,
      output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
      complaint: String(decoding: try Data(contentsOf: complaint), as: UTF8.self),
      crashed: process.terminationReason == .uncaughtSignal)
  }
}
