public import Numerics

/// One way to say how unlike somebody's earlier and somebody's later period are.
///
/// `PeriodLinkage` makes attacks of it. Rows of both periods carry the data subjects' numbers,
/// which a comparison must use for nothing but to look up their features.
public protocol PeriodComparison: Sendable {
  /// A stable name in kebab case, such as `heat-maps`.
  var id: String { get }
  /// A title of a few words.
  var title: String { get }
  /// The publication that the comparison comes from.
  var source: String { get }

  /// The cost of each pair: a row for each target, a column for each candidate.
  ///
  /// Lower is likelier. Equal costs are ties; infinity and not-a-number say that the two can't be
  /// compared: such a candidate is not listed.
  ///
  /// - Parameters:
  ///   - targets: data subjects whose later periods are compared; a batch.
  ///   - candidates: data subjects whose earlier periods they are compared with; the same in each
  ///     call of an experiment.
  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts
}
