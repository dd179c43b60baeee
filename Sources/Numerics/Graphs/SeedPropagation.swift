/// Narayanan and Shmatikov's propagation: a node is mapped to the one that stands out.
///
/// For each auxiliary node the release nodes are scored: each mapped neighbour adds 1 over the
/// square root of the degree to every neighbour of its image. The best is taken if it stands out
/// by `eccentricity` standard deviations of all scores from the second, and if the same done from
/// its side leads back. Nodes mapped before are visited again, until a round changes nothing.
///
/// **Guarantee** none on the result; the same seed gives the same matching.
/// **Source** Narayanan and Shmatikov, *De-anonymizing social networks*, IEEE S&P 2009, section 5
/// and its pseudocode, for undirected graphs.
/// **Cost** O(sum over auxiliary nodes of the degrees of their neighbours' images) a round.
public struct SeedPropagation: Sendable {
  /// By how many standard deviations the best score must exceed the second: theta.
  public let eccentricity: Double
  /// How many rounds are made at most; the mapping is then not `isFinished`.
  public let roundLimit: Int
  /// The seed of the order of the release's nodes.
  public let seed: UInt64

  /// A propagation; the paper's theta is 0.5.
  public init(eccentricity: Double = 0.5, roundLimit: Int = 30, seed: UInt64 = 0) {
    self.eccentricity = eccentricity
    self.roundLimit = roundLimit
    self.seed = seed
  }

  /// Maps the nodes of two graphs from seeds, pairs of an auxiliary and a release node.
  ///
  /// - Throws: `GraphMatchingError` where a seed names a node that is not there, or one twice.
  public func match(
    auxiliary: SparseGraph, release: SparseGraph, seeds: [(UInt32, UInt32)]
  ) throws(GraphMatchingError) -> GraphMatching {
    let shuffled = ShuffledGraph(release, seed: seed)
    var state = try MatchingState(
      auxiliaryCount: auxiliary.nodeCount, releaseCount: release.nodeCount,
      seeds: shuffled.renumbered(seeds))
    var forward = NeighborScores(toward: shuffled.graph)
    var backward = NeighborScores(toward: auxiliary)
    var changed = true
    for _ in 0..<roundLimit where changed {
      changed = false
      for node in 0..<UInt32(auxiliary.nodeCount) where !state.isSeed[Int(node)] {
        if let image = outstanding(node, auxiliary, shuffled.graph, state, &forward, &backward),
          state.releaseOf[Int(node)] != image
        {
          state.untie(node)
          state.tie(node, image)
          changed = true
        }
      }
    }
    return shuffled.restored(state, isFinished: !changed)
  }

  /// The release node that stands out for a node, and for which the node stands out.
  private func outstanding(
    _ node: UInt32, _ auxiliary: SparseGraph, _ release: SparseGraph, _ state: MatchingState,
    _ forward: inout NeighborScores, _ backward: inout NeighborScores
  ) -> UInt32? {
    let image = forward.best(
      for: auxiliary.neighbors(of: Int(node)), images: state.releaseOf, taken: state.auxiliaryOf,
      own: node, eccentricity: eccentricity)
    guard let image else { return nil }
    // The node's own partner, given up for this visit, must not bar the way back.
    let back = backward.best(
      for: release.neighbors(of: Int(image)), images: state.auxiliaryOf, taken: state.releaseOf,
      own: state.releaseOf[Int(node)] ?? image, eccentricity: eccentricity)
    return back == node ? image : nil
  }
}

/// Scores of the nodes of one graph, for one node of the other at a time.
private struct NeighborScores {
  private let graph: SparseGraph
  private let weights: [Double]
  private var scores: [Double]
  private var touched: [UInt32] = []

  init(toward graph: SparseGraph) {
    self.graph = graph
    weights = (0..<graph.nodeCount).map { 1 / Double(max(graph.degree(of: $0), 1)).squareRoot() }
    scores = Array(repeating: 0, count: graph.nodeCount)
  }

  /// The node with the highest score, if it stands out.
  ///
  /// - Parameters:
  ///   - neighbors: of the node that is to be mapped, in the other graph.
  ///   - images: of the other graph's nodes in this one.
  ///   - taken: for each node here whose image it is.
  ///   - own: a node whose image counts as free.
  mutating func best(
    for neighbors: ArraySlice<UInt32>, images: [UInt32?], taken: [UInt32?], own: UInt32,
    eccentricity: Double
  ) -> UInt32? {
    for neighbor in neighbors {
      guard let image = images[Int(neighbor)] else { continue }
      for candidate in graph.neighbors(of: Int(image)) {
        if let owner = taken[Int(candidate)], owner != own { continue }
        if scores[Int(candidate)] == 0 { touched.append(candidate) }
        scores[Int(candidate)] += weights[Int(candidate)]
      }
    }
    defer { clear() }
    var (best, second, sum, squares) = (0.0, 0.0, 0.0, 0.0)
    var found: UInt32?
    for candidate in touched {
      let score = scores[Int(candidate)]
      sum += score
      squares += score * score
      if score > best {
        second = best
        best = score
        found = candidate
      } else {
        second = max(second, score)
      }
    }
    let count = Double(scores.count)
    let variance = squares / count - (sum / count) * (sum / count)
    guard variance > 0, best - second >= eccentricity * variance.squareRoot() else { return nil }
    return best > second ? found : nil
  }

  private mutating func clear() {
    for candidate in touched { scores[Int(candidate)] = 0 }
    touched.removeAll(keepingCapacity: true)
  }
}
