import Foundation
import TestSupport
import Testing

@testable import Attacks

@Suite struct PopulationUniquenessTests {
  private func population(_ sizes: [Int], _ fraction: Double) throws -> PopulationUniqueness {
    try PopulationUniqueness(ClassSizeHistogram(classSizes: sizes), samplingFraction: fraction)
  }

  @Test("Estimators without an answer say why, and never answer zero")
  func refusals() throws {
    // Catches ARX's sentinel 0.0 coming back.
    let allUnique = try population([1, 1, 1, 1], 0.1)
    #expect(allUnique.pitman() == .notConverged(.everyRowUnique))
    #expect(allUnique.slideNegativeBinomial() == .notConverged(.everyRowUnique))
    #expect(allUnique.zayatz().share.map { abs($0 - 1) < 1e-12 } == true)
    #expect(allUnique.dankar().estimator == .zayatz)
    let oneRow = try population([1], 0.5)
    #expect(oneRow.pitman() == .notConverged(.everyRowUnique))
    let noPairs = try population([1, 1, 3, 5], 0.2)
    #expect(noPairs.slideNegativeBinomial() == .notConverged(.noPairs))
    #expect(noPairs.dankar().estimator == .zayatz)
    let oneClass = try population([9], 0.5)
    #expect(oneClass.pitmanFit() == .failure(FitFailure(reason: .singleClass)))
  }

