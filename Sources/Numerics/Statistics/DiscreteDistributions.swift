#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The binomial distribution: successes among independent trials.
public enum BinomialDistribution {
  /// The logarithm of the probability of `successes` among `trials`.
  ///
  /// Minus infinity for what can't happen; NaN for a probability outside [0, 1].
  ///
  /// - Source: Loader, Fast and accurate computation of binomial probabilities (2000), whose
  ///   saddle-point form keeps its digits for large numbers of trials.
  public static func logProbability(
    successes: Int, trials: Int, probability: Double
  ) -> Double {
    guard probability >= 0, probability <= 1 else { return .nan }
    guard successes >= 0, successes <= trials else { return -.infinity }
    return logBinomial(
      Double(successes), Double(trials - successes), probability, 1 - probability)
  }
}

/// The hypergeometric distribution: marked ones in a sample drawn without replacement.
public enum HypergeometricDistribution {
  /// The logarithm of the probability of `marked` marked ones among `draws`.
  ///
  /// Minus infinity for what can't happen, draws from too small a population among it.
  ///
  /// - Parameters:
  ///   - marked: marked ones in the sample.
  ///   - draws: the sample's size.
  ///   - markedInPopulation: marked ones in the population.
  ///   - population: the population's size.
  /// - Source: Loader 2000, as three binomial probabilities.
  public static func logProbability(
    marked: Int, draws: Int, markedInPopulation: Int, population: Int
  ) -> Double {
    guard population >= 0, (0...population).contains(draws),
      (0...population).contains(markedInPopulation), (0...draws).contains(marked),
      marked <= markedInPopulation, draws - marked <= population - markedInPopulation
    else { return -.infinity }
    guard population > 0 else { return 0 }
    let others = population - markedInPopulation
    let p = Double(draws) / Double(population)
    let q = Double(population - draws) / Double(population)
    return logBinomial(Double(marked), Double(markedInPopulation - marked), p, q)
      + logBinomial(Double(draws - marked), Double(others - (draws - marked)), p, q)
      - logBinomial(Double(draws), Double(population - draws), p, q)
  }
}

/// log of Gamma(s + f + 1) / (Gamma(s + 1) Gamma(f + 1)) p^s q^f for real s, f >= 0 and p + q = 1.
///
/// - Source: Loader 2000, section 3: Stirling errors and deviances instead of large logarithms.
func logBinomial(_ successes: Double, _ failures: Double, _ p: Double, _ q: Double) -> Double {
  if p == 0 { return successes == 0 ? 0 : -.infinity }
  if q == 0 { return failures == 0 ? 0 : -.infinity }
  if successes == 0 { return failures == 0 ? 0 : failures * (q < 0.5 ? log(q) : log1p(-p)) }
  if failures == 0 { return successes * (p < 0.5 ? log(p) : log1p(-q)) }
  let trials = successes + failures
  let core =
    stirlingError(trials) - stirlingError(successes) - stirlingError(failures)
    - deviance(successes, trials * p) - deviance(failures, trials * q)
  let scale = log(2 * Double.pi) + log(successes) + log(failures / trials)
  return core - 0.5 * scale
}

/// log Gamma(n + 1) - (n + 1/2) log n + n - log(2 pi) / 2: what Stirling's formula leaves out.
private func stirlingError(_ n: Double) -> Double {
  guard n > 15 else {
    return GammaFunction.logGamma(n + 1) - (n + 0.5) * log(n) + n - 0.5 * log(2 * Double.pi)
  }
  let square = 1 / (n * n)
  var series = 0.0
  for coefficient in [1 / 1_188.0, -1 / 1_680.0, 1 / 1_260.0, -1 / 360.0, 1 / 12.0] {
    series = series * square + coefficient
  }
  return series / n
}

/// x log(x / mean) + mean - x, without cancellation where x is close to the mean.
private func deviance(_ x: Double, _ mean: Double) -> Double {
  let difference = x - mean
  guard abs(difference) < 0.1 * (x + mean) else { return x * log(x / mean) + mean - x }
  let ratio = difference / (x + mean)
  var sum = difference * ratio
  var power = 2 * x * ratio
  for odd in stride(from: 3.0, to: 200, by: 2) {
    power *= ratio * ratio
    let next = sum + power / odd
    if next == sum { break }
    sum = next
  }
  return sum
}
