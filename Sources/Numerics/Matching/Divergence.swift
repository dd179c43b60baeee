#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How far two data subjects' histograms lie apart.
///
/// ## Topsøe
///
/// T(p, q) = sum p ln(2p/(p+q)) + q ln(2q/(p+q)), twice the Jensen-Shannon divergence in nats, from
/// 0 (equal) to 2 ln 2 (no bin in common). A bin that only p has contributes p ln 2, and the masses
/// of all bins sum to 1 on either side, so with f(x) = x ln x
///
///     T = 2 ln 2 + sum over common bins of  p ln(p/(p+q)) + q ln(q/(p+q))
///       = 2 ln 2 - sum over common bins of  f(p+q) - f(p) - f(q)
///
/// which needs one logarithm for each common bin, and nothing for the others. A row without counts
/// has no bin in common with any: 2 ln 2.
///
/// ## Ratio of likelihoods of counts
///
/// With counts x, y, their sums X, Y, P = x/X, Q = y/Y and M = (x+y)/(X+Y), the cost is
/// X KL(P||M) + Y KL(Q||M): minus the logarithm of the generalised likelihood ratio of "one source"
/// against "two". The same algebra gives
///
///     G = f(X+Y) - f(X) - f(Y) - sum over common bins of  f(x+y) - f(x) - f(y)
///
/// A row without counts is no evidence against anybody: its G is 0. Leave such rows out.
///
/// - Source: Topsøe, Some inequalities for information divergence and related measures of
///   discrimination, IEEE Trans. Inf. Theory 46 (2000), doi:10.1109/18.850703. Unnikrishnan and
///   Naini, De-anonymizing private data by matching statistics, Allerton 2013,
///   doi:10.1109/Allerton.2013.6736722.
public enum Divergence {
  /// The largest Topsøe divergence, 2 ln 2: that of two histograms without a common bin.
  public static let largestTopsoe: Double = 2 * 0.693147180559945309417232

  /// The Topsøe divergence of two distributions, by the definition: the reference of the kernels.
  ///
  /// - Precondition: as many bins on both sides; values are at least 0.
  /// - Complexity: O(bins).
  public static func topsoe(p: [Double], q: [Double]) -> Double {
    precondition(p.count == q.count, "both sides have the same bins")
    var sum = 0.0
    for bin in 0..<p.count {
      let both = p[bin] + q[bin]
      if p[bin] > 0 { sum += p[bin] * log(2 * p[bin] / both) }
      if q[bin] > 0 { sum += q[bin] * log(2 * q[bin] / both) }
    }
    return max(0, sum)
  }

  /// The Topsøe divergence of each pair of a target and a candidate, rows normalised.
  ///
  /// - Precondition: both have the same bins.
  /// - Complexity: one logarithm for each pair of entries in the same bin.
  public static func topsoe(
    _ targets: SparseCounts, _ candidates: SparseCounts, workers: Workers = .automatic
  ) -> PairCosts {
    pairCosts(HistogramJoin(targets, candidates, measure: .topsoe), workers: workers)
  }

  /// How exactly divergences of dense profiles are added up.
  public enum Precision: Sendable {
    /// To the last place or two of a cost.
    case double
    /// Within 1e-6, and faster: where costs are evidence among other evidence.
    case single
  }

  /// The Topsøe divergence of each pair of a target and a candidate.
  ///
  /// - Precondition: both have the same bins.
  /// - Complexity: O(targets x candidates x bins).
  public static func topsoe(
    _ targets: DenseProfiles, _ candidates: DenseProfiles, precision: Precision = .double,
    workers: Workers = .automatic
  ) -> PairCosts {
    topsoe(
      targets, PreparedProfiles(candidates, precision: precision, workers: workers),
      workers: workers)
  }

  /// The Topsøe divergence of each pair of a target and a candidate, in the precision for which the
  /// candidates were prepared.
  ///
  /// - Precondition: both have the same bins.
  /// - Complexity: O(targets x candidates x bins).
  public static func topsoe(
    _ targets: DenseProfiles, _ candidates: PreparedProfiles, workers: Workers = .automatic
  ) -> PairCosts {
    pairCosts(ProfileJoin(targets, candidates, workers: workers), workers: workers)
  }

  /// What the inverted lists' measure says of each pair of a target and a candidate.
  ///
  /// - Precondition: both have the same bins.
  /// - Complexity: one logarithm for each pair of entries in the same bin.
  public static func costs(
    _ targets: SparseCounts, _ candidates: InvertedCounts, workers: Workers = .automatic
  ) -> PairCosts {
    pairCosts(HistogramJoin(targets, candidates), workers: workers)
  }

  /// The generalised log-likelihood cost of each pair of a target and a candidate, on raw counts.
  ///
  /// - Precondition: both have the same bins.
  /// - Complexity: O(pairs of entries in the same bin).
  public static func countRatio(
    _ targets: SparseCounts, _ candidates: SparseCounts, workers: Workers = .automatic
  ) -> PairCosts {
    pairCosts(HistogramJoin(targets, candidates, measure: .countRatio), workers: workers)
  }

  private static func pairCosts(_ join: some RowCosts & Sendable, workers: Workers) -> PairCosts {
    PairCosts(rowCount: join.rowCount, columnCount: join.columnCount, workers: workers) {
      rows, costs in
      join.fill(rows, into: &costs)
    }
  }
}
