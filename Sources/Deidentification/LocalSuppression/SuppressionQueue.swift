/// The greedy choice itself: groups by falling score, looked at again when their turn comes.
///
/// Scores only fall while rows become safe, so that the first group whose score still stands is the
/// best (lazy greedy, Minoux 1978).
struct SuppressionQueue {
  let k: Int
  let costs: [Double]
  let masks: [UInt64]
  let groups: [ColumnSetGroups]
  private var deficits: [Int]
  private var rows: [Int]
  private let hidden: [UInt64]
  private let subjectIsShared: [Bool]
  /// The cheapest set that makes each unsafe entry safe alone, or -1.
  private let bestSets: [Int]
  private let prices: [Double]
  private var heap = ScoreHeap()
  private var chosen: [(unsafe: Int, set: Int)] = []

  init(
    k: Int, costs: [Double], masks: [UInt64], groups: [ColumnSetGroups], deficits: [Int],
    rows: [Int], hidden: [UInt64], subjectIsShared: [Bool]
  ) {
    self.k = k
    self.costs = costs
    self.masks = masks
    self.groups = groups
    self.deficits = deficits
    self.rows = rows
    self.hidden = hidden
    self.subjectIsShared = subjectIsShared
    bestSets = deficits.indices.map { unsafe in
      groups.firstIndex { $0.isEnough[unsafe] } ?? -1
    }
    prices = bestSets.map { $0 < 0 ? costs.last ?? 1 : costs[$0] }
  }

  /// Chooses until no row of the wave is unsafe that these sets can make safe.
  mutating func run() -> [(unsafe: Int, set: Int)] {
    push()
    while let top = heap.popMax() {
      let (set, group) = (Int(top.set), Int(top.group))
      guard let (score, member) = score(set, group), score > 1 + 1e-9 else { continue }
      if let next = heap.maxScore, score < next {
        heap.push(.init(score: score, set: top.set, group: top.group))
        continue
      }
      apply(set, group, member)
      if let (again, _) = self.score(set, group), again > 1 + 1e-9 {
        heap.push(.init(score: again, set: top.set, group: top.group))
      }
    }
    for unsafe in deficits.indices where bestSets[unsafe] >= 0 {
      while deficits[unsafe] > 0, rows[unsafe] > 0 { take(unsafe, bestSets[unsafe]) }
    }
    return chosen
  }

  private mutating func push() {
    var items: [ScoreHeap.Item] = []
    for set in groups.indices {
      for group in 0..<(groups[set].starts.count - 1) {
        if let (score, _) = score(set, group), score > 1 + 1e-9 {
          items.append(.init(score: score, set: Int32(set), group: Int32(group)))
        }
      }
    }
    heap = ScoreHeap(items)
  }

  private func members(_ set: Int, _ group: Int) -> ArraySlice<Int32> {
    groups[set].members[Int(groups[set].starts[group])..<Int(groups[set].starts[group + 1])]
  }

  /// The relief for its cost of suppressing the set in one row of the group, and in which.
  private func score(_ set: Int, _ group: Int) -> (Double, Int)? {
    var (sum, best, member) = (0.0, -1.0, -1)
    for number in members(set, group) {
      let unsafe = Int(number)
      guard deficits[unsafe] > 0, rows[unsafe] > 0 else { continue }
      let share = prices[unsafe] / Double(deficits[unsafe])
      sum += share * Double(rows[unsafe])
      let own = prices[unsafe] - share * Double(rows[unsafe])
      if own > best || (own == best && prices[unsafe] > prices[member]) {
        (best, member) = (own, unsafe)
      }
    }
    guard member >= 0 else { return nil }
    return ((sum + best) / costs[set], member)
  }

  private mutating func apply(_ set: Int, _ group: Int, _ member: Int) {
    take(member, set)
    guard !subjectIsShared[member], hidden[member] & masks[set] == 0 else { return }
    for number in members(set, group) where Int(number) != member {
      let unsafe = Int(number)
      if hidden[unsafe] & masks[set] == 0 { deficits[unsafe] -= 1 }
    }
  }

  private mutating func take(_ unsafe: Int, _ set: Int) {
    chosen.append((unsafe, set))
    rows[unsafe] -= 1
    if rows[unsafe] == 0 { deficits[unsafe] = 0 }
  }
}

/// A binary heap of groups by score; ties go to the cheaper set, then to the earlier group.
struct ScoreHeap {
  struct Item {
    let score: Double
    let set: Int32
    let group: Int32

    func precedes(_ other: Item) -> Bool {
      if score != other.score { return score > other.score }
      return (set, group) < (other.set, other.group)
    }
  }

  private var items: [Item] = []

  init() {}

  init(_ items: [Item]) {
    self.items = items
    for place in stride(from: items.count / 2 - 1, through: 0, by: -1) { siftDown(place) }
  }

  var maxScore: Double? { items.first?.score }

  mutating func push(_ item: Item) {
    items.append(item)
    var place = items.count - 1
    while place > 0, items[place].precedes(items[(place - 1) / 2]) {
      items.swapAt(place, (place - 1) / 2)
      place = (place - 1) / 2
    }
  }

  mutating func popMax() -> Item? {
    guard let first = items.first, let last = items.popLast() else { return nil }
    if !items.isEmpty {
      items[0] = last
      siftDown(0)
    }
    return first
  }

  private mutating func siftDown(_ start: Int) {
    var place = start
    while true {
      var next = 2 * place + 1
      guard next < items.count else { return }
      if next + 1 < items.count, items[next + 1].precedes(items[next]) { next += 1 }
      guard items[next].precedes(items[place]) else { return }
      items.swapAt(place, next)
      place = next
    }
  }
}
