/// Counts of marks on pairs of nodes: for each auxiliary node a small hash table of release nodes.
///
/// 6 bytes a slot. The marks of one matched pair fall into a few tables, one after the other, which
/// keeps them in the cache; a node's table is dropped when the node is matched.
struct PairMarks {
  private var rows: [Row]
  /// How many pairs have a mark.
  private(set) var count = 0

  init(auxiliaryCount: Int) {
    rows = Array(repeating: Row(), count: auxiliaryCount)
  }

  /// Adds a mark to the pair of `node` and each of `others`, and says how many each has now.
  ///
  /// A pair keeps at most 32,767.
  ///
  /// - Complexity: O(`others`) expected.
  @inline(__always)
  mutating func add(
    _ node: UInt32, _ others: [UInt32], marked: (UInt32, Int) -> Void
  ) {
    var row = Row()
    swap(&row, &rows[Int(node)])
    let before = row.count
    for other in others { marked(other, row.add(other)) }
    count += row.count - before
    swap(&row, &rows[Int(node)])
  }

  /// How many marks a pair has.
  ///
  /// - Complexity: O(1) expected.
  func marks(of node: UInt32, _ other: UInt32) -> Int { rows[Int(node)].marks(of: other) }

  /// Forgets all pairs of a node.
  mutating func remove(_ node: UInt32) {
    count -= rows[Int(node)].count
    rows[Int(node)] = Row()
  }

  /// Takes note that a pair has put its own marks; `false` where it had before.
  mutating func use(_ node: UInt32, _ other: UInt32) -> Bool { rows[Int(node)].use(other) }

  /// The pairs with a mark, in an order that depends on the marks alone.
  var pairs: [(UInt32, UInt32)] {
    rows.indices.flatMap { node in rows[node].members.map { (UInt32(node), $0) } }
  }

  /// The marks of one auxiliary node: open addressing.
  private struct Row {
    private(set) var count = 0
    /// Each release node plus 1, as 0 marks an empty slot.
    private var keys: [UInt32] = []
    /// Marks; the highest bit says that the pair has put its own.
    private var marks: [UInt16] = []

    private static let used: UInt16 = 1 << 15

    var members: [UInt32] { keys.lazy.filter { $0 > 0 }.map { $0 - 1 } }

    @inline(__always)
    mutating func add(_ other: UInt32) -> Int {
      if 3 * count >= 2 * keys.count { grow() }
      let slot = slot(of: other + 1)
      if keys[slot] == 0 {
        keys[slot] = other + 1
        count += 1
      }
      if marks[slot] & ~Self.used < Self.used - 1 { marks[slot] += 1 }
      return Int(marks[slot] & ~Self.used)
    }

    func marks(of other: UInt32) -> Int {
      keys.isEmpty ? 0 : Int(marks[slot(of: other + 1)] & ~Self.used)
    }

    mutating func use(_ other: UInt32) -> Bool {
      guard !keys.isEmpty else { return false }
      let slot = slot(of: other + 1)
      guard keys[slot] != 0, marks[slot] & Self.used == 0 else { return false }
      marks[slot] |= Self.used
      return true
    }

    @inline(__always)
    private func slot(of key: UInt32) -> Int {
      let mask = keys.count - 1
      let product = UInt64(key) &* SplitMix64.increment
      var slot = Int(truncatingIfNeeded: product >> 32) & mask
      while keys[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
      return slot
    }

    private mutating func grow() {
      let (oldKeys, oldMarks) = (keys, marks)
      let width = max(8, 2 * oldKeys.count)
      keys = Array(repeating: 0, count: width)
      marks = Array(repeating: 0, count: width)
      for (key, mark) in zip(oldKeys, oldMarks) where key != 0 {
        let slot = slot(of: key)
        keys[slot] = key
        marks[slot] = mark
      }
    }
  }
}
