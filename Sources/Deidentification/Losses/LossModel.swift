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
  /// Whether `excess` says anything.
  var knowsExcess: Bool { get }
  /// How much more the suppressed classes cost than if they stayed: one number, or one for each
  /// quasi-identifier; empty where nothing is known.
  ///
  /// Every node at or below this one that suppresses at least these rows loses at least as much
  /// more than a bound for it says; `raisedBound` puts both together.
  ///
  /// - Complexity: O(suppressed classes x quasi-identifiers).
  func excess(of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]) -> [Double]
  /// The bound of a node and those above it, raised for the nodes among them that are at or below
  /// another node and suppress at least the rows from which that node's `excess` was made.
  func raisedBound(_ bound: Double, of node: GeneralizationNode, by excess: [Double]) -> Double
  /// What one class loses if it stays, where the measure tells classes of one size apart.
  ///
  /// Only compared: table criteria suppress, of classes of one size, those first that lose the
  /// least, as ARX does.
  func classLoss(of index: Int, at node: GeneralizationNode, classes: ClassTable) -> Double
}

extension PreparedLoss {
  /// Nothing is known unless a loss says so.
  public var knowsExcess: Bool { false }
  /// Nothing is known.
  public func excess(
    of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]
  ) -> [Double] { [] }
  /// The bound as it is.
  public func raisedBound(
    _ bound: Double, of node: GeneralizationNode, by excess: [Double]
  ) -> Double { bound }
  /// The same for all classes.
  public func classLoss(
    of index: Int, at node: GeneralizationNode, classes: ClassTable
  ) -> Double { 0 }
  /// Not proven unless a loss says so.
  public var isMonotoneWithSuppression: Bool { false }
}
