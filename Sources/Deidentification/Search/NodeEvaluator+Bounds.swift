extension NodeEvaluator {
  /// The loss as nodes are compared by it.
  func lossValue(
    _ node: GeneralizationNode, _ classes: ClassTable, _ isSuppressed: [Bool]
  ) -> SearchLoss {
    if let ranked {
      return SearchLoss(
        ranks: ranked.rankedLosses(of: node, classes: classes, isSuppressed: isSuppressed))
    }
    return SearchLoss(loss.loss(of: node, classes: classes, isSuppressed: isSuppressed))
  }

  /// What a node and those above lose at least, from the levels alone.
  func levelBound(_ node: GeneralizationNode) -> SearchLoss {
    if let ranked { return SearchLoss(ranks: ranked.rankedLowerBounds(of: node)) }
    return SearchLoss(loss.lowerBound(of: node), missing: -.infinity)
  }

  /// A bound of a node and those above, raised where rows are known to be suppressed.
  func raised(
    _ bound: SearchLoss, of node: GeneralizationNode, by excess: [Double]
  ) -> SearchLoss {
    if excess.isEmpty { return bound }
    if let ranked {
      return max(bound, SearchLoss(ranks: ranked.rankedLowerBounds(of: node, excess: excess)))
    }
    let raised = loss.raisedBound(bound.first, of: node, by: excess)
    return max(bound, SearchLoss(raised, missing: -.infinity))
  }

  /// What a node and those above lose at least, from its classes.
  ///
  /// The loss itself, where it does not fall on the way up: where rows may be suppressed, only if
  /// it does not look at suppression.
  func bound(_ node: GeneralizationNode, _ classes: ClassTable) -> SearchLoss {
    if ranked != nil { return levelBound(node) }
    let bound = SearchLoss(loss.lowerBound(of: node, classes: classes), missing: -.infinity)
    guard limit == 0 ? loss.isMonotone : loss.isMonotoneWithSuppression else { return bound }
    let none = [Bool](repeating: false, count: classes.count)
    let value = loss.loss(of: node, classes: classes, isSuppressed: none)
    return max(bound, SearchLoss(value, missing: -.infinity))
  }
}
