import Foundation

/// The parameters of Fellegi and Sunter's model.
///
/// **Source** Fellegi and Sunter, A theory for record linkage, JASA 64 (1969).
public struct MatchModel: Sendable, Equatable {
  /// For each column and level the probability among pairs that are one person.
  public internal(set) var matching: [[Double]]
  /// For each column and level the probability among pairs that are two people.
  public internal(set) var differing: [[Double]]
  /// The share of pairs that are one person.
  public internal(set) var matchShare: Double

  /// A model.
  ///
  /// - Precondition: as many levels on either side.
  public init(matching: [[Double]], differing: [[Double]], matchShare: Double) {
    precondition(
      matching.map(\.count) == differing.map(\.count), "each level has both probabilities")
    self.matching = matching
    self.differing = differing
    self.matchShare = matchShare
  }

  /// Where nothing is known: 0.9 for the first level among one person's pairs, the rest falling by
  /// halves.
  static func start(levelCounts: [Int], matchShare: Double) -> MatchModel {
    let matching = levelCounts.map { count -> [Double] in
      guard count > 1 else { return [1] }
      var shares = (1..<count).map { 1 / Double(1 << min($0 - 1, 20)) }
      let sum = shares.reduce(0, +)
      shares = [0.9] + shares.map { $0 / sum * 0.1 }
      return shares
    }
    return MatchModel(
      matching: matching, differing: matching.map { $0.reversed() }, matchShare: matchShare)
  }

  /// No probability counts as less than this, so that no single level decides beyond some 50 bits.
  private static let floor = 1e-15

  /// The evidence of a level in bits: log2 of its probability in one person's pairs over that in
  /// two people's.
  public func weight(field: Int, level: Int) -> Double {
    log2(max(matching[field][level], Self.floor) / max(differing[field][level], Self.floor))
  }

  /// The prior odds in bits.
  public var priorWeight: Double {
    let share = min(max(matchShare, 1e-300), 1 - 1e-16)
    return log2(share / (1 - share))
  }

  /// The evidence of each pattern in bits, the prior left out.
  ///
  /// - Complexity: O(patterns * columns).
  public func weights(of patterns: ComparisonPatterns) -> [Double] {
    let table = matching.indices.map { field in
      matching[field].indices.map { weight(field: field, level: $0) }
    }
    return (0..<patterns.count).map { pattern in
      var weight = 0.0
      for field in 0..<patterns.fieldCount {
        if let level = patterns.level(ofPattern: pattern, field: field) {
          weight += table[field][level]
        }
      }
      return weight
    }
  }

  /// The probability that a pair of each pattern is one person.
  public func probabilities(of patterns: ComparisonPatterns) -> [Double] {
    let prior = priorWeight
    return weights(of: patterns).map { Self.probability(weight: prior + $0) }
  }

  /// The probability behind odds of `weight` bits.
  static func probability(weight: Double) -> Double { 1 / (1 + exp2(-weight)) }
}
