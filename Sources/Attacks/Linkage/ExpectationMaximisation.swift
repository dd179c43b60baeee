import Foundation

/// Estimates a model's parameters from counts of patterns alone, nobody saying which pairs match.
///
/// Each round takes the probability of each pattern under the present parameters (expectation) and
/// counts levels with these as weights (maximisation). A missing value takes no part in its column.
///
/// **Guarantee** the likelihood (posterior density with `pseudoPairs`) does not fall from round to
/// round; where columns depend on each other given the truth, estimates are biased, and no warning
/// can come from the data alone.
/// **Source** Dempster, Laird and Rubin 1977; Winkler, Using the EM algorithm for weight
/// computation in the Fellegi-Sunter model, ASA 1988.
/// **Cost** O(patterns * columns) a round.
public struct ExpectationMaximisation: Sendable {
  /// What is estimated.
  public struct Freedom: Sendable, Equatable {
    /// Columns whose probabilities among one person's pairs are estimated; the others take no part.
    public var matching: Set<Int>
    /// Columns whose probabilities among two people's pairs are estimated.
    public var differing: Set<Int>
    /// Whether the share of matches is.
    public var matchShare: Bool
    /// Columns that take no part, such as those by which the pairs were chosen.
    public var heldOut: Set<Int>

    /// What is estimated.
    public init(
      matching: Set<Int>, differing: Set<Int> = [], matchShare: Bool = true,
      heldOut: Set<Int> = []
    ) {
      self.matching = matching
      self.differing = differing
      self.matchShare = matchShare
      self.heldOut = heldOut
    }
  }

  /// How common the value is on which the pairs of each pattern agree in one column.
  ///
  /// Patterns are then told apart by that value as well, so that counts stay sufficient.
  public struct Terms: Sendable, Equatable {
    /// The column; its first level is equality.
    public let field: Int
    /// For each pattern the share of rows with the value, `nil` where the values are not equal.
    public let frequencies: [Double?]
    /// How much of the adjustment counts, from 0 to 1.
    public let power: Double

    /// Frequencies of equal values.
    public init(field: Int, frequencies: [Double?], power: Double = 1) {
      self.field = field
      self.frequencies = frequencies
      self.power = power
    }
  }

  /// What came of it.
  public struct Outcome: Sendable, Equatable {
    /// The parameters before the first round and after each.
    public let history: [MatchModel]
    /// Whether the last round moved no parameter by more than the tolerance.
    public let converged: Bool
    /// The last parameters.
    public var model: MatchModel { history[history.count - 1] }
    /// The number of rounds.
    public var rounds: Int { history.count - 1 }
  }

  /// What is estimated.
  public let freedom: Freedom
  /// A round that moves no parameter by more than this is the last.
  public let tolerance: Double
  /// The most rounds.
  public let mostRounds: Int
  /// How many matching pairs the starting values count as (a Dirichlet prior); 0 for none.
  public let pseudoPairs: Double

  /// An estimation.
  public init(
    freedom: Freedom, tolerance: Double = 1e-4, mostRounds: Int = 100, pseudoPairs: Double = 0
  ) {
    self.freedom = freedom
    self.tolerance = tolerance
    self.mostRounds = mostRounds
    self.pseudoPairs = pseudoPairs
  }

  /// Runs from `start`.
  ///
  /// - Parameter terms: values' own frequencies, which take the place of the first level's
  ///   probability among two people's pairs.
  /// - Precondition: terms hold a frequency or `nil` for each pattern.
  public func run(
    _ patterns: ComparisonPatterns, from start: MatchModel, terms: [Terms] = []
  ) -> Outcome {
    precondition(
      terms.allSatisfy { $0.frequencies.count == patterns.count }, "a frequency a pattern")
    var history = [start]
    var converged = patterns.pairCount == 0
    while history.count <= mostRounds, !converged {
      let last = history[history.count - 1]
      let next = round(patterns, last, start, terms)
      converged = next.distance(from: last) <= tolerance
      history.append(next)
    }
    return Outcome(history: history, converged: converged)
  }

  private func round(
    _ patterns: ComparisonPatterns, _ model: MatchModel, _ start: MatchModel, _ terms: [Terms]
  ) -> MatchModel {
    var (matching, differing) = (model.zeros, model.zeros)
    var (matches, pairs) = (0.0, 0.0)
    let probabilities = probabilities(patterns, model, terms)
    for pattern in 0..<patterns.count {
      let count = patterns.counts[pattern]
      let match = probabilities[pattern] * count
      matches += match
      pairs += count
      for field in 0..<patterns.fieldCount {
        guard let level = patterns.level(ofPattern: pattern, field: field) else { continue }
        matching[field][level] += match
        differing[field][level] += count - match
      }
    }
    var next = model
    for field in freedom.matching {
      next.matching[field] = Self.shares(
        matching[field], prior: start.matching[field], strength: pseudoPairs,
        fallback: model.matching[field])
    }
    for field in freedom.differing {
      next.differing[field] = Self.shares(
        differing[field], prior: start.differing[field], strength: pseudoPairs,
        fallback: model.differing[field])
    }
    if freedom.matchShare, pairs > 0 { next.matchShare = matches / pairs }
    return next
  }

  /// The probability of each pattern, held-out columns silent.
  private func probabilities(
    _ patterns: ComparisonPatterns, _ model: MatchModel, _ terms: [Terms]
  ) -> [Double] {
    let prior = model.priorWeight
    var weights = model.without(freedom.heldOut).weights(of: patterns)
    for term in terms where !freedom.heldOut.contains(term.field) {
      let usual = model.differing[term.field][0]
      for (pattern, frequency) in term.frequencies.enumerated() {
        if let frequency { weights[pattern] += term.power * log2(usual / frequency) }
      }
    }
    return weights.map { MatchModel.probability(weight: prior + $0) }
  }

  private static func shares(
    _ counts: [Double], prior: [Double], strength: Double, fallback: [Double]
  ) -> [Double] {
    let total = counts.reduce(0, +) + strength
    guard total > 0 else { return fallback }
    return zip(counts, prior).map { ($0 + strength * $1) / total }
  }
}

extension MatchModel {
  fileprivate var zeros: [[Double]] { matching.map { $0.map { _ in 0 } } }

  /// The model in which some columns say nothing.
  func without(_ fields: Set<Int>) -> MatchModel {
    var model = self
    for field in fields { model.differing[field] = model.matching[field] }
    return model
  }

  /// The largest difference of a parameter.
  fileprivate func distance(from other: MatchModel) -> Double {
    let levels = zip(matching + differing, other.matching + other.differing).flatMap {
      zip($0, $1).map { abs($0 - $1) }
    }
    return max(levels.max() ?? 0, abs(matchShare - other.matchShare))
  }
}
