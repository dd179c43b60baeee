#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Rows of features: for each column one category, or a number.
///
/// A category is an indicator feature that is 1; the other features of its column are 0.
struct FeatureRows: Sendable {
  /// The indicator of each row's category, one array for each categorical column: `features`
  /// numbers all indicators of all columns one after the other.
  var categories: [[Int]]
  /// The number of indicators.
  var categoryCount: Int
  /// Standardised numbers, one array for each numeric column.
  var numbers: [[Double]]
  /// The class of each row.
  var classes: [Int]

  /// The number of features.
  var featureCount: Int { categoryCount + numbers.count }
  var rowCount: Int { classes.count }

  /// Some of the rows.
  func selecting(_ rows: [Int]) -> FeatureRows {
    FeatureRows(
      categories: categories.map { column in rows.map { column[$0] } },
      categoryCount: categoryCount,
      numbers: numbers.map { column in rows.map { column[$0] } },
      classes: rows.map { classes[$0] })
  }
}

/// Multinomial logistic regression with an L2 penalty on all coefficients but the intercepts.
///
/// Minimises |w|^2 / 2 + C sum -log p(class of row). Two classes have one linear score, more have
/// one each. **Source**: as scikit-learn's `LogisticRegression`; L-BFGS by Nocedal, Updating
/// quasi-Newton matrices with limited storage, Math. Comp. 35 (1980). Deterministic.
/// **Cost**: O(rows x columns x scores) an iteration.
struct LogisticRegression: Sendable {
  /// For each score, one coefficient for each feature.
  let coefficients: [[Double]]
  /// One for each score; they sum to 0 where there are more than two classes.
  let intercepts: [Double]
  let classCount: Int

  /// Learns from rows.
  init(_ rows: FeatureRows, classCount: Int, inversePenalty: Double = 1) {
    let scores = classCount == 2 ? 1 : classCount
    let width = rows.featureCount + 1
    let objective = LogisticObjective(
      rows: rows, scoreCount: scores, inversePenalty: inversePenalty)
    let solution = minimum(
      from: [Double](repeating: 0, count: scores * width), objective.value(at:gradient:))
    self.classCount = classCount
    coefficients = (0..<scores).map { score in
      Array(solution[score * width..<(score + 1) * width - 1])
    }
    let raw = (0..<scores).map { solution[($0 + 1) * width - 1] }
    let mean = scores > 1 ? raw.reduce(0, +) / Double(scores) : 0
    intercepts = raw.map { $0 - mean }
  }

  /// The likeliest class of each row; of equally likely ones the first.
  func predictions(_ rows: FeatureRows) -> [Int] {
    let scores = coefficients.indices.map { score in
      linearScores(rows, coefficients[score][...], intercept: intercepts[score])
    }
    guard scores.count > 1 else { return scores[0].map { $0 > 0 ? 1 : 0 } }
    return (0..<rows.rowCount).map { row in
      var best = 0
      for score in 1..<scores.count where scores[score][row] > scores[best][row] { best = score }
      return best
    }
  }
}

/// The linear score of each row.
private func linearScores(
  _ rows: FeatureRows, _ coefficients: ArraySlice<Double>, intercept: Double
) -> [Double] {
  let weights = Array(coefficients)
  var scores = [Double](repeating: intercept, count: rows.rowCount)
  for column in rows.categories {
    for row in scores.indices { scores[row] += weights[column[row]] }
  }
  for (index, column) in rows.numbers.enumerated() {
    let weight = weights[rows.categoryCount + index]
    for row in scores.indices { scores[row] += weight * column[row] }
  }
  return scores
}

/// The penalised negative log-likelihood and its gradient.
private struct LogisticObjective {
  let rows: FeatureRows
  let scoreCount: Int
  let inversePenalty: Double

  func value(at point: [Double], gradient: inout [Double]) -> Double {
    let width = rows.featureCount + 1
    var scores = (0..<scoreCount).map { score in
      linearScores(
        rows, point[score * width..<(score + 1) * width - 1],
        intercept: point[(score + 1) * width - 1])
    }
    var value = inversePenalty * residuals(&scores)
    for index in gradient.indices {
      let isIntercept = index % width == width - 1
      gradient[index] = isIntercept ? 0 : point[index]
      if !isIntercept { value += 0.5 * point[index] * point[index] }
    }
    for (score, residuals) in scores.enumerated() {
      add(residuals, to: &gradient, start: score * width)
    }
    return value
  }

  /// Replaces scores by probability less truth; returns the sum of -log p.
  private func residuals(_ scores: inout [[Double]]) -> Double {
    var sum = 0.0
    for row in 0..<rows.rowCount {
      let truth = rows.classes[row]
      if scoreCount == 1 {
        let score = scores[0][row]
        // log(1 + exp(x)) without overflow
        let soft = max(score, 0) + log1p(exp(-abs(score)))
        sum += truth == 1 ? soft - score : soft
        scores[0][row] = 1 / (1 + exp(-score)) - (truth == 1 ? 1 : 0)
        continue
      }
      var (largest, total) = (-Double.infinity, 0.0)
      for score in 0..<scoreCount { largest = max(largest, scores[score][row]) }
      for score in 0..<scoreCount { total += exp(scores[score][row] - largest) }
      sum += log(total) + largest - scores[truth][row]
      for score in 0..<scoreCount {
        scores[score][row] =
          exp(scores[score][row] - largest) / total - (score == truth ? 1 : 0)
      }
    }
    return sum
  }

  private func add(_ residuals: [Double], to gradient: inout [Double], start: Int) {
    for column in rows.categories {
      for row in residuals.indices {
        gradient[start + column[row]] += inversePenalty * residuals[row]
      }
    }
    for (index, column) in rows.numbers.enumerated() {
      var sum = 0.0
      for row in residuals.indices { sum += residuals[row] * column[row] }
      gradient[start + rows.categoryCount + index] += inversePenalty * sum
    }
    gradient[start + rows.featureCount] += inversePenalty * residuals.reduce(0, +)
  }
}
