#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How many threads a piece of parallel work may use.
public struct Workers: Sendable, Equatable {
  /// The number of threads; at least 1.
  public let count: Int

  /// A number of threads; below 1 counts as 1, above 1,024 as 1,024.
  public init(count: Int) {
    self.count = min(max(count, 1), 1_024)
  }

  /// One thread: the caller's own.
  public static let single = Workers(count: 1)

  /// As many threads as the machine has processors online.
  public static let automatic = Workers(count: Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
}
