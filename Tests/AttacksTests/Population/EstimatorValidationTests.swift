import Foundation
import Testing

@testable import Attacks

@Suite struct EstimatorValidationTests {
  @Test("A draw of all rows is the data, and smaller draws hold the rows asked for")
  func draws() throws {
    // Catches rows drawn twice.
    let histogram = try ClassSizeHistogram(classSizes: [1, 1, 2, 3, 5, 8])
    var generator = TestGenerator(state: 3)
    var sampler = try ClassSizeSampler(histogram)
    for rows in 1...20 {
      let sample = try sampler.draw(rows: rows, using: &generator)
      #expect(sample.rowCount == rows)
      #expect((sample.sizes.last ?? 0) <= 8)
    }
    #expect(try sampler.draw(rows: 20, using: &generator) == histogram)
    #expect(throws: PopulationError.self) { try sampler.draw(rows: 21, using: &generator) }
    #expect(throws: PopulationError.self) { try sampler.draw(rows: 0, using: &generator) }
  }

  @Test("Draws follow the hypergeometric law")
  func law() throws {
    // Catches a biased shuffle. Class of 6 among 10 rows, 4 drawn: P(all 4 of it) = 15/210.
    // 20,000 draws; 6 standard errors of 0.00182 (false alarm 2e-9) are 0.0109.
    let histogram = try ClassSizeHistogram(classSizes: [6, 1, 1, 1, 1])
    var generator = TestGenerator(state: 5)
    var sampler = try ClassSizeSampler(histogram)
    var hits = 0
    for _ in 0..<20_000 {
      hits += try sampler.draw(rows: 4, using: &generator).sizes == [4] ? 1 : 0
    }
    #expect(abs(Double(hits) / 20_000 - 15.0 / 210) < 0.0109, "seed 5")
  }

  @Test("Validation compares each estimator with the known truth, the same for the same seed")
  func validation() throws {
    // Catches estimates scaled to the wrong population, and results that depend on anything else.
    var sizes = [Int](repeating: 1, count: 900)
    for size in 2..<40 { sizes += [Int](repeating: size, count: 900 / (size * size) + 1) }
    let histogram = try ClassSizeHistogram(classSizes: sizes)
    func run() throws -> EstimatorValidation {
      var generator = TestGenerator(state: 9)
      return try EstimatorValidation(
        histogram, fractions: [0.1, 0.5], repetitions: 8, using: &generator)
    }
    let validation = try run()
    #expect(validation == (try run()))
    #expect(validation.scores.count == 2 * UniquenessEstimator.allCases.count)
    for score in validation.scores {
      #expect(score.truth == histogram.uniqueShare)
      #expect(score.repetitions == 8 && score.converged <= 8)
      guard let mean = score.mean, let lower = score.lower, let upper = score.upper else {
        #expect(score.converged == 0)
        continue
      }
      #expect(lower <= mean + 1e-12 && mean <= upper + 1e-12)
      if score.fraction > 0.4, score.estimator == .zayatz {
        #expect(score.convergenceRate == 1)
        #expect(abs(score.relativeError ?? 1) < 0.2)
        #expect((score.medianAbsoluteRelativeError ?? 1) < 0.2)
      }
    }
  }

  @Test("Data without uniques, tiny data and bad parameters are answered or refused, never trapped")
  func edges() throws {
    // Catches a division by a truth of zero and a sample of no rows.
    var generator = TestGenerator(state: 1)
    let pairs = try ClassSizeHistogram(classSizes: [2, 2])
    let validation = try EstimatorValidation(
      pairs, fractions: [0.01], repetitions: 2, using: &generator)
    #expect(validation.scores.allSatisfy { $0.relativeError == nil && $0.fraction == 0.5 })
    #expect(throws: PopulationError.self) {
      try EstimatorValidation(pairs, fractions: [1], using: &generator)
    }
    #expect(throws: PopulationError.self) {
      try EstimatorValidation(pairs, repetitions: 0, using: &generator)
    }
    #expect(throws: PopulationError.empty) {
      try EstimatorValidation(ClassSizeHistogram(classSizes: [1]), using: &generator)
    }
  }

  @Test("Quantiles interpolate between order statistics")
  func quantiles() {
    // Catches an index past the end.
    #expect(EstimatorScore.quantile(0.5, of: [1, 2, 3, 4]) == 2.5)
    #expect(EstimatorScore.quantile(1, of: [1, 2]) == 2)
    #expect(EstimatorScore.quantile(0.3, of: [7]) == 7)
    #expect(EstimatorScore.quantile(0.3, of: []) == nil)
  }
}
