/// Decides models and loss for one node.
struct NodeEvaluator: Sendable {
  /// What the search keeps of a node.
  struct Verdict: Sendable {
    /// Whether the node breaks the models in a way that all nodes below it do as well.
    var breaksAllBelow = false
    /// Whether the models hold within the limit.
    var isFeasible = false
    /// The loss, where the node is feasible and could matter.
    var loss = Double.infinity
    /// The rows suppressed.
    var suppressedRows = 0
    /// A bound for this node and those above; `-infinity` where it was not asked for.
    var bound = -Double.infinity
  }

  let grouper: ClassGrouper
  let classCriteria: [any ClassCriterion]
  let tableCriteria: [any TableCriterion]
  let loss: any PreparedLoss
  /// The rows that may be suppressed.
  let limit: Int
  /// The least size that every criterion asks for.
  let minimumSize: Int
  /// For each class criterion, whether a class that breaks it has only parts that break it.
  let isUpwardClosed: [Bool]

  init(
    grouper: ClassGrouper, models: [PreparedModel], loss: any PreparedLoss, limit: Int
  ) {
    self.grouper = grouper
    self.loss = loss
    self.limit = limit
    classCriteria = models.compactMap { if case .classes(let model) = $0 { model } else { nil } }
    tableCriteria = models.compactMap { if case .table(let model) = $0 { model } else { nil } }
    minimumSize = classCriteria.map(\.minimumSize).max() ?? 1
    isUpwardClosed = classCriteria.map { holdsUpward($0.monotonicity, limit: limit) }
  }

  /// Whether some node can speak for all nodes below it.
  ///
  /// Rows in a class that is too small are in no larger class below. The same goes for criteria
  /// that are monotone under suppression. What is monotone without suppression only counts where
  /// nothing may be suppressed. Table criteria suppress classes of their own choice, so nothing is
  /// concluded from them otherwise.
  var canExcludeBelow: Bool {
    minimumSize > 1 || isUpwardClosed.contains(true) || tableCriteria.contains(where: excludesBelow)
  }

  private func excludesBelow(_ criterion: any TableCriterion) -> Bool {
    limit == 0 && criterion.monotonicity != .none
  }

  /// What the search needs to know of a node.
  ///
  /// - Parameters:
  ///   - source: entries of a node at or below this one.
  ///   - cut: a loss above which the node does not matter.
  ///   - wantsBound: whether to compute a bound from the classes, feasible or not.
  func verdict(
    on node: GeneralizationNode, from source: ClassSource, cut: Double, wantsBound: Bool
  ) -> Verdict {
    let grouping = grouper.grouping(of: node, from: source)
    var verdict = Verdict()
    if source.subjects == nil {
      verdict.breaksAllBelow = rowsBelowMinimum(grouping.rows, grouping.rows) > limit
      let matters = !verdict.breaksAllBelow && loss.lowerBound(of: node) <= cut
      if !wantsBound, !matters, verdict.breaksAllBelow || isMinimumSizeAll { return verdict }
    }
    let classes = grouper.classTable(of: node, from: source, grouping: grouping)
    var isSuppressed = [Bool](repeating: false, count: classes.count)
    verdict.isFeasible = decide(classes, &isSuppressed, &verdict)
    verdict.suppressedRows = suppressedRows(classes, isSuppressed)
    if verdict.isFeasible {
      verdict.loss = lossValue(node, classes, isSuppressed)
    }
    if wantsBound { verdict.bound = bound(node, classes) }
    return verdict
  }

  /// Everything about a node.
  func evaluation(of node: GeneralizationNode) -> NodeEvaluation {
    let grouping = grouper.grouping(of: node, from: grouper.base)
    let classes = grouper.classTable(of: node, from: grouper.base, grouping: grouping)
    var isSuppressed = [Bool](repeating: false, count: classes.count)
    var verdict = Verdict()
    let isFeasible = decide(classes, &isSuppressed, &verdict)
    return NodeEvaluation(
      node: node, isFeasible: isFeasible, loss: lossValue(node, classes, isSuppressed),
      suppressedRows: suppressedRows(classes, isSuppressed), classes: classes,
      isSuppressed: isSuppressed)
  }

