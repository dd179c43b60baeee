import Foundation
import Numerics
import Testing

@testable import Evaluation

@Suite("Conditional logit")
struct ConditionalLogitTests {
  /// The loss, written out.
  static func loss(_ problem: FusionProblem, weights: [Double], prior: Double) -> Double {
    let width = problem.features.count
    func utility(_ target: Int, _ candidate: Int) -> Double {
      (0..<width).reduce(0) { sum, channel in
        let scores = problem.scores(target: target, entry: candidate, feature: channel)
        return sum + (0..<4).reduce(0) { $0 + weights[channel * 4 + $1] * Double(scores[$1]) }
      }
    }
    let outside = weights[width * 4]
    var loss = 0.0
    for target in 0..<problem.targetCount {
      let own = exp(utility(target, target))
      let others = (0..<problem.candidateCount).filter { $0 != target }
        .reduce(0) { $0 + exp(utility(target, $1)) }
      let none = prior < 1 ? exp(outside) : 0
      loss -= prior * log(own / (own + others + none))
      if prior < 1 { loss -= (1 - prior) * log(none / (others + none)) }
    }
    return loss
  }

  // The sums are of single precision; differences over 1e-3 of a loss of some hundreds see 1e-3.
  @Test("loss, slope and curvature are those of the definition", arguments: [1.0, 0.6])
  func sums(prior: Double) {
    let problem = PlantedEvidence.problem(people: 12, strengths: [1, 0.5], seed: 3)
    var source = SeededGenerator(seed: 4)
    let weights = (0..<9).map { _ in 0.4 * source.normal() }
    let sums = LogitSums(problem: problem, targets: Array(0..<12), isCandidate: nil, prior: prior)
    let total = sums.total(at: weights)
    let slow = Self.loss(problem, weights: weights, prior: prior)
    #expect(abs(total.loss - slow) < 1e-4)
    let step = 1e-4
    for place in 0..<(prior < 1 ? 9 : 8) {
      var (more, less) = (weights, weights)
      more[place] += step
      less[place] -= step
      let slope =
        (Self.loss(problem, weights: more, prior: prior)
          - Self.loss(problem, weights: less, prior: prior)) / (2 * step)
      #expect(abs(total.gradient[place] - slope) < 1e-3)
      let (after, before) = (sums.total(at: more), sums.total(at: less))
      for row in place..<(prior < 1 ? 9 : 8) {
        let bend = (after.gradient[row] - before.gradient[row]) / (2 * step)
        #expect(abs(total.hessian[row * 9 + place] - bend) < 0.05)
      }
    }
  }

  @Test("a fit ends where the slope is nothing", arguments: [1.0, 0.5])
  func stationary(prior: Double) {
    let problem = PlantedEvidence.problem(people: 60, strengths: [1.5, 0], seed: 8)
    let sums = LogitSums(problem: problem, targets: Array(0..<60), isCandidate: nil, prior: prior)
    let fit = LogitFit(sums, ridge: 1)
    var slopes = sums.total(at: fit.weights).gradient
    for place in 0..<8 { slopes[place] += fit.weights[place] }
    if prior == 1 { slopes.removeLast() }
    #expect(slopes.allSatisfy { abs($0) < 0.05 })
  }

  // There the targets have neither slope nor curvature: a Newton step goes to weights of nothing.
  @Test("a fit that begins where everybody is found for certain stays there")
  func certain() {
    let problem = PlantedEvidence.problem(people: 60, strengths: [5.9], seed: 8)
    let sums = LogitSums(problem: problem, targets: Array(0..<60), isCandidate: nil, prior: 1)
    let start = [3.0, 3, 3, 3, 0]
    let before = sums.total(at: start)
    #expect(before.loss < 0.05)
    let fit = LogitFit(sums, ridge: 1e-4, start: start)
    #expect(sums.total(at: fit.weights).loss < 0.1)
  }

  @Test("a fit with another penalty is the same from there as from the start")
  func otherPenalty() {
    let problem = PlantedEvidence.problem(people: 60, strengths: [1.5, 0.5], seed: 8)
    let sums = LogitSums(problem: problem, targets: Array(0..<60), isCandidate: nil, prior: 1)
    var moved = LogitFit(sums, ridge: 16, tolerance: 1e-6)
    moved.refit(ridge: 2, tolerance: 1e-6)
    let fresh = LogitFit(sums, ridge: 2, tolerance: 1e-6)
    for (one, other) in zip(moved.weights, fresh.weights) { #expect(abs(one - other) < 2e-3) }
  }

  @Test("posteriors and the chance of none add up to 1")
  func sumsToOne() {
    let problem = PlantedEvidence.problem(people: 20, strengths: [2], seed: 5)
    for prior in [1.0, 0.7] {
      var model = ConditionalLogit.fit(
        problem, targets: Array(0..<20), isCandidate: nil, prior: prior, ridge: 1)
      model.stray = 0.1
      for target in 0..<20 {
        let sum = model.posterior(of: target, in: problem).reduce(0, +)
        #expect(prior == 1 ? abs(sum - 1) < 1e-9 : sum < 1)
        #expect(model.posterior(of: target, in: problem).allSatisfy { $0 >= 0 && $0 <= 1 })
      }
    }
  }
}
