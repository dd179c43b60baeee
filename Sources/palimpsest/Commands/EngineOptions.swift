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

extension EngineOptions {
  /// The engine's own options.
  var settings: Engines.EngineOptions {
    Engines.EngineOptions(memoryBytes: memory.map { $0 << 20 }, threadCount: threads)
  }
}
