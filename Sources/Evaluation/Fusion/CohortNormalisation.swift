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
/// The scales of a target use all its candidates, those of a candidate all targets, which an
/// adversary who holds the release has.
public enum CohortNormalisation {
  /// The four scores of each pair.
  ///
  /// - Complexity: O(pairs).
  public static func scores(_ costs: PairCosts) -> [SIMD4<Float>] {
    var scores = [SIMD4<Float>](repeating: .zero, count: costs.values.count)
    for (index, reading) in CostReading.allCases.enumerated() {
      let read = costs.values.map { reading.score($0) }
      var columns = [CohortMoments](repeating: CohortMoments(), count: costs.columnCount)
      for row in 0..<costs.rowCount {
        for column in 0..<costs.columnCount {
          columns[column].add(read[row * costs.columnCount + column])
        }
      }
      let columnScales = columns.map(\.scale)
      for row in 0..<costs.rowCount {
        var moments = CohortMoments()
        let start = row * costs.columnCount
        for column in 0..<costs.columnCount { moments.add(read[start + column]) }
        let scale = moments.scale
        for column in 0..<costs.columnCount where read[start + column].isFinite {
          let value = read[start + column]
          scores[start + column][index * 2] = Float(scale.normalised(value))
          scores[start + column][index * 2 + 1] = Float(columnScales[column].normalised(value))
        }
      }
    }
    return scores
  }
}
