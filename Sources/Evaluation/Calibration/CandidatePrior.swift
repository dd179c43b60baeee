import Foundation

/// What is held before any score is seen: is a target among the candidates, and which one is it.
public struct CandidatePrior: Sendable, Equatable {
  /// The probability that a target is among the candidates at all.
  public let presence: Double
  /// How many candidates there are; they share that probability evenly.
  public let candidates: Int

  /// A prior.
  ///
  /// - Precondition: `presence` is in (0, 1], `candidates` at least 1.
  public init(presence: Double, candidates: Int) {
    precondition(presence > 0 && presence <= 1, "a probability above 0")
    precondition(candidates >= 1, "somebody to choose from")
    self.presence = presence
    self.candidates = candidates
  }

  /// The probability that a pair is the same person; at most 1/2, so that its odds stay finite.
  public var ofPair: Double { min(presence / Double(candidates), 0.5) }

  /// The posterior of each candidate from its log-likelihood ratio; the rest is "none of them".
  ///
  /// Posterior odds are prior odds times the ratio: P(i) = (presence / candidates) L_i / (1 -
  /// presence + sum over k of (presence / candidates) L_k), as a target is one person at most. A
  /// ratio of minus infinity marks who is no candidate; they have no share of the prior.
  ///
  /// - Precondition: no ratio is infinite or not a number.
  public func posterior(_ ratios: [Double]) -> [Double] {
    let highest = ratios.max() ?? 0
    guard highest > -.infinity else { return ratios.map { _ in 0 } }
    let top = presence < 1 ? max(highest, 0) : highest
    var posterior = ratios.map { exp($0 - top) }
    let known = posterior.indices.count { ratios[$0] > -.infinity }
    let odds = (1 - presence) / presence * Double(max(known, 1))
    let none = presence < 1 ? odds * exp(-top) : 0
    let sum = posterior.reduce(none, +)
    for place in posterior.indices { posterior[place] /= sum }
    return posterior
  }
}
