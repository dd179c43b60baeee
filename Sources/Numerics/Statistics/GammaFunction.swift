#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The logarithm of the gamma function and its derivatives, for positive arguments.
public enum GammaFunction {
  /// The logarithm of the gamma function at `x` > 0; NaN for other arguments.
  ///
  /// The C library's function in its re-entrant form: relative error below 1e-12.
  public static func logGamma(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    return lgamma(x).0
  }

  /// The derivative of `logGamma` at `x` > 0; NaN for other arguments.
  ///
  /// Relative error below 1e-12, at the zero near 1.4616 as well: on [1, 2] the function is
  /// (x - zero) g(x) with g a Chebyshev series, whose coefficients were computed with mpmath at 50
  /// digits; elsewhere psi(x + 1) = psi(x) + 1/x leads there, or to the asymptotic series.
  ///
  /// - Source: Abramowitz and Stegun 6.3.5 and 6.3.18.
  public static func digamma(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    if x >= 10 { return asymptoticDigamma(x) }
    var argument = x
    var shift = 0.0
    while argument > 2 {
      argument -= 1
      shift += 1 / argument
    }
    if argument < 1 {
      shift -= 1 / argument
      argument += 1
    }
    return digammaBetween1And2(argument) + shift
  }

  /// The second derivative of `logGamma` at `x` > 0; NaN for other arguments.
  ///
  /// Relative error below 1e-12.
  ///
  /// - Source: Abramowitz and Stegun 6.4.6 and 6.4.12.
  public static func trigamma(_ x: Double) -> Double {
    guard x > 0 else { return .nan }
    var argument = x
    var sum = 0.0
    while argument < 10 {
      sum += 1 / (argument * argument)
      argument += 1
    }
    let inverse = 1 / argument
    let square = inverse * inverse
    var series = 0.0
    for coefficient in trigammaSeries { series = series * square + coefficient }
    return sum + inverse + 0.5 * square + inverse * square * series
  }

  private static func asymptoticDigamma(_ x: Double) -> Double {
    let square = 1 / (x * x)
    var series = 0.0
    for coefficient in digammaSeries { series = series * square + coefficient }
    return log(x) - 0.5 / x - square * series
  }

  private static func digammaBetween1And2(_ x: Double) -> Double {
    // Clenshaw's recurrence over [-1, 1].
    let t = 2 * x - 3
    var next = 0.0
    var afterNext = 0.0
    for coefficient in digammaChebyshev.dropFirst().reversed() {
      (next, afterNext) = (2 * t * next - afterNext + coefficient, next)
    }
    let g = t * next - afterNext + digammaChebyshev[0]
    // The zero as a sum of two numbers, so that the difference keeps its digits.
    return ((x - 1.461_632_144_968_362_2) - 9.549_995_429_965_697_7e-17) * g
  }

  // B(2k) / 2k and B(2k), the highest k first.
  private static let digammaSeries: [Double] = [
    1 / 12.0, -691 / 32_760.0, 1 / 132.0, -1 / 240.0, 1 / 252.0, -1 / 120.0, 1 / 12.0,
  ]
  private static let trigammaSeries: [Double] = [
    7 / 6.0, -691 / 2_730.0, 5 / 66.0, -1 / 30.0, 1 / 42.0, -1 / 30.0, 1 / 6.0,
  ]

  // mpmath: the cosine sums over 64 nodes of digamma(x) / (x - zero) on [1, 2].
  private static let digammaChebyshev: [Double] = [
    0.98357026044156698801, -0.22706408633464439669, 0.033368899023930108972,
    -0.0053200772715965474438, 0.00087886569378205053326, -0.00014773492650606043282,
    0.00002506054346835914444, -4.272103402999332207e-6, 7.3027692724659230493e-7,
    -1.2502886813559595515e-7, 2.1425009322359473734e-8, -3.6732959185651790393e-9,
    6.2997172361089309069e-10, -1.0805930288832660114e-10, 1.8537351920536378898e-11,
    -3.1802353658255300096e-12, 5.4561475703227941847e-13, -9.3609931310364381561e-14,
    1.6060646362950750099e-14, -2.7555431377438813107e-15, 4.7277361786019113911e-16,
    -8.1114842034650900328e-17, 1.3917077694741540651e-17,
  ]
}
