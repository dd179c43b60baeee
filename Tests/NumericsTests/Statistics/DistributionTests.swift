import Testing

@testable import Numerics

/// The larger of relative and, below `floor`, absolute error.
private func error(_ found: Double, _ expected: Double, floor: Double = 0) -> Double {
  if found == expected { return 0 }
  return abs(found - expected) / max(abs(expected), floor)
}

@Suite("Distributions and special functions")
struct DistributionTests {
  @Test("the normal cdf agrees with mpmath to 1e-12 relative, in the far tail as well")
  func normalCDF() {
    // Would catch a tail that is computed as 1 - cdf.
    for (x, expected) in ReferenceValues.normalCDF {
      #expect(error(NormalDistribution.cdf(x), expected) < 1e-12, "x = \(x)")
      #expect(NormalDistribution.survival(-x) == NormalDistribution.cdf(x))
    }
    #expect(NormalDistribution.cdf(.infinity) == 1 && NormalDistribution.cdf(-.infinity) == 0)
    #expect(NormalDistribution.cdf(.nan).isNaN)
  }

  @Test("the normal quantile agrees with mpmath to 1e-12 relative")
  func normalQuantile() {
    // Would catch a mistyped coefficient in any of the three parts.
    for (p, expected) in ReferenceValues.normalQuantile {
      #expect(error(NormalDistribution.quantile(p), expected) < 1e-12, "p = \(p)")
    }
    #expect(NormalDistribution.quantile(0.5) == 0)
    #expect(NormalDistribution.quantile(0) == -.infinity)
    #expect(NormalDistribution.quantile(1) == .infinity)
    for p in [-0.1, 1.1, Double.nan] { #expect(NormalDistribution.quantile(p).isNaN) }
  }

  @Test("logGamma, digamma and trigamma agree with mpmath to 1e-12 relative, near zeros as well")
  func gammaFunctions() {
    // Would catch lost digits near the zeros at 1, 2 and 1.4616, and at the ends of the series.
    for (x, expected) in ReferenceValues.logGamma {
      #expect(error(GammaFunction.logGamma(x), expected) < 1e-12, "x = \(x)")
    }
    for (x, expected) in ReferenceValues.digamma {
      #expect(error(GammaFunction.digamma(x), expected) < 1e-12, "x = \(x)")
    }
    for (x, expected) in ReferenceValues.trigamma {
      #expect(error(GammaFunction.trigamma(x), expected) < 1e-12, "x = \(x)")
    }
    for x in [0, -1.5, Double.nan] {
      #expect(GammaFunction.logGamma(x).isNaN && GammaFunction.digamma(x).isNaN)
      #expect(GammaFunction.trigamma(x).isNaN)
    }
  }

  @Test("both tails of the beta distribution agree with mpmath to 1e-12 relative")
  func incompleteBeta() {
    // Would catch lost digits for large shapes and in the smaller tail.
    for (x, alpha, beta, lower, upper) in ReferenceValues.incompleteBeta {
      let found = BetaDistribution.cdf(x, alpha: alpha, beta: beta)
      #expect(error(found, lower) < 1e-12, "\(x) \(alpha) \(beta)")
      let above = BetaDistribution.survival(x, alpha: alpha, beta: beta)
      #expect(error(above, upper, floor: 1e-3) < 1e-12, "\(x) \(alpha) \(beta)")
    }
    #expect(BetaDistribution.cdf(-1, alpha: 2, beta: 3) == 0)
    #expect(BetaDistribution.cdf(2, alpha: 2, beta: 3) == 1)
    #expect(BetaDistribution.cdf(0.5, alpha: 0, beta: 3).isNaN)
    #expect(BetaDistribution.cdf(.nan, alpha: 1, beta: 3).isNaN)
    #expect(BetaDistribution.cdf(0.5, alpha: .infinity, beta: 3).isNaN)
  }

  @Test("the beta quantile agrees with mpmath to 1e-12 relative")
  func betaQuantile() {
    // Would catch a bracket that ends too early, or Newton's method that leaves it.
    for (p, alpha, beta, expected) in ReferenceValues.betaQuantile {
      let found = BetaDistribution.quantile(p, alpha: alpha, beta: beta)
      #expect(error(found, expected) < 1e-12, "\(p) \(alpha) \(beta)")
    }
    #expect(BetaDistribution.quantile(0, alpha: 2, beta: 3) == 0)
    #expect(BetaDistribution.quantile(1, alpha: 2, beta: 3) == 1)
    #expect(BetaDistribution.quantile(0.5, alpha: 1e-4, beta: 1) < 1e-300)
    #expect(BetaDistribution.quantile(.nan, alpha: 2, beta: 3).isNaN)
    #expect(BetaDistribution.quantile(0.5, alpha: -2, beta: 3).isNaN)
  }

  @Test("binomial log-probabilities agree with mpmath to 1e-12")
  func binomial() {
    // Would catch the difference of large logGammas, which keeps 8 digits only at these sizes.
    for (k, n, p, expected) in ReferenceValues.logBinomial {
      let found = BinomialDistribution.logProbability(successes: k, trials: n, probability: p)
      #expect(error(found, expected) < 1e-12, "\(k) of \(n), \(p)")
    }
    let impossible = [(-1, 5, 0.5), (6, 5, 0.5), (1, 5, 0), (4, 5, 1)]
    for (k, n, p) in impossible {
      let found = BinomialDistribution.logProbability(successes: k, trials: n, probability: p)
      #expect(found == -.infinity)
    }
    #expect(BinomialDistribution.logProbability(successes: 0, trials: 0, probability: 0.5) == 0)
    #expect(BinomialDistribution.logProbability(successes: 1, trials: 2, probability: .nan).isNaN)
  }

  @Test("hypergeometric log-probabilities agree with mpmath to 1e-12")
  func hypergeometric() {
    // Would catch swapped roles of draws and marked ones, and wrong ends of the support.
    for (k, n, marked, population, expected) in ReferenceValues.logHypergeometric {
      let found = HypergeometricDistribution.logProbability(
        marked: k, draws: n, markedInPopulation: marked, population: population)
      #expect(error(found, expected, floor: 1) < 1e-12, "\(k) \(n) \(marked) \(population)")
    }
    let impossible = [(4, 10, 6, 10), (3, 2, 3, 9), (-1, 2, 3, 9), (1, 12, 3, 9), (1, 2, 10, 9)]
    for (k, n, marked, population) in impossible {
      let found = HypergeometricDistribution.logProbability(
        marked: k, draws: n, markedInPopulation: marked, population: population)
      #expect(found == -.infinity)
    }
    #expect(
      HypergeometricDistribution.logProbability(
        marked: 0, draws: 0, markedInPopulation: 0, population: 0) == 0)
  }
}
