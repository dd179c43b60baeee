import Foundation
public import Numerics

/// Brings the costs of a channel to the scale that its own cohort sets.
///
/// A cost d is read as -d and as -log d; either is centred and scaled once over the candidates of
/// each target (how much closer than its other candidates?) and once over the targets of each
/// candidate (how much closer than this candidate is to anybody?): four scores for a pair. A pair
/// that can't be compared gets 0: nothing for or against.
///
/// **Source** Auckenthaler, Carey, Lloyd-Thomas, *Score Normalization for Text-Independent Speaker
/// Verification Systems*, DSP 10 (2000), Z- and T-norm.
/// **Does not protect against** nothing: the scales of a target use all its candidates, those of a
/// candidate all targets, which an adversary who holds the release has.
public enum CohortNormalisation {
  /// The smallest cost that is told from 0, so that its logarithm is finite.
  public static let smallestCost: Float = 0x1p-13

  /// The four scores of each pair.
  ///
  /// - Complexity: O(pairs).
  public static func scores(_ costs: PairCosts) -> [SIMD4<Float>] {
    var scores = [SIMD4<Float>](repeating: .zero, count: costs.values.count)
    for reading in 0..<2 {
      let read = costs.values.map { Self.read($0, reading) }
      var columns = [Moments](repeating: Moments(), count: costs.columnCount)
      for row in 0..<costs.rowCount {
        for column in 0..<costs.columnCount {
          columns[column].add(read[row * costs.columnCount + column])
        }
      }
      let columnScales = columns.map(\.scale)
      for row in 0..<costs.rowCount {
        var moments = Moments()
        let start = row * costs.columnCount
        for column in 0..<costs.columnCount { moments.add(read[start + column]) }
        let scale = moments.scale
        for column in 0..<costs.columnCount where read[start + column].isFinite {
          let value = read[start + column]
          scores[start + column][reading * 2] = Float(scale.normalised(value))
          scores[start + column][reading * 2 + 1] = Float(columnScales[column].normalised(value))
        }
      }
    }
    return scores
  }

  private static func read(_ cost: Float, _ reading: Int) -> Double {
    guard cost.isFinite else { return .infinity }
    return reading == 0 ? -Double(cost) : -log(Double(max(cost, smallestCost)))
  }
}

/// Mean and standard deviation, one number after the other (Welford 1962, Technometrics 4).
private struct Moments {
  private var count = 0.0
  private var mean = 0.0
  private var squares = 0.0

  mutating func add(_ value: Double) {
    guard value.isFinite else { return }
    count += 1
    let difference = value - mean
    mean += difference / count
    squares += difference * (value - mean)
  }

  var scale: Scale {
    Scale(mean: mean, deviation: count > 0 ? (squares / count).squareRoot() : 0)
  }
}

/// The middle and width of scores.
private struct Scale {
  let mean: Double
  let deviation: Double

  /// Where `score` lies; 0 where all scores are alike, within what a cost's rounding leaves.
  func normalised(_ score: Double) -> Double {
    deviation > 1e-6 * max(1, abs(mean)) ? (score - mean) / deviation : 0
  }
}
