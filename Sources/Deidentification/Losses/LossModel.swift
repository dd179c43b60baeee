/// A recoding of the whole table: the level of each quasi-identifier.
public struct GeneralizationNode: Sendable, Hashable {
  /// One level for each quasi-identifier.
  public var levels: [Int]

  /// A node.
  public init(_ levels: [Int]) { self.levels = levels }
}

/// A measure of what a release has lost, as a user names it: less is better.
public protocol LossModel: Sendable {
  /// The measure's name in the literature.
  var name: String { get }
  /// Makes the measure ready for a table.
  ///
  /// - Throws: `DeidentificationError` where the table lacks what it needs.
  func prepared(for table: SearchTable) throws(DeidentificationError) -> any PreparedLoss
}

/// A loss ready to be asked for recodings of one table.
public protocol PreparedLoss: Sendable {
  /// Whether a node's loss is never below that of a node under it (suppression left aside).
  var isMonotone: Bool { get }
  /// Whether that is still so where each node has suppressed classes of its own, whichever they
  /// are: the loss doesn't look at suppression, and a search may stop at the first node that holds.
  var isMonotoneWithSuppression: Bool { get }
  /// The loss of a recoding whose suppressed classes lose all quasi-identifiers.
  ///
  /// - Complexity: O(classes x quasi-identifiers).
  func loss(of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]) -> Double
  /// A number that the loss of this node and of every node above it does not fall below; for
  /// pruning. `-infinity` where none is known.
  func lowerBound(of node: GeneralizationNode, classes: ClassTable) -> Double
  /// A bound from the node's levels alone, before any class is counted.
  func lowerBound(of node: GeneralizationNode) -> Double
}

extension PreparedLoss {
  /// Not proven unless a loss says so.
  public var isMonotoneWithSuppression: Bool { false }
}