  /// Whether sizes alone decide all models.
  private var isMinimumSizeAll: Bool {
    tableCriteria.isEmpty && classCriteria.allSatisfy(\.isMinimumSizeSufficient)
  }

  /// Marks what is suppressed; whether the models hold then.
  private func decide(
    _ classes: ClassTable, _ isSuppressed: inout [Bool], _ verdict: inout Verdict
  ) -> Bool {
    var excludingRows = 0
    var rows = 0
    for index in 0..<classes.count {
      let broken = brokenBy(index, classes)
      if broken == .nothing { continue }
      isSuppressed[index] = true
      rows += Int(classes.rows[index])
      if broken == .forAllBelow { excludingRows += Int(classes.rows[index]) }
    }
    if excludingRows > limit { verdict.breaksAllBelow = true }
    return rows <= limit && enforce(classes, &isSuppressed, &verdict)
  }

  private enum Broken { case nothing, here, forAllBelow }

  private func brokenBy(_ index: Int, _ classes: ClassTable) -> Broken {
    if Int(classes.sizes[index]) < minimumSize { return .forAllBelow }
    var broken = Broken.nothing
    for (criterion, isUpwardClosed) in zip(classCriteria, isUpwardClosed)
    where !criterion.isMinimumSizeSufficient && !criterion.holds(for: index, in: classes) {
      if isUpwardClosed { return .forAllBelow }
      broken = .here
    }
    return broken
  }

  /// Enforces the table criteria until none has anything to suppress any more.
  private func enforce(
    _ classes: ClassTable, _ isSuppressed: inout [Bool], _ verdict: inout Verdict
  ) -> Bool {
    var rows = suppressedRows(classes, isSuppressed)
    while true {
      let before = rows
      for criterion in tableCriteria {
        guard criterion.enforce(on: classes, isSuppressed: &isSuppressed, limit: limit) else {
          if excludesBelow(criterion) { verdict.breaksAllBelow = true }
          return false
        }
        rows = suppressedRows(classes, isSuppressed)
        if rows > limit { return false }
      }
      if rows == before || tableCriteria.count < 2 { return true }
    }
  }

  private func rowsBelowMinimum(_ sizes: [UInt32], _ rows: [UInt32]) -> Int {
    if minimumSize <= 1 { return 0 }
    let least = UInt32(clamping: minimumSize)
    let (sizes, rows) = (sizes.span, rows.span)
    var sum = 0
    for index in sizes.indices where sizes[index] < least { sum &+= Int(rows[index]) }
    return sum
  }

  private func suppressedRows(_ classes: ClassTable, _ isSuppressed: [Bool]) -> Int {
    var sum = 0
    for (rows, isSuppressed) in zip(classes.rows, isSuppressed) where isSuppressed {
      sum += Int(rows)
    }
    return sum
  }

  private func lossValue(
    _ node: GeneralizationNode, _ classes: ClassTable, _ isSuppressed: [Bool]
  ) -> Double {
    let value = loss.loss(of: node, classes: classes, isSuppressed: isSuppressed)
    return value.isNaN ? .infinity : value
  }

  private func bound(_ node: GeneralizationNode, _ classes: ClassTable) -> Double {
    let bound = loss.lowerBound(of: node, classes: classes)
    guard limit == 0, loss.isMonotone else { return bound.isNaN ? -.infinity : bound }
    let none = [Bool](repeating: false, count: classes.count)
    let value = loss.loss(of: node, classes: classes, isSuppressed: none)
    return [bound, value].filter { !$0.isNaN }.max() ?? -.infinity
  }
}

private func holdsUpward(_ monotonicity: Monotonicity, limit: Int) -> Bool {
  switch monotonicity {
  case .full: true
  case .withoutSuppression: limit == 0
  case .none: false
  }
}
