import Foundation

/// How many people live by each clock, and how much the hours of activity may say against that.
///
/// An adversary who knows the clocks of others knows which are common. The cost of an offset is
/// divergence / temperature - log(share of the offset), the logarithm of a posterior probability up
/// to a constant; the share counts some people for each offset beforehand. Temperature and that
/// count are those that give the other people's known clocks the highest probability (empirical
/// Bayes): where people live everywhere alike, the count is large and the shares say nothing.
/// Nothing of it uses the target's own clock.
struct ZonePrior: Sendable {
  /// The temperatures that are tried.
  static let temperatures = [0.0025, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16]
  /// How many people each offset counts beforehand, as they are tried.
  static let pseudocounts = [0.02, 0.1, 0.5, 2, 10, 50, 1e6]
  /// All pairs of a temperature and a count.
  private static let choices = temperatures.flatMap { temperature in
    pseudocounts.map { (temperature: temperature, pseudocount: $0) }
  }

  private let people: [UInt32]
  private let candidates: [Int]
  private let counts: [Double]
  /// For each person the log probability of the own clock under each choice.
  private let terms: [[Double]]
  /// Their sums over people.
  private let sums: [Double]

  /// Learns from people with known clocks.
  ///
  /// - Parameters:
  ///   - people: who they are, rising.
  ///   - candidates: for each of them the number of the known offset.
  ///   - divergences: for each of them the divergence of each offset, others' profiles compared.
  init(people: [UInt32], candidates: [Int], divergences: [[Double]]) {
    self.people = people
    self.candidates = candidates
    var counts = [Double](repeating: 0, count: ZoneGuess.offsets.count)
    for candidate in candidates { counts[candidate] += 1 }
    self.counts = counts
    let terms = zip(candidates, divergences).map { candidate, divergences in
      var others = counts
      others[candidate] -= 1
      return Self.choices.map {
        -Self.posteriorCosts(divergences, counts: others, $0.temperature, $0.pseudocount)[candidate]
      }
    }
    self.terms = terms
    self.sums = Self.choices.indices.map { choice in terms.reduce(0) { $0 + $1[choice] } }
  }

  /// Minus the log probability of each offset for a subject.
  func costs(_ divergences: [Double], subject: UInt32) -> [Double] {
    var others = counts
    var scores = sums
    if let own = people.firstIndex(of: subject) {
      others[candidates[own]] -= 1
      scores = zip(sums, terms[own]).map { $0 - $1 }
    }
    let best = Self.choices[scores.indices.max { scores[$0] < scores[$1] } ?? 0]
    return Self.posteriorCosts(
      divergences, counts: others, best.temperature, best.pseudocount)
  }

  /// Costs whose exponentials, negated, sum to 1.
  private static func posteriorCosts(
    _ divergences: [Double], counts: [Double], _ temperature: Double, _ pseudocount: Double
  ) -> [Double] {
    let costs = zip(divergences, counts).map { $0 / temperature - log($1 + pseudocount) }
    let least = costs.min() ?? 0
    let sum = costs.reduce(0) { $0 + exp(least - $1) }
    return costs.map { $0 - least + log(sum) }
  }
}
