import Glibc

/// The Renyi divergence of Poisson-subsampled Gaussian noise at any order.
///
/// A_a - 1 = E[(1 + q w)^a - 1 - a q w] with w = e^((2z-1)/2s^2) - 1, z ~ N(0, s^2): as E[w] = 0
/// the subtracted line costs nothing, and the integrand is nowhere negative (Bernoulli), so
/// nothing cancels however near 1 A_a is. D = log(A_a) / (a - 1).
///
/// - Whole orders: the sum of C(a,k) q^k (1-q)^(a-k) (e^((k^2-k)/2s^2) - 1) over k >= 2, whose
/// terms are positive too, in the log domain.
/// - Others: the trapezoidal rule, whose error has a bound. The integrand is analytic for
///   |Im z| < pi s^2 (there 1 - q + q e^u avoids the branch cut), and on |Im z| = d
///   |f (..)| <= e^(d^2/2s^2) f ((1-q+q e^u)^a + 1 + a q (e^u + 1)), whose integral is
///   M = e^(d^2/2s^2) (A_a + 1 + 2aq); the rule of step h errs by at most 2M/(e^(2 pi d/h) - 1)
///   (Trefethen and Weideman 2014, doi:10.1137/130932132, theorem 5.1).
struct SubsampledGaussianRenyi {
  let deviation: Double
  let rate: Double
  let order: Double

  /// The divergence, rounded up.
  var roundedUp: Double {
    let isWhole = order == order.rounded() && order <= 4096
    // A sum's terms, of at most 1e5 roundings of exponents each, err by less than 2^-36.
    let (logarithm, error) = isWhole ? (whole(), 0.0) : fractional()
    let value = Self.logOnePlus(logarithm) / (order - 1)
    return value * (1 + 0x1p-36) + error
  }

  /// log(1 + e^x).
  private static func logOnePlus(_ x: Double) -> Double { x > 40 ? x : log1p(exp(x)) }

  /// log(A - 1) for a whole order.
  private func whole() -> Double {
    let (logRate, logRest) = (log(rate), log1p(-rate))
    var binomial = 0.0
    var terms = [Double]()
    for k in 1...Int(order) {
      let number = Double(k)
      binomial += log((order - number + 1) / number)
      guard k >= 2 else { continue }
      let exponent = number * (number - 1) / (2 * deviation * deviation)
      let grown = exponent > 40 ? exponent : log(expm1(exponent))
      terms.append(binomial + number * logRate + (order - number) * logRest + grown)
    }
    let greatest = terms.max() ?? 0
    return greatest + log(terms.reduce(0) { $0 + exp($1 - greatest) })
  }

  /// log(A - 1), rounded by the quadrature only, and what to add to the divergence.
  private func fractional() -> (Double, Double) {
    let variance = deviation * deviation
    let cap = (order * order - order) / (2 * variance)
    // A - 1 is at least about C(a,2) q^2 (e^(1/s^2) - 1) times (1-q)^a, and at most e^cap.
    let smallest =
      log(order * (order - 1) / 2) + 2 * log(rate) + order * log1p(-min(rate, 0.999))
      + (1 / variance > 40 ? 1 / variance : log(expm1(1 / variance)))
    // A is at least that, and q^a e^cap; what is missed should be e^-32 of log A.
    let least = max(Self.logOnePlus(smallest), cap + order * log(rate), 1e-300)
    let wanted = 32 - min(0, log(least))
    let widest = 3.1 * variance
    let strip = min(widest, deviation * (2 * wanted).squareRoot())
    let turns = wanted + strip * strip / (2 * variance) + 2 + log1p(order * rate)
    let step = 2 * Double.pi * strip / turns
    let reach = deviation * (2 * (wanted + max(0, cap - least))).squareRoot()
    let (lower, upper) = (-reach, order + reach)
    let count = Int(((upper - lower) / step).rounded(.up))
    var greatest = -Double.infinity
    var logs = [Double](repeating: 0, count: count + 1)
    for index in 0...count {
      let z = lower + Double(index) * step
      logs[index] = logExcess((2 * z - 1) / (2 * variance)) - z * z / (2 * variance)
      greatest = max(greatest, logs[index])
    }
    let sum = logs.reduce(0) { $0 + exp($1 - greatest) }
    let logarithm = greatest + log(sum * step / (deviation * (2 * Double.pi).squareRoot()))
    return (logarithm, missing(logarithm, strip: strip, step: step, reach: reach, cap: cap))
  }

  /// What quadrature and cut tails may have missed of the divergence: with m of A - 1 missed, at
  /// most m / A / (a - 1).
  private func missing(
    _ logarithm: Double, strip: Double, step: Double, reach: Double, cap: Double
  ) -> Double {
    let size = Self.logOnePlus(logarithm)
    let turns = 2 * Double.pi * strip / step
    let growth = strip * strip / (2 * deviation * deviation)
    let extra = log1p((1 + 2 * order * rate) * exp(-size))
    let quadrature = exp(growth + log(2) + extra - turns) * 1.001
    // Above: (1-q+q e^u)^a <= e^(au) for u >= 0, whose tail is e^cap Q(reach/s); below: at most a
    // q.
    let x = reach / deviation
    let tail = exp(cap - size) * erfc(x / 2.0.squareRoot()) / 2
    let low = order * rate * erfc(x / 2.0.squareRoot()) / 2 * exp(-size)
    return (quadrature + tail * 1.01 + low * 1.01) / (order - 1)
  }

  /// log((1 + x)^a - 1 - a x) at x = q (e^u - 1).
  private func logExcess(_ u: Double) -> Double {
    if u > 30 {
      let power = order * (u + log(rate + (1 - rate) * exp(-u)))
      if power > 60 { return power + log1p(-(1 + order * rate * exp(u)) * exp(-power)) }
    }
    let x = rate * expm1(u)
    if abs(x) * max(order, 2) < 0.25 || abs(x) < 1e-3 { return log(series(x)) }
    let power = order * log1p(x)
    if power > 300 { return power + log1p(-(1 + order * x) * exp(-power)) }
    return log(max(expm1(power) - order * x, .leastNonzeroMagnitude))
  }

  /// The sum of C(a,k) x^k over k >= 2.
  private func series(_ x: Double) -> Double {
    var term = order * (order - 1) / 2 * x * x
    var sum = term
    var k = 2.0
    while abs(term) > sum * 1e-18, k < 400 {
      term *= (order - k) * x / (k + 1)
      sum += term
      k += 1
    }
    return max(sum, .leastNonzeroMagnitude)
  }
}
