import Foundation
import Numerics

/// The probability of each candidate of a target, and of none of them, from the scores of a pair.
///
/// P(i | j) = exp(w . s_ij) / (exp(b) + sum over candidates exp(w . s_i'j)), the conditional logit
/// of McFadden 1974 with an outside option b. Learned on targets whose answer is known: each is
/// shown with weight `prior` as it is, and with weight 1 - `prior` with its own candidate taken
/// away, where "none" is right.
///
/// **Source** McFadden, *Conditional Logit Analysis of Qualitative Choice Behavior*, 1974.
/// **Cost** O(iterations * targets * candidates * channels), and channels^2 for each pair whose
/// probability is not negligible.
public struct ConditionalLogit: Sendable, Equatable {
  /// The weights of each channel's four scores.
  public let weights: [SIMD4<Float>]
  /// The utility of "none of them".
  public let outside: Double
  /// The probability that a target is among the candidates at all.
  public let prior: Double
  /// What all utilities are divided by.
  public var temperature = 1.0
  /// The share of targets about whom the scores say nothing: people who changed their ways.
  ///
  /// The posterior is mixed with one that is even over the candidates by this share, so that no
  /// score makes it surer than people are like themselves.
  public var stray = 0.0

  /// The utility of each candidate of a target, before the temperature; minus infinity for who is
  /// none.
  func utilities(
    of target: Int, in problem: FusionProblem, among isCandidate: [Bool]? = nil
  ) -> [Float] {
    Self.utilities(weights, of: target, in: problem, among: isCandidate)
  }

  static func utilities(
    _ weights: [SIMD4<Float>], of target: Int, in problem: FusionProblem, among isCandidate: [Bool]?
  ) -> [Float] {
    let count = weights.count
    var start = target * problem.candidateCount * count
    return (0..<problem.candidateCount).map { candidate in
      defer { start += count }
      guard isCandidate?[candidate] ?? true else { return -.infinity }
      var sum = SIMD4<Float>.zero
      for place in 0..<count { sum += weights[place] * problem.scores[start + place] }
      return sum.sum()
    }
  }

  /// The posterior of a target over its candidates; what is left to 1 is "none of them".
  public func posterior(of target: Int, in problem: FusionProblem) -> [Double] {
    posterior(utilities(of: target, in: problem))
  }

  func posterior(_ utilities: [Float]) -> [Double] {
    let top = max(Double(utilities.max() ?? 0), prior < 1 ? outside : -.infinity)
    var sum = prior < 1 ? exp((outside - top) / temperature) : 0
    var posterior = utilities.map { exp((Double($0) - top) / temperature) }
    for value in posterior { sum += value }
    let candidates = posterior.count { $0 > 0 }
    let present = prior < 1 ? posterior.reduce(0, +) / sum : 1
    let even = stray * present / Double(max(candidates, 1))
    for candidate in posterior.indices where posterior[candidate] > 0 {
      posterior[candidate] = (1 - stray) * posterior[candidate] / sum + even
    }
    return posterior
  }

  /// How surprised the model is by a target's truth, in nats.
  func surprisal(_ utilities: [Float], truth: Int?) -> Double {
    let posterior = posterior(utilities)
    let none = max(1 - posterior.reduce(0, +), 0)
    guard let truth else { return -log(max(none, 1e-300)) }
    let present = -log(max(posterior[truth], 1e-300))
    guard prior < 1 else { return present }
    return prior * present - (1 - prior)
      * log(max(none / max(1 - posterior[truth], 1e-300), 1e-300))
  }
}
