import Foundation

/// Limits of an engine.
public struct EngineOptions: Sendable, Equatable {
  /// The memory that the engine may use before it spills to disk, in bytes.
  public var memoryBytes: Int
  /// The number of threads.
  public var threadCount: Int
  /// The folder under which a private folder for spilled data is made.
  public var temporaryFolder: String
  /// The most that may be spilled, in bytes; `nil`: 90 % of the free disk.
  public var temporaryBytes: Int?

  /// Options; what is not given has its default.
  ///
  /// - Parameters:
  ///   - memoryBytes: At least 16 MiB. Default: half of the machine's memory, at least 512 MiB
  ///     and at most 2 GiB.
  ///   - threadCount: 1...1024. Default: all cores.
  ///   - temporaryFolder: Default: the system's folder for temporary files.
  ///   - temporaryBytes: At least 0. Default: no limit but the disk.
  public init(
    memoryBytes: Int? = nil, threadCount: Int? = nil, temporaryFolder: String? = nil,
    temporaryBytes: Int? = nil
  ) {
    let half = Int(clamping: ProcessInfo.processInfo.physicalMemory / 2)
    self.memoryBytes = memoryBytes ?? min(max(half, 512 << 20), 2 << 30)
    self.threadCount = threadCount ?? max(1, ProcessInfo.processInfo.activeProcessorCount)
    self.temporaryFolder = temporaryFolder ?? NSTemporaryDirectory()
    self.temporaryBytes = temporaryBytes
  }

  /// - Throws: `EngineError.invalidOption`.
  func check() throws(EngineError) {
    guard memoryBytes >= 16 << 20 else { throw EngineError.invalidOption(name: "memoryBytes") }
    guard (1...1024).contains(threadCount) else {
      throw EngineError.invalidOption(name: "threadCount")
    }
    guard (temporaryBytes ?? 0) >= 0 else {
      throw EngineError.invalidOption(name: "temporaryBytes")
    }
  }
}
