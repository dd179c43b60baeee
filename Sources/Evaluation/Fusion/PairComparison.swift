public import Numerics

/// One way to say how unlike a target in the release and a candidate known to the adversary are.
///
/// Data subjects carry numbers, which a comparison must use for nothing but to look up their
/// features.
public protocol PairComparison: Sendable {
  /// A stable name in kebab case, such as `heat-maps`.
  var id: String { get }
  /// A title of a few words.
  var title: String { get }

  /// The cost of each pair: a row for each target, a column for each candidate.
  ///
  /// Lower is likelier. Equal costs are ties; infinity and not-a-number say that the two can't be
  /// compared.
  ///
  /// - Parameters:
  ///   - targets: data subjects as they stand in the release; a batch.
  ///   - candidates: data subjects as the adversary knows them; the same in each call of an
  ///     experiment.
  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts

  /// The same comparison, made ready to compare batch after batch of targets with candidates that
  /// stay the same.
  ///
  /// Its costs are those of `costs(targets:candidates:)`. What is made of the candidates is made
  /// once; without an implementation of its own it is made for each batch.
  func prepared(for candidates: [UInt32]) -> any PreparedComparison
}

extension PairComparison {
  /// The same comparison, which looks at the candidates anew for each batch.
  public func prepared(for candidates: [UInt32]) -> any PreparedComparison {
    EachBatchAnew(comparison: self, candidates: candidates)
  }
}

/// A comparison that is ready for some candidates.
public protocol PreparedComparison: Sendable {
  /// The costs of each target and all candidates, as `PairComparison.costs` gives them.
  func costs(targets: [UInt32]) -> PairCosts
}

private struct EachBatchAnew: PreparedComparison {
  let comparison: any PairComparison
  let candidates: [UInt32]

  func costs(targets: [UInt32]) -> PairCosts {
    comparison.costs(targets: targets, candidates: candidates)
  }
}
