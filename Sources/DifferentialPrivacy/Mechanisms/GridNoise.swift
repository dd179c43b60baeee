import BigInt

/// Which noise a mechanism adds, and how much of the budget it may spend.
public enum NoiseBudget: Sendable, Equatable, Codable {
  /// Discrete Laplace noise for epsilon-DP.
  case laplace(epsilon: Double)
  /// Discrete Gaussian noise for rho-zCDP.
  case gaussian(rho: Double)

  /// The same noise with an equal share of the budget for each of `parts` releases.
  public func divided(by parts: Int) -> NoiseBudget {
    switch self {
    // Each share is rounded down again by the noise, and its cost is what the noise then costs.
    case .laplace(let epsilon): .laplace(epsilon: epsilon / Double(parts))
    case .gaussian(let rho): .gaussian(rho: rho / Double(parts))
    }
  }
}

/// How far one data subject can move a vector of integers.
struct GridSensitivity: Sendable, Equatable {
  /// The sum of the coordinates' absolute changes.
  let absolute: UInt64
  /// The sum of the squares of the coordinates' changes.
  let squared: UInt128

  /// One integer that changes by at most `step`.
  init(step: UInt64) {
    absolute = step
    squared = UInt128(step) * UInt128(step)
  }

  init(absolute: UInt64, squared: UInt128) {
    self.absolute = absolute
    self.squared = squared
  }

  /// `count` integers, each changing by at most `step`.
  ///
  /// - Throws: `PrivacyError.tooLarge` where the sum of changes leaves 2^40.
  init(step: UInt64, count: UInt64) throws(PrivacyError) {
    let product = step.multipliedReportingOverflow(by: count)
    guard !product.overflow, product.partialValue <= 1 << 40 else {
      throw .tooLarge(name: "sensitivity", limit: "2^40 steps of the grid")
    }
    absolute = product.partialValue
    squared = UInt128(step) * UInt128(step) * UInt128(count)
  }
}

/// Exact noise on the integers, with the scale that a budget and a sensitivity ask for.
///
/// **Guarantee**: discrete Laplace noise of scale s makes an integer vector that moves by at most
/// D in the sum of its coordinates' changes (D/s)-DP; discrete Gaussian noise of parameter
/// sigma^2 makes one that moves by at most D in Euclidean length (D^2 / (2 sigma^2))-zCDP. Scales
/// are rounded up, and `cost` is the cost of the scale in use, rounded up again: at most the
/// budget.
/// **Source**: Ghosh, Roughgarden, Sundararajan 2009; Canonne, Kamath, Steinke 2020, Theorem 4.
/// **Cost**: one draw for each integer. **Does not protect against**: timing of the draw.
public struct GridNoise: Sendable {
  enum Law: Sendable, Equatable {
    /// P(k) is proportional to exp(-|k| / scale).
    case laplace(scale: ExactRatio)
    /// P(k) is proportional to exp(-k^2 / (2 variance)).
    case gaussian(variance: ExactRatio)
  }

  let law: Law
  private let sampler: Sampler
  /// What one release with this noise costs.
  public let cost: PrivacyCost

  init(_ budget: NoiseBudget, sensitivity: GridSensitivity) throws(PrivacyError) {
    guard sensitivity.absolute > 0 else {
      throw .parameter(name: "sensitivity", rule: "must be positive: nothing can change")
    }
    switch budget {
    case .laplace(let epsilon):
      let rate = try ExactRatio(roundedDown: epsilon, name: "epsilon")
      let scale = try Self.quotientRoundedUp(
        BigUInt(sensitivity.absolute) * BigUInt(rate.denominator), BigUInt(rate.numerator))
      law = .laplace(scale: scale)
      sampler = .laplace(try DiscreteLaplace(scale: scale.rational))
      cost = .pure(
        epsilon: RoundedUp.quotient(
          BigUInt(sensitivity.absolute) * BigUInt(scale.denominator), BigUInt(scale.numerator)))
    case .gaussian(let rho):
      let rate = try ExactRatio(roundedDown: rho, name: "rho")
      let squared = BigUInt(sensitivity.squared)
      let variance = try Self.quotientRoundedUp(
        squared * BigUInt(rate.denominator), BigUInt(rate.numerator) * 2)
      law = .gaussian(variance: variance)
      sampler = .gaussian(try DiscreteGaussian(variance: variance.rational))
      cost = .zeroConcentrated(
        rho: RoundedUp.quotient(
          squared * BigUInt(variance.denominator), BigUInt(variance.numerator) * 2))
    }
  }

  /// The law's sampler, whose tables are built once.
  private enum Sampler: Sendable {
    case laplace(DiscreteLaplace)
    case gaussian(DiscreteGaussian)
  }

  /// The variance of the noise in squared steps of the grid; an upper bound for the Gaussian.
  ///
  /// Discrete Laplace: 2p / (1-p)^2 with p = exp(-1/scale); discrete Gaussian: below its parameter
  /// (Canonne, Kamath, Steinke 2020, Corollary 9). For accuracy, never for a cost.
  public var variance: Double {
    switch law {
    case .laplace(let scale):
      let half = SafeMath.sinhHalf(1 / scale.approximate)
      return 1 / (2 * half * half)
    case .gaussian(let variance): return variance.approximate
    }
  }

  /// One draw.
  func draw<Source: RandomSource & ~Copyable>(from source: inout Source) -> Int64 {
    switch sampler {
    case .laplace(let laplace): laplace.draw(from: &source)
    case .gaussian(let gaussian): gaussian.draw(from: &source)
    }
  }

  /// A ratio not below numerator / denominator: itself below 2^20, a whole number above.
  ///
  /// - Throws: `PrivacyError.tooLarge` above 2^62: a draw would leave 64 bits.
  private static func quotientRoundedUp(
    _ numerator: BigUInt, _ denominator: BigUInt
  ) throws(PrivacyError) -> ExactRatio {
    let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    if quotient < 1 << 20 {
      let common = numerator.greatestCommonDivisor(with: denominator)
      let (above, below) = (numerator / common, denominator / common)
      if above.bitWidth <= 62, below.bitWidth <= 62 {
        return ExactRatio(UInt64(above), UInt64(below))
      }
    }
    let whole = rest > 0 ? quotient + 1 : quotient
    guard whole.bitWidth <= 62 else {
      throw .tooLarge(name: "noise", limit: "2^62; take a coarser grid")
    }
    return ExactRatio(UInt64(whole), 1)
  }
}
