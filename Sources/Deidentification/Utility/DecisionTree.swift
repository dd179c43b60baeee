/// A decision tree by Gini impurity, limited in depth and pruned.
///
/// Splits take one category against all others, or numbers up to a threshold. Of all subtrees that
/// one is kept whose impurity plus `pruning` for each leaf is least. Of equally good splits the
/// first is taken: deterministic.
/// **Source**: Breiman, Friedman, Olshen, Stone, Classification and regression trees, 1984,
/// chapters 2 and 3. **Cost**: O(rows x columns x depth), and sorting for numbers.
struct DecisionTree: Sendable {
  /// How far a tree may grow.
  struct Limits: Sendable {
    var depth = 8
    var leastRows = 10
    /// Impurity that a leaf must save, of all rows.
    var pruning = 1e-4
  }

  /// A leaf with a class, or a question with two answers.
  indirect enum Node: Sendable {
    case leaf(Int)
    case category(column: Int, indicator: Int, yes: Node, no: Node)
    case threshold(column: Int, atMost: Double, yes: Node, no: Node)
  }

  let root: Node

  /// Learns from rows.
  init(_ rows: FeatureRows, classCount: Int, limits: Limits = Limits()) {
    let grower = TreeGrower(rows: rows, classCount: classCount, limits: limits)
    root = grower.grow(Array(0..<rows.rowCount), depth: 0).node
  }

  /// The class of each row's leaf.
  func predictions(_ rows: FeatureRows) -> [Int] {
    (0..<rows.rowCount).map { row in
      var node = root
      while true {
        switch node {
        case .leaf(let label): return label
        case .category(let column, let indicator, let yes, let no):
          node = rows.categories[column][row] == indicator ? yes : no
        case .threshold(let column, let atMost, let yes, let no):
          node = rows.numbers[column][row] <= atMost ? yes : no
        }
      }
    }
  }
}

/// Counts of classes, and their impurity.
private struct ClassCounts {
  var counts: [Int]
  var total = 0

  init(_ classCount: Int) { counts = [Int](repeating: 0, count: classCount) }

  mutating func add(_ label: Int, _ count: Int = 1) {
    counts[label] += count
    total += count
  }

  /// Rows times Gini impurity: n - sum of squares / n.
  var impurity: Double {
    guard total > 0 else { return 0 }
    let squares = counts.reduce(0.0) { $0 + Double($1) * Double($1) }
    return Double(total) - squares / Double(total)
  }

  /// The first of the most frequent classes.
  var majority: Int { counts.indices.max { counts[$0] < counts[$1] } ?? 0 }

  func without(_ other: ClassCounts) -> ClassCounts {
    var rest = self
    for index in counts.indices { rest.counts[index] -= other.counts[index] }
    rest.total -= other.total
    return rest
  }
}

/// A question and how well it separates classes.
private struct Split {
  enum Question {
    case category(column: Int, indicator: Int)
    case threshold(column: Int, atMost: Double)
  }
  let question: Question
  /// Rows times impurity of both answers.
  let impurity: Double
}

private struct TreeGrower {
  let rows: FeatureRows
  let classCount: Int
  let limits: DecisionTree.Limits

  /// The best pruned subtree for some rows, and its cost: impurity, and a price for each leaf.
  func grow(_ members: [Int], depth: Int) -> (node: DecisionTree.Node, cost: Double) {
    var counts = ClassCounts(classCount)
    for row in members { counts.add(rows.classes[row]) }
    let price = limits.pruning * Double(rows.rowCount)
    let leaf = (node: DecisionTree.Node.leaf(counts.majority), cost: counts.impurity + price)
    guard depth < limits.depth, members.count >= 2 * limits.leastRows,
      let split = bestSplit(members, counts)
    else { return leaf }
    let (yes, no) = parts(members, split.question)
    let (left, right) = (grow(yes, depth: depth + 1), grow(no, depth: depth + 1))
    guard left.cost + right.cost < leaf.cost else { return leaf }
    switch split.question {
    case .category(let column, let indicator):
      return (
        .category(column: column, indicator: indicator, yes: left.node, no: right.node),
        left.cost + right.cost
      )
    case .threshold(let column, let atMost):
      return (
        .threshold(column: column, atMost: atMost, yes: left.node, no: right.node),
        left.cost + right.cost
      )
    }
  }

  private func parts(_ members: [Int], _ question: Split.Question) -> ([Int], [Int]) {
    var (yes, no) = ([Int](), [Int]())
    for row in members {
      let isYes =
        switch question {
        case .category(let column, let indicator): rows.categories[column][row] == indicator
        case .threshold(let column, let atMost): rows.numbers[column][row] <= atMost
        }
      if isYes { yes.append(row) } else { no.append(row) }
    }
    return (yes, no)
  }

  private func bestSplit(_ members: [Int], _ all: ClassCounts) -> Split? {
    var best: Split?
    func offer(_ yes: ClassCounts, _ question: @autoclosure () -> Split.Question) {
      let no = all.without(yes)
      guard yes.total >= limits.leastRows, no.total >= limits.leastRows else { return }
      let impurity = yes.impurity + no.impurity
      if impurity < (best?.impurity ?? all.impurity) - 1e-9 {
        best = Split(question: question(), impurity: impurity)
      }
    }
    for (column, indicators) in rows.categories.enumerated() {
      for (indicator, yes) in countsByIndicator(members, indicators) {
        offer(yes, .category(column: column, indicator: indicator))
      }
    }
    for (column, numbers) in rows.numbers.enumerated() {
      let sorted = members.sorted { numbers[$0] < numbers[$1] }
      var yes = ClassCounts(classCount)
      for (row, next) in zip(sorted, sorted.dropFirst()) {
        yes.add(rows.classes[row])
        guard numbers[row] < numbers[next] else { continue }
        offer(yes, .threshold(column: column, atMost: 0.5 * (numbers[row] + numbers[next])))
      }
    }
    return best
  }

  /// The classes of the rows with each indicator that occurs among them, in their order.
  private func countsByIndicator(
    _ members: [Int], _ indicators: [Int]
  ) -> [(indicator: Int, counts: ClassCounts)] {
    var flat = [Int](repeating: 0, count: rows.categoryCount * classCount)
    for row in members { flat[indicators[row] * classCount + rows.classes[row]] += 1 }
    return (0..<rows.categoryCount).compactMap { indicator in
      var counts = ClassCounts(classCount)
      for label in 0..<classCount { counts.add(label, flat[indicator * classCount + label]) }
      return counts.total > 0 ? (indicator, counts) : nil
    }
  }
}
