/// Distinct keys with the number of rows of each, in buffers that are used again.
struct RollUpTuples<Key: KeyWord>: Sendable {
  /// The keys; the first `count` are valid.
  var keys: [Key] = []
  /// The number of rows of each key; the first `count` are valid.
  var counts: [UInt32] = []
  /// The number of keys.
  var count = 0
  /// The statistics of the counts.
  var statistics: SubsetStatistics

  init() {
    statistics = SubsetStatistics(sizes: Span())
  }

  init(keys: [Key], counts: [UInt32], count: Int) {
    self.keys = keys
    self.counts = counts
    self.count = count
    statistics = SubsetStatistics(sizes: counts.span.extracting(first: count))
  }

  /// Makes room for `capacity` keys.
  mutating func reserve(_ capacity: Int) {
    if keys.count < capacity {
      keys = [Key](repeating: 0, count: capacity)
      counts = [UInt32](repeating: 0, count: capacity)
    }
  }
}

/// Takes a column's bits out of a key and closes the gap.
struct BitCut<Key: KeyWord>: Sendable {
  private let low: Key
  private let offset: Key
  private let skip: Key

  init(offset: Int, bits: Int) {
    // Smart shifts: by the word's whole width, where the top column is cut, they give 0.
    low = offset >= Key.bitWidth ? .max : (Key(1) << Key(offset)) &- 1
    self.offset = Key(offset)
    skip = Key(offset + bits)
  }

  @inline(__always)
  func callAsFunction(_ key: Key) -> Key {
    (key & low) | ((key >> skip) << offset)
  }
}

/// The working memory of one thread of the roll-up.
struct RollUpScratch<Key: KeyWord> {
  private var denseCounts: [UInt32] = []  // all zero between calls
  private var slots: [UInt32] = []
  private var pool: [RollUpTuples<Key>] = []

  /// Buffers that nobody uses.
  mutating func takeTuples() -> RollUpTuples<Key> { pool.popLast() ?? RollUpTuples() }

  /// Gives buffers back.
  mutating func giveBack(_ tuples: consuming RollUpTuples<Key>) { pool.append(tuples) }

  /// Groups tuples by their keys without one column, and computes the statistics of the result.
  ///
  /// Keys that fit a small array are counted in it; others go to an open-addressing table.
  ///
  /// - Complexity: O(tuples of the source).
  mutating func regroup(
    _ source: RollUpTuples<Key>, cutting cut: BitCut<Key>, width: Int, keepsTuples: Bool,
    into target: inout RollUpTuples<Key>
  ) {
    target.reserve(source.count)
    if width <= 24, 1 << width <= max(1_024, 4 * source.count) {
      if denseCounts.count < 1 << width {
        denseCounts = [UInt32](repeating: 0, count: 1 << width)
      }
      countDensely(
        source.keys, source.counts, source.count, cut, domain: 1 << width, &denseCounts)
      target.count = collect(
        &denseCounts, domain: 1 << width, keepsKeys: keepsTuples, &target.keys, &target.counts)
    } else {
      let bits = min(max(4, Int.bitWidth - (2 * source.count).leadingZeroBitCount), 32)
      if slots.count < 1 << bits { slots = [UInt32](repeating: 0, count: 1 << bits) }
      target.count = countHashed(
        source.keys, source.counts, source.count, cut, bits: bits, &slots, &target.keys,
        &target.counts)
    }
    target.statistics = SubsetStatistics(sizes: target.counts.span.extracting(first: target.count))
  }
}

private func countDensely<Key: KeyWord>(
  _ keys: [Key], _ counts: [UInt32], _ count: Int, _ cut: BitCut<Key>, domain: Int,
  _ dense: inout [UInt32]
) {
  let keySpan = keys.span.extracting(first: count)
  let countSpan = counts.span.extracting(first: count)
  var target = dense.mutableSpan
  for index in keySpan.indices {
    target[Int(truncatingIfNeeded: cut(keySpan[index]))] &+= countSpan[index]
  }
}

/// Moves the non-zero counts to the front of the target and clears them; returns how many they are.
private func collect<Key: KeyWord>(
  _ dense: inout [UInt32], domain: Int, keepsKeys: Bool, _ keys: inout [Key],
  _ counts: inout [UInt32]
) -> Int {
  var source = dense.mutableSpan
  var keySpan = keys.mutableSpan
  var countSpan = counts.mutableSpan
  var found = 0
  for key in 0..<domain {
    let count = source[key]
    if count == 0 { continue }
    source[key] = 0
    if keepsKeys { keySpan[found] = Key(truncatingIfNeeded: key) }
    countSpan[found] = count
    found &+= 1
  }
  return found
}

/// Counts in a table of 2^bits slots, at least twice as many as there are tuples.
private func countHashed<Key: KeyWord>(
  _ keys: [Key], _ counts: [UInt32], _ count: Int, _ cut: BitCut<Key>, bits: Int,
  _ slots: inout [UInt32], _ targetKeys: inout [Key], _ targetCounts: inout [UInt32]
) -> Int {
  let keySpan = keys.span.extracting(first: count)
  let countSpan = counts.span.extracting(first: count)
  var slotSpan = slots.mutableSpan
  var newKeys = targetKeys.mutableSpan
  var newCounts = targetCounts.mutableSpan
  let mask = (1 << bits) &- 1
  for slot in 0...mask { slotSpan[slot] = 0 }
  let shift = Key(Key.bitWidth - bits)
  var found = 0
  for index in keySpan.indices {
    let key = cut(keySpan[index])
    var slot = Int(truncatingIfNeeded: key.scrambled &>> shift)
    while true {
      let taken = Int(slotSpan[slot])
      if taken == 0 {
        newKeys[found] = key
        newCounts[found] = countSpan[index]
        found &+= 1
        slotSpan[slot] = UInt32(truncatingIfNeeded: found)
        break
      }
      if newKeys[taken &- 1] == key {
        newCounts[taken &- 1] &+= countSpan[index]
        break
      }
      slot = (slot &+ 1) & mask
    }
  }
  return found
}
