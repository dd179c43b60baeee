/// Decides models and loss for one node.
struct NodeEvaluator: Sendable {
  /// What the search keeps of a node.
  struct Verdict: Sendable {
    /// Whether the node breaks the models in a way that all nodes below it do as well.
    var breaksAllBelow = false
    /// Whether the models hold within the limit.
    var isFeasible = false
    /// The loss, where the node is feasible and could matter.
    var loss = SearchLoss.unbounded
    /// The rows suppressed.
    var suppressedRows = 0
    /// A bound for this node and those above; unknown where it was not asked for.
    var bound = SearchLoss.unknown
    /// How much more the rows cost that this node and all below suppress than if they were kept;
    /// empty where it was not asked for.
    var excess: [Double] = []
  }

  /// What is asked of a node beside feasibility and loss.
  struct Wants: Sendable {
    /// A bound from the classes, feasible or not.
    var bound = false
    /// The excess of the rows that are suppressed here and below.
    var excess = false
  }

  let grouper: ClassGrouper
  let classCriteria: [any ClassCriterion]
  let tableCriteria: [any TableCriterion]
  let loss: any PreparedLoss
  /// The loss, where recodings are compared by the ranks of its parts.
  let ranked: (any PreparedDimensionalLoss)?
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
    let dimensional = loss as? any PreparedDimensionalLoss
    ranked = dimensional?.ranksDimensions == true ? dimensional : nil
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

  /// Whether it pays to ask for the excess of suppressed rows.
  ///
  /// Where few rows may be suppressed the models exclude what it would: on Adult with 4 % it takes
  /// 338 checks instead of 251, with all rows 261 instead of 1,682. The line between is drawn at a
  /// quarter; it changes the way of the search, never its outcome.
  var canRaiseBounds: Bool {
    limit > grouper.table.rowCount / 4 && loss.knowsExcess
      && (minimumSize > 1 || isUpwardClosed.contains(true))
  }

  /// What the search needs to know of a node.
  ///
  /// - Parameters:
  ///   - source: entries of a node at or below this one.
  ///   - best: a loss above which the node does not matter.
  func verdict(
    on node: GeneralizationNode, from source: ClassSource, best: SearchLoss, wants: Wants
  ) -> Verdict {
    let grouping = grouper.grouping(of: node, from: source)
    var verdict = Verdict()
    if source.subjects == nil {
      verdict.breaksAllBelow = rowsBelowMinimum(grouping.rows, grouping.rows) > limit
      let matters = !verdict.breaksAllBelow && !levelBound(node).exceeds(best)
      let isAll = wants.bound || wants.excess
      if !isAll, !matters, verdict.breaksAllBelow || isMinimumSizeAll { return verdict }
    }
    let classes = grouper.classTable(of: node, from: source, grouping: grouping)
    var marks = Marks(classes)
    verdict.isFeasible = decide(node, classes, &marks, &verdict)
    verdict.suppressedRows = suppressedRows(classes, marks.isSuppressed)
    if verdict.isFeasible { verdict.loss = lossValue(node, classes, marks.isSuppressed) }
    if wants.bound { verdict.bound = bound(node, classes) }
    if wants.excess {
      verdict.excess = loss.excess(of: node, classes: classes, isSuppressed: marks.isExcluded)
    }
    return verdict
  }

  /// Everything about a node.
  func evaluation(of node: GeneralizationNode) -> NodeEvaluation {
    let grouping = grouper.grouping(of: node, from: grouper.base)
    let classes = grouper.classTable(of: node, from: grouper.base, grouping: grouping)
    var marks = Marks(classes)
    var verdict = Verdict()
    let isFeasible = decide(node, classes, &marks, &verdict)
    let value = lossValue(node, classes, marks.isSuppressed)
    return NodeEvaluation(
      node: node, isFeasible: isFeasible, loss: value.first,
      rankedLosses: ranked == nil ? [] : [value.first] + value.rest,
      suppressedRows: suppressedRows(classes, marks.isSuppressed), classes: classes,
      isSuppressed: marks.isSuppressed)
  }

  /// Whether sizes alone decide all models.
  private var isMinimumSizeAll: Bool {
    tableCriteria.isEmpty && classCriteria.allSatisfy(\.isMinimumSizeSufficient)
  }

  /// Which classes are suppressed, and which of them are in every node below as well.
  private struct Marks {
    var isSuppressed: [Bool]
    var isExcluded: [Bool]

    init(_ classes: ClassTable) {
      isSuppressed = [Bool](repeating: false, count: classes.count)
      isExcluded = isSuppressed
    }
  }

  /// Marks what is suppressed; whether the models hold then.
  private func decide(
    _ node: GeneralizationNode, _ classes: ClassTable, _ marks: inout Marks,
    _ verdict: inout Verdict
  ) -> Bool {
    var excludingRows = 0
    var rows = 0
    for index in 0..<classes.count {
      let broken = brokenBy(index, classes)
      if broken == .nothing { continue }
      marks.isSuppressed[index] = true
      rows += Int(classes.rows[index])
      if broken == .forAllBelow {
        marks.isExcluded[index] = true
        excludingRows += Int(classes.rows[index])
      }
    }
    if excludingRows > limit { verdict.breaksAllBelow = true }
    return rows <= limit && enforce(node, classes, &marks.isSuppressed, &verdict)
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
    _ node: GeneralizationNode, _ classes: ClassTable, _ isSuppressed: inout [Bool],
    _ verdict: inout Verdict
  ) -> Bool {
    var rows = suppressedRows(classes, isSuppressed)
    while true {
      let before = rows
      for criterion in tableCriteria {
        guard enforce(criterion, node, classes, &isSuppressed) else {
          if excludesBelow(criterion) { verdict.breaksAllBelow = true }
          return false
        }
        rows = suppressedRows(classes, isSuppressed)
        if rows > limit { return false }
      }
      if rows == before || tableCriteria.count < 2 { return true }
    }
  }

  /// Among classes of one size, those that lose the least go first.
  private func enforce(
    _ criterion: any TableCriterion, _ node: GeneralizationNode, _ classes: ClassTable,
    _ isSuppressed: inout [Bool]
  ) -> Bool {
    guard let ordered = criterion as? any LossOrderedCriterion else {
      return criterion.enforce(on: classes, isSuppressed: &isSuppressed, limit: limit)
    }
    return ordered.enforce(on: classes, isSuppressed: &isSuppressed, limit: limit) {
      loss.classLoss(of: $0, at: node, classes: classes)
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
}

private func holdsUpward(_ monotonicity: Monotonicity, limit: Int) -> Bool {
  switch monotonicity {
  case .full: true
  case .withoutSuppression: limit == 0
  case .none: false
  }
}
