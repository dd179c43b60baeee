public import Evaluation

/// One way to say how unlike somebody's earlier and somebody's later period are.
///
/// `PeriodLinkage` makes attacks of it. Rows of both periods carry the data subjects' numbers,
/// which a comparison must use for nothing but to look up their features.
public protocol PeriodComparison: PairComparison {
  /// The publication that the comparison comes from.
  var source: String { get }
}
