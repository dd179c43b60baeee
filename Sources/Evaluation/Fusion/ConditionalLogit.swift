import Foundation
import Numerics

/// The probability of each candidate of a target, and of none of them, from the scores of a pair.
///
/// P(i | j) = exp(w . s_ij) / (exp(b) + sum over candidates exp(w . s_i'j)), the conditional logit
/// of McFadden 1974 with an outside option b. Learned on targets whose answer is known: each is
/// shown with weight `prior` as it is, and with weight 1 - `prior` with its own candidate taken
/// away, where "none" is right. Where only some candidates are looked at, those that stand for
/// others count as many in the sum, so that it is right in the mean.
///
/// **Source** McFadden, *Conditional Logit Analysis of Qualitative Choice Behavior*, 1974; for
/// stand-ins McFadden, *Modelling the Choice of Residential Location*, 1978.
/// **Cost** O(iterations * targets * candidates * features), and features^2 for each pair whose
/// probability is not negligible.
public struct ConditionalLogit: Sendable, Equatable {
  /// The weights of each feature's scores, feature after feature.
  public let weights: [Float]
  /// The utility of "none of them".
  public internal(set) var outside: Double
  /// The probability that a target is among the candidates at all.
  public let prior: Double
  /// What all utilities are divided by.
  public var temperature = 1.0
  /// The share of targets about whom the scores say nothing: people who changed their ways.
  ///
  /// The posterior is mixed with one that is even over the candidates by this share, so that no
  /// score makes it surer than people are like themselves.
  public var stray = 0.0

  /// A model of weights: those of each feature, then the outside option's.
  init(weights: [Double], prior: Double) {
    self.weights = weights.dropLast().map { Float($0) }
    self.outside = weights[weights.count - 1]
    self.prior = prior
  }

  /// Learns weights from targets whose answers are known, by Newton's method with halved steps.
  ///
  /// The penalty is `ridge` / 2 times the sum of squared weights (not of the outside option).
  /// - Parameters:
  ///   - targets: who is learned from.
  ///   - isCandidate: who is a candidate meanwhile, so that nobody outside has a part in it.
  public static func fit(
    _ problem: FusionProblem, targets: [Int], isCandidate: [Bool]?, prior: Double, ridge: Double
  ) -> ConditionalLogit {
    LogitFit(
      LogitSums(problem: problem, targets: targets, isCandidate: isCandidate, prior: prior),
      ridge: ridge
    ).model
  }

  /// The posterior of a target over the candidates that are looked at, without a look at its truth;
  /// what is left to 1 is for those that are not, and for "none of them".
  public func posterior(of target: Int, in problem: FusionProblem) -> [Double] {
    let lists = problem.lists
    let entries = lists.entries(of: target)
    var utilities = [Float](repeating: 0, count: entries.count)
    problem.withRows(of: target) { $0.combine(weights, into: &utilities) }
    let open = lists.openCounts[target]
    var top = prior < 1 ? outside : -.infinity
    for entry in 0..<open { top = max(top, Double(utilities[entry])) }
    let none = prior < 1 ? exp((outside - top) / temperature) : 0
    var posterior = utilities.map { exp((Double($0) - top) / temperature) }
    var (sum, breadth) = (none, 0.0)
    for entry in 0..<open {
      let logWeight = lists.logWeights[entries.lowerBound + entry]
      let weight = logWeight == 0 ? 1 : exp(Double(logWeight))
      sum += weight * posterior[entry]
      breadth += weight
    }
    guard sum > 0 else { return posterior }
    let even = stray * (1 - none / sum) / max(breadth, 1)
    for entry in posterior.indices {
      posterior[entry] = (1 - stray) * posterior[entry] / sum + even
    }
    return posterior
  }
}
