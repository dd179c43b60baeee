import Foundation
import Numerics

/// Logistic regression with standardised numbers and a penalty on their weights.
///
/// **Source** Hastie, Tibshirani, Friedman, *The Elements of Statistical Learning*, 2009, 4.4.
struct LogisticRegression: Sendable {
  /// The weights of the standardised numbers.
  private(set) var weights: [Double]
  /// The intercept, with the share of right labels in it.
  private(set) var intercept = 0.0
  private let scales: [CohortScale]
  private let logOdds: Double

  /// The intercept of the log-likelihood ratio: without the share of right labels.
  var ratioOffset: Double { intercept - logOdds }

  /// What one number adds; 0 where there is none.
  func term(_ feature: Int, _ value: Double) -> Double {
    value.isFinite ? weights[feature] * scales[feature].normalised(value) : 0
  }

  /// Learns by Newton's method with halved steps.
  ///
  /// - Parameters:
  ///   - rows: `width` numbers for each label, one row after the other; not a number for none.
  init(rows: [Double], labels: [Bool], width: Int, ridge: Double) {
    var moments = [CohortMoments](repeating: CohortMoments(), count: width)
    for (place, value) in rows.enumerated() { moments[place % width].add(value) }
    let scales = moments.map(\.scale)
    self.scales = scales
    let standardised = rows.enumerated().map { place, value in
      value.isFinite ? scales[place % width].normalised(value) : 0
    }
    weights = [Double](repeating: 0, count: width)
    let right = Double(labels.count { $0 })
    guard right > 0, right < Double(labels.count) else {
      logOdds = 0
      return
    }
    logOdds = log(right / (Double(labels.count) - right))
    intercept = logOdds
    let sums = LogisticSums(rows: standardised, labels: labels, width: width, ridge: ridge)
    var current = sums.total(weights, intercept)
    for _ in 0..<50 {
      guard let step = Cholesky.solve(current.hessian, current.gradient) else { break }
      let promised = zip(step, current.gradient).reduce(0) { $0 + $1.0 * $1.1 }
      guard promised > 1e-8 else { break }
      var share = 1.0
      func moved() -> (weights: [Double], intercept: Double) {
        (zip(weights, step).map { $0 - share * $1 }, intercept - share * step[width])
      }
      var next = sums.total(moved().weights, moved().intercept)
      while next.loss > current.loss - 1e-4 * share * promised, share > 1e-3 {
        share /= 2
        next = sums.total(moved().weights, moved().intercept)
      }
      guard next.loss < current.loss else { break }
      (weights, intercept) = moved()
      current = next
    }
  }
}

/// The penalised loss of a logistic regression with its slope and curvature.
private struct LogisticSums {
  let rows: [Double]
  let labels: [Bool]
  let width: Int
  let ridge: Double

  struct Total {
    var loss = 0.0
    var gradient: [Double]
    var hessian: [Double]
  }

  func total(_ weights: [Double], _ intercept: Double) -> Total {
    let size = width + 1
    var total = Total(
      gradient: [Double](repeating: 0, count: size),
      hessian: [Double](repeating: 0, count: size * size))
    var row = [Double](repeating: 1, count: size)
    for (place, label) in labels.enumerated() {
      var odds = intercept
      for column in 0..<width {
        row[column] = rows[place * width + column]
        odds += weights[column] * row[column]
      }
      let small = exp(-abs(odds))
      let chance = odds > 0 ? 1 / (1 + small) : small / (1 + small)
      total.loss += max(odds, 0) + log1p(small) - (label ? odds : 0)
      let (gradient, curvature) = (chance - (label ? 1 : 0), chance * (1 - chance))
      for one in 0..<size {
        total.gradient[one] += gradient * row[one]
        let part = curvature * row[one]
        for other in 0...one { total.hessian[one * size + other] += part * row[other] }
      }
    }
    for column in 0..<width {
      total.loss += ridge / 2 * weights[column] * weights[column]
      total.gradient[column] += ridge * weights[column]
      total.hessian[column * size + column] += ridge
    }
    return total
  }
}
