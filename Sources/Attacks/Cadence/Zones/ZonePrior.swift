import Foundation

/// How many people live by each clock, and how much the hours of activity may say against that.
///
/// An adversary who knows the clocks of others knows which are common. The cost of an offset is
/// divergence / temperature - log(share of the offset), the logarithm of a posterior probability up
/// to a constant. The temperature is the one that gives the other people's known clocks the highest
/// probability; neither it nor the shares use the target's own clock.
struct ZonePrior: Sendable {
  /// The temperatures that are tried.
  static let temperatures = [0.0025, 0.005, 0.01, 0.02, 0.04, 0.08, 0.16]
  /// What each offset counts beforehand, in people: half a person over all of them.
  private static let pseudocount = 0.5 / Double(ZoneGuess.offsets.count)

  private let people: [UInt32]
  private let candidates: [Int]
  private var counts: [Double]
  /// For each person the log probability of the own clock at each temperature.
  private let terms: [[Double]]

  /// Learns from people with known clocks.
  ///
  /// - Parameters:
  ///   - people: who they are, rising.
  ///   - candidates: for each of them the number of the known offset.
  ///   - divergences: for each of them the divergence of each offset, others' profiles compared.
  init(people: [UInt32], candidates: [Int], divergences: [[Double]]) {
    self.people = people
    self.candidates = candidates
    var counts = [Double](repeating: Self.pseudocount, count: ZoneGuess.offsets.count)
    for candidate in candidates { counts[candidate] += 1 }
    self.counts = counts
    self.terms = zip(candidates, divergences).map { candidate, divergences in
      var others = counts
      others[candidate] -= 1
      return Self.temperatures.map { temperature in
        -Self.posteriorCosts(divergences, counts: others, temperature: temperature)[candidate]
      }
    }
  }

  /// Minus the log probability of each offset for a subject.
  func costs(_ divergences: [Double], subject: UInt32) -> [Double] {
    var others = counts
    var sums = terms.reduce([Double](repeating: 0, count: Self.temperatures.count)) { sums, terms in
      zip(sums, terms).map { $0 + $1 }
    }
    if let own = people.firstIndex(of: subject) {
      others[candidates[own]] -= 1
      sums = zip(sums, terms[own]).map { $0 - $1 }
    }
    let best = sums.indices.max { sums[$0] < sums[$1] } ?? 0
    return Self.posteriorCosts(
      divergences, counts: others, temperature: Self.temperatures[best])
  }

  /// Costs whose exponentials, negated, sum to 1.
  private static func posteriorCosts(
    _ divergences: [Double], counts: [Double], temperature: Double
  ) -> [Double] {
    let costs = zip(divergences, counts).map { $0 / temperature - log(max($1, 1e-9)) }
    let least = costs.min() ?? 0
    let sum = costs.reduce(0) { $0 + exp(least - $1) }
    return costs.map { $0 - least + log(sum) }
  }
}
