/// Percolation graph matching: pairs of nodes that enough matched pairs point at are matched.
///
/// Each matched pair once puts a mark on every pair of one of its auxiliary node's neighbours and
/// one of its release node's. Of the pairs with at least `threshold` marks and free nodes the one
/// with the most is matched next; of several the one whose degrees are most alike. The matching
/// grows to nearly everybody or stays a handful: which of the two is decided by the number of
/// seeds (`criticalSeeds`).
///
/// The numbers of the release's nodes say nothing: they are shuffled first, so that pairs that
/// are marked alike are taken in a random order.
///
/// **Guarantee** none on the result; the same seed gives the same matching.
/// **Source** Yartseva and Grossglauser, *On the performance of percolation graph matching*, COSN
/// 2013, algorithm 1 (PGM). Which of the pairs with enough marks is taken is free there; the most
/// marked one, ties by degree, is the rule of Kazemi, Hassani and Grossglauser, *Growing a graph
/// matching from a handful of seeds*, PVLDB 8 (2015), algorithm 2.
/// **Cost** O(marks) expected time, a matched pair putting at most the product of its degrees;
/// some 20 bytes for each pair that has a mark. Pairs with a node of fewer than `threshold`
/// neighbours, and pairs with a matched node, can never be matched and get no mark.
public struct PercolationMatching: Sendable {
  /// How many marks a pair needs.
  public let threshold: Int
  /// The seed of the order in which pairs that are marked alike are taken.
  public let seed: UInt64
  /// How many pairs may have a mark at a time: a matched pair that would exceed it puts none, and
  /// the matching is not `isFinished`.
  public let pairLimit: Int

  /// How many pairs may have a mark unless told otherwise: some 2 GB.
  public static let pairLimit = 100_000_000

  /// A matching with r = `threshold`.
  ///
  /// - Precondition: `threshold` >= 1.
  public init(
    threshold: Int = 2, seed: UInt64 = 0, pairLimit: Int = PercolationMatching.pairLimit
  ) {
    precondition(threshold >= 1, "a pair needs a mark at least")
    self.threshold = threshold
    self.seed = seed
    self.pairLimit = pairLimit
  }

  /// How many seeds a pair of random graphs G(n, p) needs in theory, of which each keeps an edge
  /// with probability s: a_c = (1 - 1/r) ((r - 1)! / (n (p s^2)^r))^(1/(r-1)).
  ///
  /// Below, the matching stops at once; above, it spreads to nearly everybody.
  ///
  /// - Parameter sharedEdgeProbability: p s^2.
  /// - Returns: a_c; 1 for a threshold of 1.
  /// - Source: Yartseva and Grossglauser 2013, theorem 1, after Janson, Łuczak, Turova and Vallier
  ///   2012, *Bootstrap percolation on the random graph*.
  public func criticalSeeds(nodeCount: Int, sharedEdgeProbability: Double) -> Double {
    guard threshold > 1 else { return 1 }
    let r = Double(threshold)
    let factorial = (1..<threshold).reduce(1.0) { $0 * Double($1) }
    let powered = (0..<threshold).reduce(Double(nodeCount)) { sum, _ in
      sum * sharedEdgeProbability
    }
    return (1 - 1 / r) * Self.root(factorial / powered, threshold - 1)
  }

  /// Matches two graphs from seeds.
  ///
  /// - Parameters:
  ///   - auxiliary: the graph whose people are known.
  ///   - release: the graph that is attacked.
  ///   - seeds: pairs of an auxiliary and a release node that are taken for granted.
  /// - Throws: `GraphMatchingError` where a seed names a node that is not there, or one twice.
  public func match(
    auxiliary: SparseGraph, release: SparseGraph, seeds: [(UInt32, UInt32)]
  ) throws(GraphMatchingError) -> GraphMatching {
    let shuffled = ShuffledGraph(release, seed: seed)
    var growth = PercolationGrowth(
      threshold: threshold, leastDegree: threshold, pairLimit: pairLimit, auxiliary: auxiliary,
      release: shuffled.graph,
      state: try MatchingState(
        auxiliaryCount: auxiliary.nodeCount, releaseCount: release.nodeCount,
        seeds: shuffled.renumbered(seeds)))
    for (first, second) in shuffled.renumbered(seeds) { growth.spread(first, second) }
    growth.percolate()
    return shuffled.restored(growth.state, isFinished: growth.isFinished)
  }

  /// The root by bisection; the kernels need no Foundation.
  private static func root(_ value: Double, _ degree: Int) -> Double {
    guard degree > 1 else { return value }
    if degree == 2 { return value.squareRoot() }
    var (low, high) = (0.0, max(1, value))
    for _ in 0..<200 {
      let middle = (low + high) / 2
      let power = (0..<degree).reduce(1.0) { product, _ in product * middle }
      if power < value { low = middle } else { high = middle }
    }
    return high
  }
}
