/// Pairs of nodes that wait to be matched: those with the most marks first, of those the ones
/// whose degrees are most alike, of those the one of the least numbers.
///
/// A pair is put in again with each further mark; what stands for fewer marks is passed over when
/// it comes out, as a node of it is matched by then. Pairs of equally many marks lie in a list that
/// becomes a binary heap only when its turn comes, without those that can't be matched any more.
struct MarkedPairs {
  private let auxiliaryDegrees: [UInt32]
  private let releaseDegrees: [UInt32]
  /// For each number of marks the pairs, each in 64 bits.
  private var levels: [[UInt64]] = []
  private var isHeap: [Bool] = []
  private var highest = 0
  /// How many pairs stand in it, stale ones included.
  private(set) var count = 0

  init(auxiliary: SparseGraph, release: SparseGraph) {
    auxiliaryDegrees = (0..<auxiliary.nodeCount).map { UInt32(auxiliary.degree(of: $0)) }
    releaseDegrees = (0..<release.nodeCount).map { UInt32(release.degree(of: $0)) }
  }

  /// Puts a pair in.
  ///
  /// - Complexity: O(1), or O(log pairs) while pairs of equally many marks are taken out.
  @inline(__always)
  mutating func insert(_ first: UInt32, _ second: UInt32, marks: Int) {
    while levels.count <= marks {
      levels.append([])
      isHeap.append(false)
    }
    highest = max(highest, marks)
    count += 1
    levels[marks].append(Self.packed(first, second))
    if isHeap[marks] { rise(marks) }
  }

  /// Takes out the best pair for which both nodes are free.
  ///
  /// - Complexity: O(log pairs) and the pairs that are passed over.
  mutating func removeBest(isOpen: (UInt32, UInt32) -> Bool) -> (UInt32, UInt32)? {
    while highest > 0 {
      if !isHeap[highest] { makeHeap(highest, keeping: isOpen) }
      while let pair = removeLeast(highest) {
        if isOpen(pair.0, pair.1) { return pair }
      }
      isHeap[highest] = false
      highest -= 1
    }
    return nil
  }

  /// Leaves only pairs with free nodes that have no more marks by now.
  ///
  /// - Complexity: O(pairs).
  mutating func removeStale(isCurrent: (UInt32, UInt32, Int) -> Bool) {
    count = 0
    for level in levels.indices {
      levels[level].removeAll {
        let pair = Self.unpacked($0)
        return !isCurrent(pair.0, pair.1, level)
      }
      isHeap[level] = false
      count += levels[level].count
    }
  }

  private mutating func makeHeap(_ level: Int, keeping isOpen: (UInt32, UInt32) -> Bool) {
    let before = levels[level].count
    levels[level].removeAll {
      let pair = Self.unpacked($0)
      return !isOpen(pair.0, pair.1)
    }
    count -= before - levels[level].count
    isHeap[level] = true
    for parent in stride(from: levels[level].count / 2 - 1, through: 0, by: -1) {
      sink(level, parent, levels[level][parent])
    }
  }

  private mutating func removeLeast(_ level: Int) -> (UInt32, UInt32)? {
    guard let least = levels[level].first, let last = levels[level].popLast() else { return nil }
    count -= 1
    if !levels[level].isEmpty { sink(level, 0, last) }
    return Self.unpacked(least)
  }

  private mutating func rise(_ level: Int) {
    var child = levels[level].count - 1
    let entry = levels[level][child]
    while child > 0, isBefore(entry, levels[level][(child - 1) / 2]) {
      levels[level][child] = levels[level][(child - 1) / 2]
      child = (child - 1) / 2
    }
    levels[level][child] = entry
  }

  private mutating func sink(_ level: Int, _ start: Int, _ entry: UInt64) {
    var parent = start
    let size = levels[level].count
    while 2 * parent + 1 < size {
      var child = 2 * parent + 1
      if child + 1 < size, isBefore(levels[level][child + 1], levels[level][child]) { child += 1 }
      guard isBefore(levels[level][child], entry) else { break }
      levels[level][parent] = levels[level][child]
      parent = child
    }
    levels[level][parent] = entry
  }

  @inline(__always)
  private func isBefore(_ first: UInt64, _ second: UInt64) -> Bool {
    (difference(first), first) < (difference(second), second)
  }

  @inline(__always)
  private func difference(_ entry: UInt64) -> UInt32 {
    let pair = Self.unpacked(entry)
    let (own, other) = (auxiliaryDegrees[Int(pair.0)], releaseDegrees[Int(pair.1)])
    return own > other ? own - other : other - own
  }

  @inline(__always)
  private static func packed(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) << 32 | UInt64(second)
  }

  @inline(__always)
  private static func unpacked(_ entry: UInt64) -> (UInt32, UInt32) {
    (UInt32(truncatingIfNeeded: entry >> 32), UInt32(truncatingIfNeeded: entry))
  }
}
