import Numerics
import Testing

@testable import Evaluation

/// What is made ready once must say what was said without.
@Suite("Comparisons that are made ready, and fits that begin elsewhere")
struct PreparedCostsTests {
  /// Costs that are looked up.
  private struct Planted: PairComparison {
    let id = "planted"
    let title = "planted"
    let costs: PairCosts

    func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
      PairCosts(
        rowCount: targets.count, columnCount: candidates.count,
        values: targets.flatMap { target in
          candidates.map { costs.values[Int(target) * costs.columnCount + Int($0)] }
        })
    }
  }

  // Catches a place of the one numbering taken for one of the other, and rows of an earlier batch.
  @Test("people who are numbered otherwise are compared as themselves, whoever is missing")
  func renumbered() {
    let planted = Planted(
      costs: PlantedEvidence.costs("a", people: 4, strength: 1, seed: 3))
    let people: [UInt32] = [0, 1, 2, 3, 4, 5, 9]
    for numbers: [UInt32?] in [[2, nil, 0, 3, nil, 1], [3, 2, 1, 0, 0, 1]] {
      func number(_ person: UInt32) -> Int? {
        numbers.indices.contains(Int(person)) ? numbers[Int(person)].map { Int($0) } : nil
      }
      let comparison = RenumberedComparison(planted, numbers: numbers)
      for candidates in [people, Array(people.prefix(6)), [2, 0]] {
        let ready = comparison.prepared(for: candidates)
        for batch: [UInt32] in [[0, 1], [1], [2, 3, 4, 5, 9], []] {
          let costs = ready.costs(targets: batch)
          #expect(costs.rowCount == batch.count && costs.columnCount == candidates.count)
          for (row, target) in batch.enumerated() {
            for (column, candidate) in candidates.enumerated() {
              var wanted = Float.infinity
              if let one = number(target), let other = number(candidate) {
                wanted = planted.costs.values[one * 4 + other]
              }
              #expect(costs.values[row * candidates.count + column] == wanted)
            }
          }
        }
      }
    }
  }

  @Test("a fit ends at the same weights wherever it begins")
  func start() throws {
    let problem = PlantedEvidence.problem(people: 60, strengths: [1.5, 0.5], seed: 8)
    let sums = LogitSums(problem: problem, targets: Array(0..<60), isCandidate: nil, prior: 1)
    let fresh = LogitFit(sums, ridge: 2, tolerance: 1e-6)
    let other = PlantedEvidence.problem(people: 60, strengths: [1.5, 0.5], seed: 99)
    let far = LogitFit(
      LogitSums(problem: other, targets: Array(0..<30), isCandidate: nil, prior: 1), ridge: 8)
    let start = StartWeights(
      [(places: [0, 1], weights: far.weights), (places: [1], weights: Array(far.weights[4...]))],
      problem: problem)
    let weights = try #require(start.weights(for: problem))
    // The second model does without the first feature: it counts as 0 there.
    #expect(abs(weights[0] - far.weights[0] / 2) < 1e-12)
    #expect(abs(weights[4] - far.weights[4]) < 1e-12)
    let moved = LogitFit(sums, ridge: 2, start: weights, tolerance: 1e-6)
    for (one, other) in zip(moved.weights, fresh.weights) { #expect(abs(one - other) < 2e-3) }
    #expect(start.weights(for: problem.selecting([1]))?.count == 5)
    let unknown = PlantedEvidence.problem(people: 20, strengths: [1, 1, 1], seed: 1)
    #expect(start.weights(for: unknown) == nil)
  }
}
