/// Percolation that goes on from guesses when it is stuck: for a handful of seeds.
///
/// As `PercolationMatching` with two marks; when no pair has two, every pair that has one and was
/// not matched puts marks as if it were a seed, wrong as most of them are, and the percolation
/// starts again. It ends when no such pair is left.
///
/// **Guarantee** none on the result; the same seed gives the same matching.
/// **Source** Kazemi, Hassani, Grossglauser, *Growing a graph matching from a handful of seeds*,
/// PVLDB 8(10), 2015, algorithm 2 (ExpandWhenStuck).
/// **Cost** O(marks) expected time, each pair with a mark putting at most the product of its
/// degrees: up to the square of what the percolation needs, bounded by `markLimit`.
public struct ExpandWhenStuck: Sendable {
  /// The seed of the order in which pairs that are marked alike are taken.
  public let seed: UInt64
  /// How many pairs may have a mark at a time.
  public let pairLimit: Int
  /// How many marks are put at most; the matching is then not `isFinished`.
  public let markLimit: Int

  /// How many marks are put unless told otherwise: some ten seconds.
  public static let markLimit = 500_000_000

  /// A matching.
  public init(
    seed: UInt64 = 0, pairLimit: Int = PercolationMatching.pairLimit,
    markLimit: Int = ExpandWhenStuck.markLimit
  ) {
    self.seed = seed
    self.pairLimit = pairLimit
    self.markLimit = markLimit
  }

  /// Matches two graphs from seeds, pairs of an auxiliary and a release node.
  ///
  /// - Throws: `GraphMatchingError` where a seed names a node that is not there, or one twice.
  public func match(
    auxiliary: SparseGraph, release: SparseGraph, seeds: [(UInt32, UInt32)]
  ) throws(GraphMatchingError) -> GraphMatching {
    let shuffled = ShuffledGraph(release, seed: seed)
    let renumbered = shuffled.renumbered(seeds)
    var growth = PercolationGrowth(
      threshold: 2, leastDegree: 1, pairLimit: pairLimit, auxiliary: auxiliary,
      release: shuffled.graph,
      state: try MatchingState(
        auxiliaryCount: auxiliary.nodeCount, releaseCount: release.nodeCount, seeds: renumbered))
    growth.marksLeft = markLimit
    for (first, second) in renumbered { growth.spread(first, second) }
    repeat {
      growth.percolate()
    } while growth.spreadUnmatched()
    growth.percolate()
    return shuffled.restored(growth.state, isFinished: growth.isFinished)
  }
}
