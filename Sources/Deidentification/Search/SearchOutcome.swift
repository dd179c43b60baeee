/// What a search has found, and what it knows about the rest of the lattice.
public struct SearchOutcome: Sendable {
  /// The best node found.
  public let best: NodeEvaluation
  /// All nodes found whose loss equals the best one's to 10 digits, the best one first.
  ///
  /// They are all that there are if `isOptimal`. Of equals the best is the one that suppresses the
  /// fewest rows; then the one of the lowest sum of levels; then the first in the order of levels.
  public let ties: [GeneralizationNode]
  /// No node of the lattice that meets the models has a loss below this.
  public let lowerBound: Double
  /// Whether it is proven that no node is better.
  public let isOptimal: Bool
  /// What was looked at.
  public let statistics: SearchStatistics

  /// The best node.
  public var node: GeneralizationNode { best.node }
  /// Its loss.
  public var loss: Double { best.loss }
  /// How much lower the optimum's loss can be; 0 where the best node is proven to be optimal.
  public var gap: Double { isOptimal ? 0 : max(0, loss - lowerBound) }
}

/// How a search came to its end.
///
/// `latticeSize` is the sum of the nodes excluded by models, by bounds, decided singly, and open.
public struct SearchStatistics: Sendable, Equatable {
  /// The nodes of the lattice within the bounds (the largest number of 128 bits, if they are more).
  public var latticeSize: UInt128 = 0
  /// Nodes whose classes were counted.
  public var checkedNodes = 0
  /// Nodes below one that breaks a model, where a node that breaks it speaks for all below.
  public var excludedByModels: UInt128 = 0
  /// Nodes that can't have less loss than the best one.
  public var excludedByBound: UInt128 = 0
  /// Nodes that were looked at one by one.
  public var decidedSingly: UInt128 = 0
  /// Nodes of which nothing is known, where the search stopped early.
  public var open: UInt128 = 0

  /// Statistics of a search that has not begun.
  public init() {}
}

/// How far a search is.
public struct SearchProgress: Sendable, Equatable {
  /// Nodes whose classes were counted.
  public let checkedNodes: Int
  /// The least loss found so far; `nil` where no node has met the models yet.
  public let bestLoss: Double?
  /// No node that has not been decided has a loss below this.
  public let lowerBound: Double
}

/// The sum, or the largest number of 128 bits.
func saturatingSum(_ left: UInt128, _ right: UInt128) -> UInt128 {
  let (sum, overflow) = left.addingReportingOverflow(right)
  return overflow ? .max : sum
}
