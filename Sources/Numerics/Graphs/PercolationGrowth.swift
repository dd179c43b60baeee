/// Marks that matched pairs put, and the pairs that have enough of them.
struct PercolationGrowth {
  let threshold: Int
  /// Pairs with a node of fewer neighbours get no mark.
  let leastDegree: Int
  let pairLimit: Int
  /// How many marks may still be put.
  var marksLeft = Int.max
  let auxiliary: SparseGraph
  let release: SparseGraph
  var state: MatchingState
  var marks: PairMarks
  var waiting: MarkedPairs
  var isFinished = true

  init(
    threshold: Int, leastDegree: Int, pairLimit: Int, auxiliary: SparseGraph, release: SparseGraph,
    state: MatchingState
  ) {
    self.threshold = threshold
    self.leastDegree = leastDegree
    self.pairLimit = pairLimit
    self.auxiliary = auxiliary
    self.release = release
    self.state = state
    self.marks = PairMarks(auxiliaryCount: auxiliary.nodeCount)
    self.waiting = MarkedPairs(auxiliary: auxiliary, release: release)
  }

  /// Matches pairs, each putting its marks at once, until none has enough.
  mutating func percolate() {
    while let (first, second) = waiting.removeBest(isOpen: { [state] in state.isOpen($0, $1) }) {
      state.tie(first, second)
      let isNew = marks.use(first, second)
      marks.remove(first)
      if isNew { spread(first, second) }
      if waiting.count > 2 * marks.count + 1_024 { removeStale() }
    }
  }

  /// Lets each pair that has a mark and was not matched put marks as if it were; `false` where
  /// there is none left, or nothing more may be done.
  mutating func spreadUnmatched() -> Bool {
    var any = false
    for (first, second) in marks.pairs where state.isOpen(first, second) {
      guard marks.use(first, second) else { continue }
      any = true
      spread(first, second)
      if marksLeft <= 0 { return false }
    }
    return any
  }

  /// Puts a mark on each pair of one neighbour of either node.
  mutating func spread(_ first: UInt32, _ second: UInt32) {
    let open = release.neighbors(of: Int(second)).filter {
      state.auxiliaryOf[Int($0)] == nil && release.degree(of: Int($0)) >= leastDegree
    }
    let neighbors = auxiliary.neighbors(of: Int(first)).filter {
      state.releaseOf[Int($0)] == nil && auxiliary.degree(of: Int($0)) >= leastDegree
    }
    let wanted = neighbors.count * open.count
    guard marks.count + wanted <= pairLimit, wanted <= marksLeft else {
      isFinished = false
      if wanted > marksLeft { marksLeft = 0 }
      return
    }
    marksLeft -= wanted
    for neighbor in neighbors {
      marks.add(neighbor, open) { other, count in
        if count >= threshold { waiting.insert(neighbor, other, marks: count) }
      }
    }
  }

  private mutating func removeStale() {
    waiting.removeStale { [state, marks] first, second, level in
      state.isOpen(first, second) && marks.marks(of: first, second) == level
    }
  }
}
