import Foundation
import Numerics

/// A law of two parameters for how the rate falls with the number of candidates.
///
/// Two laws, as nobody knows which one people follow beyond those who were tried, and the spread
/// between them is a part of the forecast's uncertainty. The Pitman-Yor law is the published one;
/// its slope, taken against log n, can't get steeper late, as it does where nearly all are found
/// among few and look-alikes turn up among many. The log-logistic law, fitted to the steepest part
/// that was seen, keeps that slope in the log odds: S(n) = 1 / (1 + (n / c)^g), 0 <= g <= 1.
///
/// **Source** Rocher, Hendrickx, de Montjoye, *A scaling law to model the effectiveness of
/// identification techniques*, Nature Communications 16:347 (2025); the log-logistic law is our
/// own choice as its counterpart.
enum RateLaw: Sendable, Equatable {
  /// The Pitman-Yor law of correctness.
  case pitmanYor(PitmanYorLaw)
  /// Log odds that fall evenly with log n: from `logOdds` at `size` by `slope`.
  case logLogistic(logOdds: Double, size: Double, slope: Double)

  /// The rate among `candidates`.
  func rate(_ candidates: Int) -> Double {
    switch self {
    case .pitmanYor(let law): law.correctness(people: candidates)
    case .logLogistic(let logOdds, let size, let slope):
      1 / (1 + exp(slope * (log(Double(candidates)) - log(size)) - logOdds))
    }
  }

  /// The log-logistic law of a curve: its last point, and the slope of least squares through all.
  init(logLogistic sizes: [Int], rates: [Double]) {
    let places = sizes.map { log(Double($0)) }
    let logOdds = rates.map { rate in
      let inside = min(max(rate, 1e-9), 1 - 1e-9)
      return log(inside / (1 - inside))
    }
    let (meanPlace, meanOdds) = (
      places.reduce(0, +) / Double(places.count), logOdds.reduce(0, +) / Double(places.count)
    )
    var (product, square) = (0.0, 0.0)
    for (place, odds) in zip(places, logOdds) {
      product += (place - meanPlace) * (odds - meanOdds)
      square += (place - meanPlace) * (place - meanPlace)
    }
    // A slope above 1 would fall faster than guessing does.
    let slope = square > 0 ? min(max(-product / square, 0), 1) : 0
    self = .logLogistic(
      logOdds: logOdds[logOdds.count - 1], size: Double(sizes[sizes.count - 1]), slope: slope)
  }
}

/// The Pitman-Yor law that fits a curve of rates best.
///
/// Weighted least squares over the logit of the discount and the logarithm of the strength, by
/// Levenberg and Marquardt's method. Each point weighs by its binomial spread, and more the more
/// candidates it has: up to eleven times, as what is asked for lies beyond. A weak pull towards a
/// discount of 1/2 and a strength of 20 (less than a twentieth of a standard error for each unit)
/// keeps what the curve does not tell finite.
///
/// **Source** Marquardt, *An Algorithm for Least-Squares Estimation of Nonlinear Parameters*, SIAM
/// 11 (1963).
/// **Cost** some 20 to 100 values of the law for each point.
struct RateLawFit {
  /// The logit of the discount and the logarithm of the strength.
  typealias Parameters = SIMD2<Double>

  /// Where fits begin when nothing is known.
  static let starts: [Parameters] = [[0, 3], [-2, 1], [1, 4]]
  private static let center: Parameters = [0, 3]
  private static let pull = 0.05

  private let sizes: [Int]
  private let rates: [Double]
  private let weights: [Double]

  init(sizes: [Int], rates: [Double]) {
    self.sizes = sizes
    self.rates = rates
    let most = Double(sizes.last ?? 1)
    let least = 0.25 / Double(sizes.count) / most
    weights = zip(sizes, rates).map { size, rate in
      100 * (10 * Double(size) / most + 1) / max(rate * (1 - rate), least)
    }
  }

  static func law(_ parameters: Parameters) -> PitmanYorLaw {
    let discount = 1 / (1 + exp(-parameters[0]))
    return PitmanYorLaw(
      strength: exp(min(max(parameters[1], -8), 25)), discount: min(max(discount, 1e-6), 1 - 1e-9))
  }

  /// The best parameters, from the best of some starts.
  func best(from starts: [Parameters]) -> Parameters {
    let found = starts.map { improved($0) }
    return found.min { $0.loss < $1.loss }?.parameters ?? Self.center
  }

  private func values(_ parameters: Parameters) -> [Double] {
    let law = Self.law(parameters)
    return sizes.map { law.correctness(people: $0) }
  }

  private func loss(_ values: [Double], _ parameters: Parameters) -> Double {
    let distance = Self.pull * (parameters - Self.center)
    return values.indices.reduce((distance * distance).sum()) { sum, place in
      let gap = values[place] - rates[place]
      return sum + weights[place] * gap * gap
    }
  }

  private func improved(_ start: Parameters) -> (parameters: Parameters, loss: Double) {
    var parameters = start
    var values = values(parameters)
    var loss = loss(values, parameters)
    var damping = 1e-3
    for _ in 0..<60 {
      let (gradient, hessian) = slopes(parameters, values)
      var isBetter = false
      while !isBetter, damping < 1e9 {
        let (a, c) = (hessian[0] * (1 + damping), hessian[2] * (1 + damping))
        let determinant = a * c - hessian[1] * hessian[1]
        let step = Parameters(
          (c * gradient[0] - hessian[1] * gradient[1]) / determinant,
          (a * gradient[1] - hessian[1] * gradient[0]) / determinant)
        // Steps of more than 3 leave the region where the slopes mean anything.
        let bounded = step.clamped(lowerBound: [-3, -3], upperBound: [3, 3])
        let next = parameters - bounded
        let nextValues = self.values(next)
        let nextLoss = self.loss(nextValues, next)
        isBetter = nextLoss < loss
        guard isBetter else {
          damping *= 8
          continue
        }
        let gain = loss - nextLoss
        (parameters, values, loss) = (next, nextValues, nextLoss)
        damping = max(damping / 8, 1e-9)
        if gain < 1e-9 * (1 + loss) { return (parameters, loss) }
      }
      if !isBetter { break }
    }
    return (parameters, loss)
  }

  /// The slope of the loss and the curvature of its squares, by small steps; half of either.
  private func slopes(
    _ parameters: Parameters, _ values: [Double]
  ) -> (gradient: Parameters, hessian: SIMD3<Double>) {
    let step = 1e-5
    let first = self.values(parameters + [step, 0])
    let second = self.values(parameters + [0, step])
    var gradient = Self.pull * Self.pull * (parameters - Self.center)
    var hessian = SIMD3<Double>(Self.pull * Self.pull, 0, Self.pull * Self.pull)
    for place in values.indices {
      let (one, two) = (
        (first[place] - values[place]) / step, (second[place] - values[place]) / step
      )
      let gap = weights[place] * (values[place] - rates[place])
      gradient += [gap * one, gap * two]
      hessian += weights[place] * SIMD3(one * one, one * two, two * two)
    }
    return (gradient, hessian)
  }
}
