import Foundation

/// How a cost is read as a score.
package enum CostReading: CaseIterable {
  case plain
  case logarithm

  /// The smallest cost that is told from 0, so that its logarithm is finite.
  static let smallestCost: Float = 0x1p-13

  /// The score: higher is likelier; infinite for what can't be compared.
  package func score(_ cost: Float) -> Double {
    guard cost.isFinite else { return .infinity }
    return self == .plain ? -Double(cost) : -log(Double(max(cost, Self.smallestCost)))
  }
}

/// Mean and standard deviation, one number after the other (Welford 1962, Technometrics 4).
package struct CohortMoments: Sendable {
  private var count = 0.0
  private var mean = 0.0
  private var squares = 0.0

  /// No number yet.
  package init() {}

  /// Takes a number; what is not finite is passed over.
  package mutating func add(_ value: Double) {
    guard value.isFinite else { return }
    count += 1
    let difference = value - mean
    mean += difference / count
    squares += difference * (value - mean)
  }

  /// The middle and width of the numbers.
  package var scale: CohortScale {
    CohortScale(mean: mean, deviation: count > 0 ? (squares / count).squareRoot() : 0)
  }
}

/// The middle and width of scores.
package struct CohortScale: Sendable {
  let mean: Double
  let deviation: Double

  /// Where `score` lies; 0 where all scores are alike, within what a cost's rounding leaves.
  package func normalised(_ score: Double) -> Double {
    deviation > 1e-6 * max(1, abs(mean)) ? (score - mean) / deviation : 0
  }
}
