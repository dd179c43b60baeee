import Foundation
import Numerics

/// The likelihood of Pitman's sampling formula with theta profiled out.
struct PitmanProfile {
  private let histogram: ClassSizeHistogram
  private let classes: Int
  private let rows: Int
  /// ln(theta + lower bound's distance) of the last root: the next search starts there.
  private var lastLogarithm = 0.0

  init(_ histogram: ClassSizeHistogram) {
    self.histogram = histogram
    classes = histogram.classCount
    rows = histogram.rowCount
  }

  /// Values of alpha at which the profile's slope is looked at, rising.
  private static let grid: [Double] = {
    let near = [1e-9, 1e-6, 1e-4, 1e-3, 0.01]
    let inner = (1..<40).map { Double($0) / 40 }
    return near + inner + near.reversed().map { 1 - $0 }
  }()

  private static let negativeGrid: [Double] = (0...40).reversed().map {
    -1e-9 * pow(10, Double($0) * 0.3)
  }

  /// The alpha of the likelihood's highest stationary maximum, or `nil` where there is none.
  mutating func mostLikelyAlpha() -> Double? {
    maximum(over: Self.grid) ?? maximum(over: Self.negativeGrid + [Self.grid[0]])
  }

  private mutating func maximum(over grid: [Double]) -> Double? {
    var maxima: [(theta: Double, alpha: Double)] = []
    var previous: (alpha: Double, slope: Double)?
    for alpha in grid {
      guard let slope = slope(at: alpha) else {
        previous = nil
        continue
      }
      if let left = previous, left.slope > 0, slope <= 0,
        let found = root(from: left.alpha, to: alpha), let theta = theta(at: found)
      {
        maxima.append((theta, found))
      }
      previous = (alpha, slope)
    }
    guard maxima.count > 1 else { return maxima.first?.alpha }
    let likelihoods = maxima.map { likelihood(theta: $0.theta, alpha: $0.alpha) }
    let best = likelihoods.indices.max { likelihoods[$0] < likelihoods[$1] }
    return best.map { maxima[$0].alpha }
  }

  private mutating func root(from lower: Double, to upper: Double) -> Double? {
    BracketedRoot.find(lower: lower, upper: upper) { slope(at: $0) ?? .nan }
  }

  /// The derivative of the profiled log-likelihood at `alpha`.
  private mutating func slope(at alpha: Double) -> Double? {
    guard let theta = theta(at: alpha) else { return nil }
    return alphaTerms(theta: theta, alpha: alpha) - classTerms(alpha: alpha)
  }

  /// The root in theta of dL/dtheta at `alpha`, or `nil` where the search left the doubles.
  ///
  /// The search runs over the logarithm of theta's distance from its lower bound, which is -alpha,
  /// or (u - 1) |alpha| for negative alpha.
  mutating func theta(at alpha: Double) -> Double? {
    let bound = alpha >= 0 ? -alpha : -Double(classes - 1) * alpha
    func derivative(_ logarithm: Double) -> Double {
      let theta = bound + exp(logarithm)
      return thetaTerms(theta: theta, alpha: alpha) - rowTerms(theta: theta)
    }
    var width = 1.0
    var lower = lastLogarithm
    while derivative(lower) <= 0 {
      lower -= width
      width *= 2
      guard lower > -600 else { return nil }
    }
    width = 1
    var upper = max(lastLogarithm, lower)
    while derivative(upper) >= 0 {
      upper += width
      width *= 2
      guard upper < 600 else { return nil }
    }
    guard let root = BracketedRoot.find(lower: lower, upper: upper, derivative) else { return nil }
    lastLogarithm = root
    return bound + exp(root)
  }

  /// dL/dtheta and dL/dalpha, each over the magnitude of its terms.
  func relativeGradient(theta: Double, alpha: Double) -> [Double] {
    let first = (thetaTerms(theta: theta, alpha: alpha), rowTerms(theta: theta))
    let second = (alphaTerms(theta: theta, alpha: alpha), classTerms(alpha: alpha))
    return [first, second].map { ($0.0 - $0.1) / max(abs($0.0) + abs($0.1), .leastNormalMagnitude) }
  }

  /// sum_{i=1}^{u-1} 1 / (theta + i alpha).
  private func thetaTerms(theta: Double, alpha: Double) -> Double {
    GammaSums.reciprocalSum(start: theta, step: alpha, count: classes - 1)
  }

  /// sum_{i=1}^{n-1} 1 / (theta + i).
  private func rowTerms(theta: Double) -> Double {
    GammaSums.reciprocalSum(start: theta, step: 1, count: rows - 1)
  }

  /// sum_{i=1}^{u-1} i / (theta + i alpha).
  private func alphaTerms(theta: Double, alpha: Double) -> Double {
    GammaSums.weightedReciprocalSum(start: theta, step: alpha, count: classes - 1)
  }

  /// sum_j s_j sum_{i=1}^{j-1} 1 / (i - alpha), each i counted once for all larger classes.
  private func classTerms(alpha: Double) -> Double {
    var larger = classes
    var reached = 0
    var sum = 0.0
    for (size, count) in zip(histogram.sizes, histogram.counts) {
      let terms = size - 1 - reached
      sum +=
        Double(larger)
        * GammaSums.reciprocalSum(start: Double(reached) - alpha, step: 1, count: terms)
      reached = max(reached, size - 1)
      larger -= count
    }
    return sum
  }

  /// The log-likelihood up to a constant that depends on the data alone, for comparing maxima.
  private func likelihood(theta: Double, alpha: Double) -> Double {
    var sum = 0.0
    for index in stride(from: 1, to: classes, by: 1) { sum += log(theta + Double(index) * alpha) }
    sum -= GammaSums.logGammaRatio(theta + 1, plus: Double(rows - 1))
    for (size, count) in zip(histogram.sizes, histogram.counts) where size > 1 {
      sum += Double(count) * GammaSums.logGammaRatio(1 - alpha, plus: Double(size - 1))
    }
    return sum
  }
}
