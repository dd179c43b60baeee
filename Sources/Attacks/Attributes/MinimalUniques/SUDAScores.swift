import Foundation

/// How risky each row is by its minimal uniques: SUDA and DIS-SUDA scores.
///
/// A row's score adds a weight for each of its minimal uniques; the fewer columns one needs, and
/// the more columns there are, the heavier it is. DIS-SUDA turns scores into a probability that a
/// match is correct, spread so that the mean over sample uniques fits the data intrusion simulation
/// of Skinner and Elliot (2002).
///
/// Agrees with sdcMicro 5.8.1's `suda2`, whose single precision in the DIS step is kept. One
/// difference: where two columns single out exactly the same rows, sdcMicro credits larger sets to
/// the first of them in its contributions; here each column of a set is credited.
/// **Source**: Elliot, Manning, Mayes, Gurd, Bane (2005), "SUDA: a program for detecting special
/// uniques"; Manning, Haglin, Keane (2008); Skinner, Elliot (2002), JRSS B 64:855.
/// **Cost**: O(unique rows times maximal size).
public struct SUDAScores: Sendable, Equatable {
  /// The weight of a minimal unique of k out of n columns.
  public enum Weighting: Sendable, Equatable {
    /// (n - k)!, as in the paper; sdcMicro's `original_scores = TRUE`.
    case elliot
    /// (2^(n-k) - 1) k! (n-k)! / n!, as in the International Household Survey Network's program;
    /// sdcMicro's `original_scores = FALSE`.
    case householdSurveyNetwork
  }

  /// The score of each row; 0 for rows without a minimal unique.
  public let scores: [Double]
  /// The DIS-SUDA score of each row, from 0 to 1; 0 for rows without a minimal unique.
  public let disScores: [Double]
  /// For each column, the part of all scores in percent that sets with this column make up.
  ///
  /// Columns of one set are each credited with all of it, so the sum exceeds 100.
  public let contributionPercents: [Double]

  /// Scores the rows of a finished search.
  ///
  /// - Parameters:
  ///   - uniques: Minimal uniques; sets beyond its maximal size weigh nothing.
  ///   - samplingFraction: The share of the population that is in the table, in (0, 1].
  /// - Throws: `DisclosureError.samplingFractionOutOfRange`.
  /// - Complexity: O(rows + unique rows times maximal size).
  public init(
    _ uniques: MinimalUniques, weighting: Weighting = .elliot, samplingFraction: Double = 0.01
  ) throws(DisclosureError) {
    guard samplingFraction > 0, samplingFraction <= 1 else { throw .samplingFractionOutOfRange }
    // The scheme is defined from three columns on; sdcMicro adds constant columns below that.
    let columnCount = max(3, uniques.columnCount)
    let weights = (1...uniques.maximalSize).map {
      Self.weight(size: $0, columnCount: columnCount, weighting: weighting)
    }
    var scores = [Double](repeating: 0, count: uniques.rowCount)
    for (index, row) in uniques.uniqueRows.enumerated() {
      var score = 0.0
      for (size, weight) in weights.enumerated() {
        let count = uniques.sizeCountsOfUniqueRows[index * weights.count + size]
        score += Double(count) * weight
      }
      scores[Int(row)] = score
    }
    let total = zip(uniques.countsBySize, weights).reduce(0) { $0 + Double($1.0) * $1.1 }
    contributionPercents = uniques.countsByColumnAndSize.map { counts in
      let weighed = zip(counts, weights).reduce(0) { $0 + Double($1.0) * $1.1 }
      return total > 0 ? 100 * weighed / total : 0
    }
    disScores = Self.disScores(
      scores, columnCount: columnCount, uniqueCount: uniques.uniqueRows.count,
      pairedCount: uniques.pairedRowCount, samplingFraction: Float(samplingFraction))
    self.scores = scores
  }

  /// - Complexity: O(`columnCount`).
  static func weight(size: Int, columnCount: Int, weighting: Weighting) -> Double {
    let rest = columnCount - size
    switch weighting {
    case .elliot:
      return (0..<max(rest, 0)).reduce(1.0) { $0 * Double($1 + 1) }
    case .householdSurveyNetwork:
      // k!(n-k)!/n! is one over the binomial coefficient, built up without large factorials.
      let binomial = (0..<rest).reduce(1.0) { $0 * Double(columnCount - $1) / Double($1 + 1) }
      return (pow(2, Double(rest)) - 1) / binomial
    }
  }

  /// Spreads the data intrusion simulation's estimate over the rows by their scores.
  ///
  /// With U sample uniques and P rows in pairs, the estimate of Pr(correct match | unique match) is
  /// D = U f / (U f + P (1 - f)); a row with score s gets 1 / (1 + (U/D - U) / (s^q A)) with
  /// q = 1 + (8 - n) / 20 and A the sum of s^-q over scored rows. Single precision as in sdcMicro.
  private static func disScores(
    _ scores: [Double], columnCount: Int, uniqueCount: Int, pairedCount: Int,
    samplingFraction: Float
  ) -> [Double] {
    let unique = Float(uniqueCount)
    let expected = unique * samplingFraction
    let estimate = expected / (expected + Float(pairedCount) * (1 - samplingFraction))
    let misses = Double(unique / estimate - unique)
    let exponent = Double(1 + (8 - Float(columnCount)) / 20)
    var adjustment = 0.0
    for score in scores where score > 0 { adjustment += 1 / pow(score, exponent) }
    return scores.map { score in
      score > 0 ? 1 / (1 + misses / (pow(score, exponent) * adjustment)) : 0
    }
  }
}
