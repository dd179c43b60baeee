import Numerics

/// Compared pairs with their evidence.
public struct Linkage: Sendable {
  /// The rows.
  public let records: LinkageRecords
  /// The rules by which pairs were compared.
  public let plan: BlockingPlan
  /// The parameters.
  public let model: MatchModel
  /// How each column was compared, best level first; "differ" is not listed.
  public let levels: [[ComparisonLevel]]
  /// The rules learned from, with rounds and convergence of each.
  public let training: [TrainingSummary]
  /// The pairs and their patterns.
  let pairs: CandidatePairs
  /// The evidence of each pair in bits, the prior included.
  let weights: [Float]

  /// What one training rule came to.
  public struct TrainingSummary: Sendable, Equatable {
    /// The rule.
    public let rule: BlockingRule
    /// The pairs compared.
    public let pairCount: Int
    /// The matches among them, estimated.
    public let matches: Double
    /// The rounds until nothing moved.
    public let rounds: Int
    /// Whether it got there.
    public let converged: Bool
  }

  init(
    records: LinkageRecords, comparisons: [FieldComparison], plan: BlockingPlan,
    model: MatchModel, sessions: [ModelTraining.Session], pairs: CandidatePairs,
    frequencies: TermFrequencies?
  ) {
    self.records = records
    self.plan = plan
    self.model = model
    self.levels = comparisons.map(\.levels)
    self.training = sessions.map {
      TrainingSummary(
        rule: $0.rule, pairCount: $0.pairs.count, matches: $0.matches, rounds: $0.outcome.rounds,
        converged: $0.outcome.converged)
    }
    self.pairs = pairs
    let prior = model.priorWeight
    let base = model.weights(of: pairs.patterns).map { Float($0 + prior) }
    weights = Self.weights(pairs, base: base, records, frequencies)
  }

  init(emptyOf records: LinkageRecords, _ comparer: PairComparer) {
    self.init(
      records: records, comparisons: comparer.comparisons,
      plan: BlockingPlan(rules: [], pairCounts: [], coverage: 1),
      model: .start(levelCounts: comparer.levelCounts, matchShare: 0), sessions: [],
      pairs: CandidatePairs(rules: [], comparer: comparer, workers: .single), frequencies: nil)
  }

  /// The number of pairs compared.
  public var pairCount: Int { pairs.count }

  /// The probability that a pair is one person, whatever else either row could be.
  public func probability(ofPair pair: Int) -> Double {
    MatchModel.probability(weight: Double(weights[pair]))
  }

  /// The pairs whose probability is at least `least`: left row, right row, probability.
  ///
  /// - Complexity: O(pairs).
  public func links(
    atLeast least: Double
  ) -> [(left: UInt32, right: UInt32, probability: Double)] {
    weights.indices.compactMap { pair in
      let probability = probability(ofPair: pair)
      return probability >= least ? (pairs.left[pair], pairs.right[pair], probability) : nil
    }
  }

  private static func weights(
    _ pairs: CandidatePairs, base: [Float], _ records: LinkageRecords,
    _ frequencies: TermFrequencies?
  ) -> [Float] {
    var weights = pairs.patternIDs.map { base[Int($0)] }
    guard let frequencies else { return weights }
    for (position, field) in records.fields.enumerated()
    where !frequencies.adjustments[position].isEmpty {
      let isEqual = (0..<pairs.patterns.count).map {
        pairs.patterns.level(ofPattern: $0, field: position) == 0
      }
      let adjustments = frequencies.adjustments[position]
      for pair in weights.indices where isEqual[Int(pairs.patternIDs[pair])] {
        weights[pair] += adjustments[Int(field.right[Int(pairs.right[pair])])]
      }
    }
    return weights
  }
}
