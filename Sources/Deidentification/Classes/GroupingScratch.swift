import Synchronization

/// The working memory of one thread that groups.
struct GroupingScratch: Sendable {
  /// The class plus one of each key or slot; all zero between calls.
  var slots: [UInt32] = []
  /// The key of each class.
  var keys: [UInt64] = []
  /// The keys of one piece of the entries.
  var buffer = [UInt64](repeating: 0, count: GroupingScratch.piece)

  /// How many entries are packed at a time: their keys stay in the first-level cache.
  static let piece = 1_024

  /// Makes room for `capacity` classes in `slotCount` slots.
  mutating func reserve(classes capacity: Int, slots slotCount: Int) {
    if slots.count < slotCount { slots = [UInt32](repeating: 0, count: slotCount) }
    if keys.count < capacity { keys = [UInt64](repeating: 0, count: capacity) }
  }
}

/// Working memories that nobody uses at the moment; at most one for each thread.
final class ScratchPool: Sendable {
  private let idle = Mutex<[GroupingScratch]>([])

  /// Runs `body` with a working memory of its own.
  func with<Result>(_ body: (inout GroupingScratch) -> Result) -> Result {
    var scratch = idle.withLock { $0.popLast() } ?? GroupingScratch()
    let result = body(&scratch)
    let given = scratch
    idle.withLock { $0.append(given) }
    return result
  }
}
