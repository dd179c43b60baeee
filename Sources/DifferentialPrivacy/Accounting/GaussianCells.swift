import Glibc

/// Two neighbouring outputs of subsampled Gaussian noise, and integrals over the set of outputs
/// whose privacy loss lies between two values.
///
/// With f the density of N(0, s^2) and u = (2z - 1)/(2 s^2), the outputs' densities are
/// f (1 - q + q e^u) against f (`oneSided`), or against f (1 - q + q e^-u') with the mean on the
/// other side (`opposed`). The loss l(z) rises with z. `excess(i)` = density of the first less
/// e^(loss_i) times that of the second has the sign of l(z) - loss_i and is written as a product
/// without cancellation, so its integrals have full relative accuracy.
struct GaussianCells {
  /// Standard deviation over sensitivity.
  let deviation: Double
  let rate: Double
  let opposed: Bool
  /// Beyond this |z - mean| / s lies a probability of 2 Q(11.5) < 2^-98.
  static let reach = 11.5

  private let inverseVariance: Double
  private let halfInverse: Double
  private let density: Double

  init(deviation: Double, rate: Double, opposed: Bool) {
    self.deviation = deviation
    self.rate = rate
    self.opposed = opposed
    inverseVariance = 1 / (deviation * deviation)
    halfInverse = inverseVariance / 2
    density = 1 / (deviation * (2 * Double.pi).squareRoot())
  }

  var least: Double { (opposed ? -1 : 0) - Self.reach * deviation }
  var greatest: Double { 1 + Self.reach * deviation }

  /// The privacy loss at an output.
  func loss(_ z: Double) -> Double {
    let upper = log1pScaled(z * inverseVariance - halfInverse)
    return opposed ? upper - log1pScaled(-z * inverseVariance - halfInverse) : upper
  }

  /// log(1 - q + q e^u).
  private func log1pScaled(_ u: Double) -> Double {
    if rate == 1 { return u }
    return u > 30 ? u + log(rate + (1 - rate) * exp(-u)) : log1p(rate * expm1(u))
  }

  /// A grid point: its loss, the output that has it (nil: none), and what `excess` needs.
  struct Knot {
    let position: Double?
    /// q e^(u at the output) = e^loss - (1 - q) where one-sided; q e^(-1/2s^2) y where opposed.
    let factor: Double
    let loss: Double
  }

  func knot(_ loss: Double) -> Knot {
    if opposed { return opposedKnot(loss) }
    let factor = rate == 1 ? exp(loss) : expm1(loss) + rate
    guard factor > 0 else { return Knot(position: nil, factor: factor, loss: loss) }
    let u = rate == 1 ? loss : log(factor / rate)
    return Knot(position: (u + halfInverse) / inverseVariance, factor: factor, loss: loss)
  }

  /// y = e^(z/s^2) from q k y^2 + (1 - q)(1 - E) y - E q k = 0, k = e^(-1/2s^2), E = e^loss.
  private func opposedKnot(_ loss: Double) -> Knot {
    // With y = e^(|loss|/2) w: w - 1/w = 2 (1 - q) sinh(|loss|/2) / (q k) = 2 b, log w = asinh b.
    let half = (1 - rate) * sinh(abs(loss) / 2) / (rate * exp(-halfInverse))
    let logarithm = (abs(loss) / 2 + asinh(half)) * (loss < 0 ? -1 : 1)
    let position = logarithm / inverseVariance
    return Knot(position: position, factor: rate * exp(logarithm - halfInverse), loss: loss)
  }

  /// The integral from `lower` to `upper` of the excess of `knot`; negative below the knot.
  func excess(_ knot: Knot, from lower: Double, to upper: Double) -> Double {
    guard let position = knot.position else {
      // No output has so low a loss: q e^u - factor, with a negative factor, is a sum.
      return integrate(lower, upper) { z in
        rate * exp(z * inverseVariance - halfInverse) - knot.factor
      }
    }
    if opposed {
      return knot.factor
        * integrate(lower, upper) { z in
          let tail = exp(knot.loss - (z + position) * inverseVariance)
          return Self.expMinusOne((z - position) * inverseVariance) * (1 + tail)
        }
    }
    return knot.factor
      * integrate(lower, upper) { z in
        Self.expMinusOne((z - position) * inverseVariance)
      }
  }

  /// The excess's density at an output.
  func excessDensity(_ knot: Knot, _ z: Double) -> Double {
    let base = density * exp(-z * z * halfInverse)
    guard let position = knot.position else {
      return base * (rate * exp(z * inverseVariance - halfInverse) - knot.factor)
    }
    let rise = base * knot.factor * Self.expMinusOne((z - position) * inverseVariance)
    return opposed ? rise * (1 + exp(knot.loss - (z + position) * inverseVariance)) : rise
  }

  /// The probability of [lower, upper] under the first input (`second`: under the second).
  func probability(from lower: Double, to upper: Double, second: Bool) -> Double {
    if second && !opposed { return integrate(lower, upper) { _ in 1 } }
    let sign = second ? -1.0 : 1.0
    return integrate(lower, upper) { z in
      (1 - rate) + rate * exp(sign * z * inverseVariance - halfInverse)
    }
  }

  /// e^x - 1, by six terms where they suffice (x^7/7! < 2^-58 x for |x| < 0.01).
  @inline(__always)
  static func expMinusOne(_ x: Double) -> Double {
    guard abs(x) < 0.01 else { return expm1(x) }
    let inner = 1 + x / 4 * (1 + x / 5 * (1 + x / 6))
    return x * (1 + x / 2 * (1 + x / 3 * inner))
  }

  /// The integral of f times a function whose exponent changes as fast as f's.
  @inline(__always)
  private func integrate(_ lower: Double, _ upper: Double, _ function: (Double) -> Double) -> Double
  {
    let width = upper - lower
    guard width > 0 else { return 0 }
    let change = (max(abs(lower), abs(upper)) + 1) * width * inverseVariance
    if change <= 0.05 {
      // f(z + t) = f(z) e^(-(z t + t^2/2)/s^2), with eight terms of the exponential.
      var sum = 0.0
      for index in 0..<5 {
        let t = Self.fiveNodes[index] * width
        let x = -(lower + t / 2) * t * inverseVariance
        sum += Self.fiveWeights[index] * Self.shortExponential(x) * function(lower + t)
      }
      return sum * width * density * exp(-lower * lower * halfInverse)
    }
    let panels = max(1, Int((change / 4).rounded(.up)))
    let step = width / Double(panels)
    var total = 0.0
    let rule = GaussLegendre.sixteen
    for panel in 0..<panels {
      let start = lower + Double(panel) * step
      var sum = 0.0
      for index in 0..<16 {
        let z = start + rule.nodes[index] * step
        sum += rule.weights[index] * exp(-z * z * halfInverse) * function(z)
      }
      total += sum
    }
    return total * step * density
  }

  /// e^x for |x| <= 0.06: the ninth term is below 2^-54.
  @inline(__always)
  private static func shortExponential(_ x: Double) -> Double {
    let inner = 1 + x / 5 * (1 + x / 6 * (1 + x / 7 * (1 + x / 8)))
    return 1 + x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4 * inner)))
  }

  private static let fiveNodes: InlineArray<5, Double> = [
    0.046910077030668004, 0.23076534494715845, 0.5, 0.7692346550528415, 0.953089922969332,
  ]
  private static let fiveWeights: InlineArray<5, Double> = [
    0.11846344252809454, 0.23931433524968324, 0.28444444444444444, 0.23931433524968324,
    0.11846344252809454,
  ]
}
