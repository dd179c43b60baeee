import Numerics

/// The pairs that blocking rules let through, each with its pattern of levels.
struct CandidatePairs: Sendable {
  /// The row of each pair in the left table.
  private(set) var left: [UInt32] = []
  /// The row of each pair in the right table.
  private(set) var right: [UInt32] = []
  /// The place of each pair's pattern in `patterns`.
  private(set) var patternIDs: [UInt32] = []
  /// The different patterns, with the number of pairs that have each.
  private(set) var patterns: ComparisonPatterns
  /// The number of pairs that each rule let through before any other.
  private(set) var countOfRule: [Int] = []

  /// The number of pairs.
  var count: Int { left.count }

  /// Compares the pairs that agree under any of `rules`; a pair belongs to the first that lets it
  /// through, so none is compared twice.
  ///
  /// - Complexity: O(pairs), a distance for each pair of different values that the cache does not
  ///   hold; 12 bytes a pair.
  init(rules: [KeyCodes], comparer: PairComparer, workers: Workers) {
    patterns = ComparisonPatterns(levelCounts: comparer.levelCounts)
    var idOfPattern: [UInt64: UInt32] = [:]
    for (index, rule) in rules.enumerated() {
      let blocks = PairBlocks(rule, isOneTable: comparer.isOneTable)
      let earlier = rules[..<index]
      let parts = concurrentChunks(
        count: blocks.chunks.count, maximumChunks: blocks.chunks.count, workers: workers
      ) { range in
        range.map { chunk in
          var found = blocks.pairs(ofChunk: chunk, earlier: earlier)
          found.compare(with: comparer)
          return found
        }
      }.flatMap(\.self)
      let before = count
      reserve(parts.reduce(0) { $0 + $1.left.count })
      for part in parts { append(part, &idOfPattern) }
      countOfRule.append(count - before)
    }
  }

  private mutating func reserve(_ more: Int) {
    left.reserveCapacity(count + more)
    right.reserveCapacity(left.capacity)
    patternIDs.reserveCapacity(left.capacity)
  }

  private mutating func append(_ part: ComparedPairs, _ idOfPattern: inout [UInt64: UInt32]) {
    let ids = zip(part.patterns, part.counts).map { pattern, count in
      let next = UInt32(patterns.count)
      let id = idOfPattern[pattern] ?? next
      if id == next {
        idOfPattern[pattern] = next
        patterns.append(pattern, count: 0)
      }
      patterns.add(Double(count), to: Int(id))
      return id
    }
    left += part.left
    right += part.right
    patternIDs += part.patternIDs.map { ids[Int($0)] }
  }
}

/// Pairs of one chunk, and their patterns once compared.
struct ComparedPairs: Sendable {
  var left: [UInt32] = []
  var right: [UInt32] = []
  /// Places in `patterns`.
  private(set) var patternIDs: [UInt32] = []
  private(set) var patterns: [UInt64] = []
  private(set) var counts: [Int] = []

  mutating func compare(with comparer: PairComparer) {
    let packed = comparer.patterns(left: left, right: right)
    var idOfPattern: [UInt64: UInt32] = [:]
    // Neighbouring pairs are often alike; a small table in front spares most look-ups.
    var recent = [(pattern: UInt64, id: UInt32)](repeating: (.max, 0), count: 256)
    patternIDs.reserveCapacity(packed.count)
    for pattern in packed {
      let slot = Int((pattern &* 0x9E37_79B9_7F4A_7C15) >> 56)
      if recent[slot].pattern != pattern {
        let next = UInt32(patterns.count)
        let id = idOfPattern[pattern] ?? next
        if id == next {
          idOfPattern[pattern] = next
          patterns.append(pattern)
          counts.append(0)
        }
        recent[slot] = (pattern, id)
      }
      counts[Int(recent[slot].id)] += 1
      patternIDs.append(recent[slot].id)
    }
  }
}

/// The groups of one rule, cut into chunks of about equal numbers of pairs.
private struct PairBlocks: Sendable {
  let isOneTable: Bool
  let leftRows: RowGroups
  let rightRows: RowGroups
  /// Stretches of groups, or of the left rows of one large group.
  let chunks: [Chunk]

  struct Chunk: Sendable {
    let groups: Range<Int>
    /// The left rows of a group that is a chunk, or several, of its own.
    let rows: Range<Int>?
  }

  private static let chunkPairs = 1 << 17

  init(_ rule: KeyCodes, isOneTable: Bool) {
    self.isOneTable = isOneTable
    leftRows = RowGroups(rule.left, cardinality: rule.cardinality)
    rightRows =
      isOneTable ? leftRows : RowGroups(rule.right, cardinality: rule.cardinality)
    var chunks: [Chunk] = []
    var begin = 1
    var pairs = 0
    for group in 1..<max(rule.cardinality, 1) {
      let (rows, others) = (leftRows.count(of: group), rightRows.count(of: group))
      let own = rows * others
      if own > 2 * Self.chunkPairs {
        if begin < group { chunks.append(Chunk(groups: begin..<group, rows: nil)) }
        let step = max(Self.chunkPairs / others, 1)
        for row in stride(from: 0, to: rows, by: step) {
          chunks.append(Chunk(groups: group..<group + 1, rows: row..<min(row + step, rows)))
        }
        (begin, pairs) = (group + 1, 0)
        continue
      }
      pairs += own
      if pairs >= Self.chunkPairs {
        chunks.append(Chunk(groups: begin..<group + 1, rows: nil))
        (begin, pairs) = (group + 1, 0)
      }
    }
    if begin < rule.cardinality, pairs > 0 {
      chunks.append(Chunk(groups: begin..<rule.cardinality, rows: nil))
    }
    self.chunks = chunks
  }

  /// The pairs of a chunk that none of the earlier rules lets through.
  func pairs(ofChunk chunk: Int, earlier: ArraySlice<KeyCodes>) -> ComparedPairs {
    var found = ComparedPairs()
    let chunk = chunks[chunk]
    for group in chunk.groups {
      let rows = leftRows[group]
      let others = rightRows[group]
      if others.isEmpty { continue }
      for place in chunk.rows ?? 0..<rows.count {
        let row = rows[rows.startIndex + place]
        // Within one table a group's later rows are the larger ones.
        let partners = isOneTable ? others.dropFirst(place + 1) : others
        for partner in partners
        where !earlier.contains(where: { $0.agree(Int(row), Int(partner)) }) {
          found.left.append(row)
          found.right.append(partner)
        }
      }
    }
    return found
  }
}
