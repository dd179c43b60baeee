/// What a search for the smallest set of matching people found.
struct SearchOutcome: Sendable, Equatable {
  /// The fewest people that match an instance of the adversary's knowledge; where the search was
  /// cut short, the fewest that it met.
  var matching: Int
  /// The elementary steps taken: words of bit sets, people looked at.
  var steps: Int
  /// Whether the limit on steps stopped it, so that fewer people may match.
  var isCutShort: Bool
}

/// Finds the smallest intersection of sets of people that a budget can buy.
///
/// Each set has a cost; the sum of the costs of the sets chosen is at most the budget. Depth first:
/// at each node the sets that remove most people for their cost come first, and a branch is left
/// when even the sum of what its sets remove one by one, bought in fractions, can't beat the best
/// found: people removed by two sets are counted twice there, so the bound never errs. No
/// intersection is smaller than that of all sets, so a search that reaches it ends.
///
/// The complement of an intersection is a union: this is the maximum coverage problem, NP-hard in
/// general, hence the limit on steps.
struct IntersectionSearch {
  private let width: Int
  private let universe: Int
  private var words: [UInt64] = []
  private var costs: [Int] = []
  private let stepLimit: Int
  private let floor: Int
  private var stack: [UInt64] = []
  private var outcome: SearchOutcome

  /// A search among sets of people numbered from 0.
  ///
  /// - Parameters:
  ///   - universe: how many people there are.
  ///   - words: the sets, one after the other, each in as many words as the universe needs.
  ///   - costs: the cost of each set; positive.
  ///   - upperBound: a size that some choice is known to reach.
  ///   - floor: a size that no choice falls below.
  init(
    universe: Int, words: [UInt64], costs: [Int], upperBound: Int, floor: Int, stepLimit: Int
  ) {
    self.width = (universe + 63) / 64
    self.universe = universe
    self.floor = floor
    self.stepLimit = stepLimit
    self.outcome = SearchOutcome(matching: upperBound, steps: 0, isCutShort: false)
    var cheapest: [ArraySlice<UInt64>: Int] = [:]
    var kept: [Int] = []
    for set in costs.indices {
      let bits = words[(set * width)..<((set + 1) * width)]
      if let earlier = cheapest[bits] {
        self.costs[earlier] = min(self.costs[earlier], costs[set])
      } else {
        cheapest[bits] = kept.count
        kept.append(set)
        self.costs.append(costs[set])
        self.words += bits
      }
    }
  }

  /// The smallest intersection within `budget`.
  mutating func run(budget: Int) -> SearchOutcome {
    guard budget > 0, outcome.matching > floor, !costs.isEmpty else { return outcome }
    stack = [UInt64](repeating: 0, count: (budget + 1) * width)
    for person in 0..<universe { stack[person / 64] |= 1 << UInt64(person % 64) }
    descend(level: 0, count: universe, candidates: Array(costs.indices), budget: budget)
    return outcome
  }

  private var isOver: Bool { outcome.isCutShort || outcome.matching <= floor }

  private mutating func descend(level: Int, count: Int, candidates: [Int], budget: Int) {
    let branches = weigh(candidates, level: level, count: count, budget: budget)
    for (index, branch) in branches.enumerated() {
      if isOver { return }
      let left = budget - branch.cost
      if left == 0 { continue }
      if count - Self.mostRemoved(by: branches[index...], budget: budget) >= outcome.matching {
        return
      }
      for word in 0..<width {
        stack[(level + 1) * width + word] =
          stack[level * width + word] & words[branch.set * width + word]
      }
      descend(
        level: level + 1, count: count - branch.removed,
        candidates: branches[(index + 1)...].compactMap { $0.cost <= left ? $0.set : nil },
        budget: left)
    }
  }

  private struct Branch {
    let set: Int
    let cost: Int
    let removed: Int
  }

  /// What each candidate removes from the people left, those that remove most for their cost first;
  /// candidates that remove nobody are dropped, for they never will.
  private mutating func weigh(
    _ candidates: [Int], level: Int, count: Int, budget: Int
  ) -> [Branch] {
    outcome.steps += candidates.count * width
    if outcome.steps > stepLimit {
      outcome.isCutShort = true
      return []
    }
    var branches: [Branch] = []
    for set in candidates where costs[set] <= budget {
      var left = 0
      for word in 0..<width {
        left += (stack[level * width + word] & words[set * width + word]).nonzeroBitCount
      }
      guard left < count else { continue }
      outcome.matching = min(outcome.matching, left)
      branches.append(Branch(set: set, cost: costs[set], removed: count - left))
    }
    branches.sort {
      let (left, right) = ($0.removed * $1.cost, $1.removed * $0.cost)
      return left != right ? left > right : $0.set < $1.set
    }
    return branches
  }

  /// An upper bound of how many people sets within `budget` remove: the linear relaxation.
  private static func mostRemoved(by branches: ArraySlice<Branch>, budget: Int) -> Int {
    var left = budget
    var removed = 0
    for branch in branches {
      if branch.cost >= left { return removed + branch.removed * left / branch.cost }
      left -= branch.cost
      removed += branch.removed
    }
    return removed
  }
}
