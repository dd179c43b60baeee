import Numerics

/// The search for the recoding of least loss that meets privacy models, over the whole lattice of
/// levels.
///
/// Classes that break a class criterion are suppressed; a node whose suppressed rows exceed the
/// limit fails. Table criteria may suppress more within the limit. Suppressed rows lose all
/// quasi-identifiers, and count in the loss.
///
/// **Guarantee:** without a limit on checks, no node within the bounds that meets the models has
/// less loss (to 10 digits; ties by the rule at `SearchOutcome.ties`); with one, none has less than
/// `lowerBound`. The outcome depends on neither threads nor clock. That presupposes what models and
/// losses state of themselves: `Monotonicity.full` means that a class holds whenever a part of it
/// does, a loss does not fall below its bounds.
/// **Source:** branch and bound over boxes of the lattice with predictive tagging; the tagging is
/// that of Kohlmayer et al., Flash, PASSAT 2012; the order is best-first (Hart, Nilsson, Raphael
/// 1968).
/// **Cost:** one grouping for each checked node; memory for the open boxes, never for the lattice.
public struct LatticeSearch: Sendable {
  /// Part of the lattice and limits.
  public let options: Options
  /// The rows that may be suppressed.
  public let rowLimit: Int

  private let evaluator: NodeEvaluator

  /// Makes models and loss ready for a table.
  ///
  /// - Parameters:
  ///   - suppressionLimit: the share of rows that may lose all quasi-identifiers, 0 to 1; what is
  ///     allowed is rounded down to whole rows.
  /// - Throws: `DeidentificationError` where a parameter is out of range, the table is empty, or a
  ///   model or loss can't be made ready.
  /// - Complexity: O(tuples x quasi-identifiers), and what models and loss take.
  public init(
    table: SearchTable, models: [any PrivacyModel], loss: any LossModel, suppressionLimit: Double,
    options: Options = Options()
  ) throws(DeidentificationError) {
    guard suppressionLimit >= 0, suppressionLimit <= 1 else {
      throw .parameter(name: "suppressionLimit", rule: "must lie between 0 and 1")
    }
    guard table.rowCount > 0 else {
      throw .parameter(name: "table", rule: "must have at least one row")
    }
    if let limit = options.checkLimit, limit < 1 {
      throw .parameter(name: "checkLimit", rule: "must be at least 1")
    }
    guard options.partLimit >= 1 else {
      throw .parameter(name: "partLimit", rule: "must be at least 1")
    }
    self.options = options
    // A share such as 0.29 of 100 rows is 29 rows, though 0.29 * 100 is a little less.
    let rows = suppressionLimit * Double(table.rowCount)
    rowLimit = min(table.rowCount, Int((rows * (1 + 1e-12)).rounded(.down)))
    let grouper = try ClassGrouper(table, bounds: options.bounds)
    var prepared: [PreparedModel] = []
    for model in models { prepared.append(try model.prepared(for: table)) }
    evaluator = NodeEvaluator(
      grouper: grouper, models: prepared, loss: try loss.prepared(for: table), limit: rowLimit)
  }

  /// Everything about one node.
  ///
  /// - Throws: `DeidentificationError.parameter` where the node is not within the bounds.
  public func evaluate(
    _ node: GeneralizationNode
  ) throws(DeidentificationError) -> NodeEvaluation {
    try evaluator.grouper.check(node)
    return evaluator.evaluation(of: node)
  }

  /// Searches.
  ///
  /// - Parameter progress: called now and then, on the caller's thread.
  /// - Throws: `DeidentificationError.noSolution` where no node meets the models, or none of those
  ///   checked within the limit does.
  public func run(
    progress: (SearchProgress) -> Void = { _ in }
  ) throws(DeidentificationError) -> SearchOutcome {
    var state = SearchState(evaluator, options: options)
    while state.advance() { progress(state.progress) }
    guard let node = state.bestNode else { throw noSolution(state) }
    return SearchOutcome(
      best: evaluator.evaluation(of: node), ties: state.ties, lowerBound: state.lowerBound,
      isOptimal: state.isProven, statistics: state.finalStatistics)
  }

  private func noSolution(_ state: borrowing SearchState) -> DeidentificationError {
    state.isProven
      ? .noSolution(
        reason: "No recoding within the levels allowed meets the models",
        remedy: "Allow more suppression or higher levels, or ask for less")
      : .noSolution(
        reason: "None of the \(state.finalStatistics.checkedNodes) nodes checked meets the models",
        remedy: "Raise the limit of checked nodes, or allow more suppression")
  }
}
