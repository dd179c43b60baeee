import Foundation
import Numerics
import Testing

@testable import Evaluation

@Suite("People left out by one step")
struct LeaveOneOutTests {
  // The oracle fits again without the person. One Newton step from an optimum errs by the third
  // derivative times the square of the move; moves are some tenths here, so a few percent of them
  // are allowed, and far less than not to move at all.
  @Test("weights without a person are near those fitted again", arguments: [1.0, 0.7])
  func refits(prior: Double) {
    let people = 40
    let problem = PlantedEvidence.problem(people: people, strengths: [1.5, 1], seed: 12)
    let sums = LogitSums(
      problem: problem, targets: Array(0..<people), isCandidate: nil, prior: prior)
    let whole = LogitFit(sums, ridge: 4, tolerance: 1e-8)
    var workspace = LogitWorkspace(size: sums.size)
    var (moved, missed) = (0.0, 0.0)
    for person in 0..<people {
      let step = whole.weights(without: person, &workspace)
      let others = LogitSums(
        problem: problem, targets: (0..<people).filter { $0 != person }, isCandidate: nil,
        prior: prior)
      let again = LogitFit(others, ridge: 4, tolerance: 1e-8)
      for place in step.indices.dropLast(prior == 1 ? 1 : 0) {
        moved += pow(again.weights[place] - whole.weights[place], 2)
        missed += pow(again.weights[place] - step[place], 2)
      }
    }
    #expect(moved > 1e-3)
    #expect(missed < 0.02 * moved, "\(missed) of \(moved)")
  }

  @Test("the surprisal of people left out is near that by models fitted again")
  func surprisal() {
    let people = 40
    let problem = PlantedEvidence.problem(people: people, strengths: [2, 0, 0], seed: 5)
    let sums = LogitSums(problem: problem, targets: Array(0..<people), isCandidate: nil, prior: 1)
    let fit = LogitFit(sums, ridge: 2, tolerance: 1e-8)
    let leftOut = fit.leftOut().surprisal(Sharpness())
    let seen = sums.total(at: fit.weights).loss
    let again = (0..<people).reduce(0.0) { sum, person in
      let others = LogitSums(
        problem: problem, targets: (0..<people).filter { $0 != person }, isCandidate: nil, prior: 1)
      let own = LogitSums(problem: problem, targets: [person], isCandidate: nil, prior: 1)
      return sum + own.total(at: LogitFit(others, ridge: 2, tolerance: 1e-8).weights).loss
    }
    // What the fit hides (it has seen everyone) is what leaving out brings to light.
    #expect(again > seen + 1)
    #expect(abs(leftOut - again) < 0.05 * (again - seen))
  }
}
