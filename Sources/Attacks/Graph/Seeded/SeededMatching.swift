public import Evaluation
public import Findings
public import Numerics

/// Finds people in a released graph from a few who are known: whoever is tied to them follows.
///
/// A target's answer is the release node that it was matched with, alone, or nothing.
///
/// **Guarantee** none is claimed: it is a lower bound for what a better matching finds.
/// **Source** `PercolationMatching`, `ExpandWhenStuck`, `SeedPropagation`.
/// **Cost** that of the matching, once.
/// **Does not protect against** an adversary who needs no seeds, or who knows attributes as well.
public struct SeededMatching: TrialAttack {
  /// How two graphs are matched.
  public enum Method: String, Sendable, CaseIterable {
    /// Yartseva and Grossglauser 2013.
    case percolation
    /// Kazemi, Hassani and Grossglauser 2015.
    case expansion
    /// Narayanan and Shmatikov 2009.
    case propagation
  }

  /// Who the seeds are.
  public enum SeedChoice: String, Sendable, CaseIterable {
    /// Drawn at random from the people in both graphs.
    case random
    /// Those with the most ties in the adversary's graph.
    case bestConnected = "best-connected"
  }

  /// What it is.
  public let description: AttackDescription
  /// The matching.
  public let matching: GraphMatching
  /// For each auxiliary node how strongly the matching bears its pair out.
  public let support: [Double]
  /// Pairs with less support are not named.
  public let leastSupport: Double

  /// Answers from a matching.
  public init(
    _ method: Method, matching: GraphMatching, support: [Double], leastSupport: Double = 0
  ) {
    self.description = Self.description(method)
    self.matching = matching
    self.support = support
    self.leastSupport = leastSupport
  }

  /// Matches the graphs of a pair from seeds.
  ///
  /// - Parameters:
  ///   - threshold: how many marks a pair needs in a percolation.
  ///   - seed: of the order of what is alike.
  /// - Throws: `GraphMatchingError` where a seed names a node that is not there, or one twice.
  public init(
    _ method: Method, pair: GraphPair, seeds: [(UInt32, UInt32)], threshold: Int = 2,
    seed: UInt64
  ) throws(GraphMatchingError) {
    let (auxiliary, release) = (pair.auxiliary, pair.release)
    let matching =
      switch method {
      case .percolation:
        try PercolationMatching(threshold: threshold, seed: seed)
          .match(auxiliary: auxiliary, release: release, seeds: seeds)
      case .expansion:
        try ExpandWhenStuck(seed: seed)
          .match(auxiliary: auxiliary, release: release, seeds: seeds)
      case .propagation:
        try SeedPropagation(seed: seed)
          .match(auxiliary: auxiliary, release: release, seeds: seeds)
      }
    self.init(
      method, matching: matching,
      support: matching.support(auxiliary: auxiliary, release: release))
  }

  /// Answers each auxiliary node with its match.
  public func attack(_ clues: [UInt32], answer: (Int, RankedCandidates) throws -> Void) throws {
    for (index, node) in clues.enumerated() {
      let strength = support[Int(node)]
      guard let match = matching.releaseOf[Int(node)], strength >= leastSupport else {
        try answer(index, RankedCandidates(groups: []))
        continue
      }
      try answer(
        index, RankedCandidates(groups: [CandidateGroup(score: strength, members: [match][...])]))
    }
  }

  /// The same matching, of which only pairs with enough support are named.
  func naming(atLeast support: Double, by method: Method) -> SeededMatching {
    SeededMatching(method, matching: matching, support: self.support, leastSupport: support)
  }

  /// What the attack is.
  public static func description(_ method: Method) -> AttackDescription {
    let (title, source) =
      switch method {
      case .percolation:
        (
          "Percolation from known people",
          "Yartseva and Grossglauser 2013, COSN; the order of Kazemi et al. 2015"
        )
      case .expansion:
        (
          "Expansion from a handful of people",
          "Kazemi, Hassani and Grossglauser 2015, PVLDB 8(10)"
        )
      case .propagation:
        (
          "Propagation from known people",
          "Narayanan and Shmatikov 2009, IEEE S&P"
        )
      }
    return AttackDescription(
      id: "graph/\(method.rawValue)", title: title, channel: .graph, risk: .linkability,
      failureMode: .contextualAggregation, source: source,
      doesNotCover:
        "an adversary without known people (see the seedless attacks), with attributes beside the "
        + "ties, or with another graph than the one held here")
  }
}
