import ArgumentParser
import Engines

/// Options that every command that reads data takes.
struct EngineOptions: ParsableArguments {
  @Option(help: "Memory that the embedded engine may use, in MiB.")
  var memory: Int?

  @Option(help: "Threads that the embedded engine may use; all cores by default.")
  var threads: Int?

  func validate() throws {
    if let memory, memory < 64 { throw ValidationError("--memory: give at least 64 (MiB)") }
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads: give a number from 1 to 1024")
    }
  }
}

/// A seed: drawn from the system where none is given, and written into the report.
struct SeedOption: ParsableArguments {
  @Option(help: "The seed of all sampling, so that a run can be repeated; drawn when not given.")
  var seed: UInt64?

  /// The seed to use.
  var value: UInt64 { seed ?? UInt64.random(in: 0..<1 << 48) }
}

extension EngineOptions {
  /// The engine's own options.
  var settings: Engines.EngineOptions {
    Engines.EngineOptions(memoryBytes: memory.map { $0 << 20 }, threadCount: threads)
  }
}
