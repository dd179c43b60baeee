import Numerics

/// The ties of a graph as a set that can change; a tie is its smaller end, then its larger one.
struct TieSet {
  private var keys: Set<UInt64>

  init(_ graph: SparseGraph) {
    keys = Set(minimumCapacity: graph.edgeCount)
    for (first, second) in graph.edges { keys.insert(Self.key(first, second)) }
  }

  func contains(_ first: UInt32, _ second: UInt32) -> Bool {
    keys.contains(Self.key(first, second))
  }

  mutating func insert(_ first: UInt32, _ second: UInt32) {
    keys.insert(Self.key(first, second))
  }

  mutating func remove(_ first: UInt32, _ second: UInt32) {
    keys.remove(Self.key(first, second))
  }

  private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(min(first, second)) << 32 | UInt64(max(first, second))
  }
}