  @Test("Without sample uniques each estimate is zero, and a whole population is counted")
  func limits() throws {
    // Catches a division by zero at both ends.
    let none = try population([2, 3, 3], 0.1)
    let whole = try population([1, 1, 2, 5], 1)
    for estimator in UniquenessEstimator.allCases {
      #expect(none.estimate(estimator).share == 0, "\(estimator)")
    }
    #expect(whole.zayatz().people == 2)
    #expect(whole.slideNegativeBinomial().people == 2)
    #expect(whole.dankar().estimate.people == 2)
    for fraction in [0, -1, 1.5, .nan, .infinity, .leastNonzeroMagnitude] {
      #expect(throws: PopulationError.self) { try population([1, 2], fraction) }
    }
    #expect(throws: PopulationError.self) {
      try PopulationUniqueness(ClassSizeHistogram(classSizes: [4]), populationSize: 3)
    }
  }

  @Test("Zayatz' estimate equals Bayes' rule over exact binomial coefficients")
  func zayatzOracle() throws {
    // Catches a slip in the running product.
    let sizes = [1, 1, 1, 2, 2, 4, 7]
    let histogram = try ClassSizeHistogram(classSizes: sizes)
    for people in [18, 19, 25, 40] {
      func chance(_ size: Int) -> Double {
        Double(size) * binomial(people - size, 17) / binomial(people, 18)
      }
      let sum = sizes.reduce(0) { $0 + chance($1) }
      let expected = 3 * (3 * chance(1) / sum) * Double(people) / 18
      let ours = try PopulationUniqueness(histogram, populationSize: people).zayatz().people
      #expect(ours.map { close($0, expected, relative: 1e-12) } == true, "\(people)")
    }
  }

  private func binomial(_ n: Int, _ k: Int) -> Double {
    guard k <= n, k >= 0 else { return 0 }
    return (0..<k).reduce(1.0) { $0 * Double(n - $1) / Double($1 + 1) }
  }

  @Test("Zayatz' estimate holds for huge classes and populations")
  func zayatzHuge() throws {
    // Catches ARX's overflow above 2^31, and a loop as long as a class is large.
    let histogram = try ClassSizeHistogram(sizes: [1, 2, 1 << 40], counts: [5, 1, 1])
    let ours = try PopulationUniqueness(histogram, samplingFraction: 1e-9).zayatz()
    #expect(ours.people.map { $0 > 0 } == true)
    // A long product by gamma functions equals the same product made in short steps.
    let long = try ClassSizeHistogram(sizes: [1, 5_000], counts: [5, 1])
    let stepped = try ClassSizeHistogram(
      sizes: [1, 2_000, 4_000, 5_000], counts: [5, 1, 1, 1])
    let people = 4_000_000
    func sum(_ histogram: ClassSizeHistogram) throws -> Double {
      let share = Double(histogram.rowCount) / Double(people)
      let uniques = try PopulationUniqueness(histogram, populationSize: people).zayatz()
      return 25 / share / (uniques.people ?? .nan)
    }
    func chance(_ size: Int, rows: Int) -> Double {
      (1..<size).reduce(Double(size)) {
        $0 * Double(people - rows + 1 - $1) / Double(people - $1)
      }
    }
    #expect(close(try sum(long), 5 + chance(5_000, rows: 5_005), relative: 1e-9))
    let terms = [2_000, 4_000, 5_000].map { chance($0, rows: 11_005) }
    #expect(close(try sum(stepped), 5 + terms.reduce(0, +), relative: 1e-9))
  }

  @Test("Pitman's fit is the highest point of the likelihood on a fine grid")
  func pitmanOracle() throws {
    // Catches a stationary point that is no maximum, and derivatives with a slip.
    var generator = TestGenerator(state: 11)
    for round in 0..<6 {
      let sizes = (0..<40).map { _ in
        Int(pow(Double.random(in: 0.02..<1, using: &generator), -0.9))
      }
      let histogram = try ClassSizeHistogram(classSizes: sizes + [1, 2])
      guard case .success(let fit) = PitmanFit.fit(histogram) else {
        Issue.record("seed 11, round \(round): no fit")
        continue
      }
      let best = likelihood(sizes + [1, 2], theta: fit.theta, alpha: fit.alpha)
      for factor in [-0.1, -1e-3, 1e-3, 0.1] {
        for shift in [-0.02, -1e-3, 0, 1e-3, 0.02] where fit.alpha + shift < 1 {
          let theta = fit.theta * (1 + factor)
          guard theta > -(fit.alpha + shift) else { continue }
          let other = likelihood(sizes + [1, 2], theta: theta, alpha: fit.alpha + shift)
          #expect(other <= best + 1e-9, "seed 11, round \(round)")
        }
      }
      for theta in [0.5, 2, 10, 50, 200] {
        for alpha in stride(from: 0.05, to: 1, by: 0.1) {
          #expect(likelihood(sizes + [1, 2], theta: theta, alpha: alpha) <= best + 1e-9)
        }
      }
    }
  }

  private func likelihood(_ sizes: [Int], theta: Double, alpha: Double) -> Double {
    var sum = 0.0
    for index in 1..<sizes.count { sum += log(theta + Double(index) * alpha) }
    for index in 1..<sizes.reduce(0, +) { sum -= log(theta + Double(index)) }
    for size in sizes where size > 1 {
      for index in 1..<size { sum += log(Double(index) - alpha) }
    }
    return sum
  }

  @Test("A population of few equal kinds is fitted with a negative discount, or refused")
  func negativeDiscount() throws {
    // Catches a boundary value of alpha passed off as a solution.
    let histogram = try ClassSizeHistogram(classSizes: [1, 9, 10, 10, 11, 10, 12])
    switch PitmanFit.fit(histogram) {
    case .success(let fit):
      #expect(fit.alpha < 0)
      #expect(fit.residuals.allSatisfy { abs($0) < 1e-8 })
    case .failure(let failure): #expect(failure.reason == .noRoot)
    }
  }

  @Test("Hoshino's expression and the exact expectation meet in large populations only")
  func pitmanExpectations() throws {
    // Catches an asymptotic estimate above the population, where ARX answers 0.0.
    let fit = PitmanFit(theta: 5_000, alpha: 0.4, residuals: [])
    let large = 1e12
    let pair = (
      fit.asymptoticUniques(populationSize: large).people,
      fit.expectedUniques(populationSize: large).people
    )
    #expect(close(pair.0 ?? 0, pair.1 ?? 1, relative: 1e-6))
    let small = fit.asymptoticUniques(populationSize: 2_000)
    #expect(small == fit.expectedUniques(populationSize: 2_000))
    #expect(small.share.map { $0 > 0 && $0 <= 1 } == true)
    // The exact expectation against the urn's recurrence: a single stays alone with
    // probability (theta + n - 1 + alpha) / (theta + n), a new one comes with K's chance.
    #expect(close(fit.expectedUniques(populationSize: 1).people ?? 0, 1, relative: 1e-12))
    let two = fit.expectedUniques(populationSize: 2).people ?? 0
    #expect(close(two, 2 * (5_000 + 0.4) / 5_001, relative: 1e-12))
  }

  @Test("The slide negative binomial returns the parameters that made the expected counts")
  func slideRecovers() throws {
    // Catches ARX's slip in the second equation: its D^(alpha+2) stands on the wrong side.
    let (alpha, beta, classes, fraction) = (0.7, 0.2, 4e6, 0.3)
    let rest = 1 - beta
    // Chances of j people, thinned by a direct sum: the slow way to p_1 and p_2.
    var chance = pow(beta, alpha)
    var expected = [0.0, 0.0, 0.0]
    var sizes = [Double](repeating: 0, count: 400)
    for people in 1..<3_000 {
      for seen in 0..<min(people + 1, 200) {
        let logarithm =
          logBinomial(people, seen) + Double(seen) * log(fraction)
          + Double(people - seen) * log(1 - fraction)
        let share = chance * exp(logarithm)
        if seen < 3 { expected[seen] += share }
        sizes[seen] += share
      }
      chance *= (alpha + Double(people) - 1) / Double(people) * rest
      if chance < 1e-14 { break }
    }
    let counts = (1..<200).map { Int((classes * sizes[$0]).rounded()) }
    let kept = counts.indices.filter { counts[$0] > 0 }
    let histogram = try ClassSizeHistogram(
      sizes: kept.map { $0 + 1 }, counts: kept.map { counts[$0] })
    let fit = try SlideNegativeBinomialFit.fit(histogram, samplingFraction: fraction).get()
    #expect(fit.residuals.allSatisfy { abs($0) < 1e-10 })
    // The number of classes is estimated, so the rest follows within that estimate's error.
    #expect(close(fit.populationClasses, classes, relative: 0.05))
    #expect(close(fit.uniques, classes * pow(beta, alpha), relative: 0.06))
  }

  private func logBinomial(_ n: Int, _ k: Int) -> Double {
    (0..<k).reduce(0.0) { $0 + log(Double(n - $1)) - log(Double($1 + 1)) }
  }

  @Test(
    "ARX's published estimates for the census excerpt are met to four digits",
    .enabled(if: SharedFolder.exists))
  func censusExcerpt() throws {
    // Catches a fit that holds on Adult only; values of facts/tabular.md 4a, run with ARX 3.9.2.
    guard let table = try sharedTable("nist_acs_national2019.csv") else { return }
    let sizes = try table.classSizes(["PUMA", "AGEP", "SEX", "MSP", "RAC1P", "EDU", "HISP"])
    let histogram = try ClassSizeHistogram(classSizes: sizes)
    #expect(histogram.classCount == 19_047)
    #expect(close(histogram.uniqueShare, 0.5525997137929769, relative: 1e-12))
    #expect(close(SampleRisk(histogram).prosecutorAverage, 0.6988955344365758, relative: 1e-12))
    let population = try PopulationUniqueness(histogram, samplingFraction: 0.1)
    #expect(close(population.pitman().share ?? 0, 0.2561657308632255, relative: 5e-5))
    #expect(close(population.zayatz().share ?? 0, 0.34599615380135523, relative: 5e-5))
  }
}
