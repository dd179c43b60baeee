import Numerics

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// k-map where only the population's number is known: its cell sizes are taken to be Poisson.
///
/// The release is a random sample of the fraction f. A cell with fewer than k people shows at most
/// k' rows with the wanted confidence, so that a class of k' rows or more is taken for one of k
/// people; k' never exceeds k.
///
/// **Guarantee**: as `KMap`, up to the error that `significance` allows, if the release is a simple
/// random sample of the population. Monotone with and without suppression: a least size.
///
/// **Source**: Pannekoek, "Statistical methods for some simple disclosure limitation rules",
/// Statistica Neerlandica 53(1), 1999 (Poisson); El Emam and Dankar, "Protecting privacy using
/// k-anonymity", JAMIA 15(5), 2008, estimators D3 and D4. The thresholds are those of ARX 3.9.2,
/// which adds one to the Poisson quantile.
///
/// **Cost**: O(k) to prepare, O(1) for a class.
///
/// **Does not protect against**: a release that is no random sample of the population, or an
/// adversary who knows that the target is in it.
public struct EstimatedKMap: PrivacyModel {
  /// How the rows of a cell are spread when the cell holds k people.
  public enum Estimator: Sendable, Equatable, CaseIterable {
    /// The Poisson distribution.
    case poisson
    /// The Poisson distribution given that the cell shows at least one row.
    case zeroTruncatedPoisson
  }

  /// The least number of people of the population.
  public let k: Int
  /// The people of the population.
  public let populationSize: Int
  /// The allowed chance of taking a smaller cell for one of k people.
  public let significance: Double
  /// The distribution.
  public let estimator: Estimator

  /// The model in words.
  public var name: String {
    let law = estimator == .poisson ? "Poisson" : "zero-truncated Poisson"
    return "\(k)-map estimated (\(law))"
  }
  /// What an adversary can still do.
  public var doesNotProtectAgainst: String {
    "someone who knows that the target is in the release, or a release that is no random sample"
  }

  /// k-map estimated for a population of `populationSize` people.
  public init(
    k: Int, populationSize: Int, significance: Double = 0.01, estimator: Estimator = .poisson
  ) {
    self.k = k
    self.populationSize = populationSize
    self.significance = significance
    self.estimator = estimator
  }

  /// Makes the model ready.
  public func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    .classes(SizeThreshold(minimumSize: try derivedK(sampleSize: table.personCount)))
  }

  /// The least size of a class in a release of `sampleSize` people.
  ///
  /// - Throws: `DeidentificationError.parameter` for parameters out of range.
  /// - Complexity: O(k).
  public func derivedK(sampleSize: Int) throws(DeidentificationError) -> Int {
    try ModelParameter.atLeastOne(k, "k")
    guard significance > 0, significance < 1 else {
      throw .parameter(name: "significance", rule: "must be above 0 and below 1")
    }
    guard populationSize >= max(sampleSize, 1) else {
      throw .parameter(name: "populationSize", rule: "must be at least the size of the release")
    }
    let rate = Double(sampleSize) / Double(populationSize) * Double(k)
    guard rate > 0 else { return 1 }
    let derived =
      estimator == .poisson ? quantile(rate: rate) + 1 : truncatedQuantile(rate: rate)
    return max(1, min(derived, sampleSize, k))
  }

  /// One more than the least count whose cumulative probability reaches 1 - significance, cut at k.
  private func quantile(rate: Double) -> Int {
    var (count, sum) = (0, 0.0)
    while sum < 1 - significance, count < k {
      sum += Self.probability(of: count, rate: rate)
      count += 1
    }
    return count
  }

  private func truncatedQuantile(rate: Double) -> Int {
    let visible = -expm1(-rate)
    var (count, sum) = (1, 0.0)
    while sum < 1 - significance, count < k {
      sum += Self.probability(of: count, rate: rate) / visible
      count += 1
    }
    return count
  }

  private static func probability(of count: Int, rate: Double) -> Double {
    exp(Double(count) * log(rate) - rate - GammaFunction.logGamma(Double(count) + 1))
  }
}
