/// The lower factor of a symmetric positive definite matrix, for several right sides.
struct CholeskyFactor: Sendable {
  let count: Int
  /// Row-major; the upper half is not used.
  private var factor: [Double]

  /// Factors a matrix; `nil` where it is not positive definite within rounding.
  ///
  /// - Parameter matrix: row-major; only its lower half is read.
  /// - Complexity: O(n^3).
  init?(_ matrix: [Double], count: Int) {
    self.count = count
    factor = matrix
    for row in 0..<count {
      for column in 0...row {
        var sum = factor[row * count + column]
        let (one, other) = (row * count, column * count)
        for inner in 0..<column { sum -= factor[one + inner] * factor[other + inner] }
        if row == column {
          guard sum > 0, sum.isFinite else { return nil }
          factor[row * count + row] = sum.squareRoot()
        } else {
          factor[row * count + column] = sum / factor[column * count + column]
        }
      }
    }
  }

  /// The solution of a system.
  func solve(_ right: [Double]) -> [Double] {
    var solution = right
    for row in 0..<count {
      var sum = solution[row]
      let start = row * count
      for inner in 0..<row { sum -= factor[start + inner] * solution[inner] }
      solution[row] = sum / factor[start + row]
    }
    // By columns of the transposed, so that memory is read in order.
    for row in (0..<count).reversed() {
      let start = row * count
      solution[row] /= factor[start + row]
      let own = solution[row]
      for inner in 0..<row { solution[inner] -= factor[start + inner] * own }
    }
    return solution
  }

  /// The matrix times a vector.
  func product(_ vector: [Double]) -> [Double] {
    var inner = [Double](repeating: 0, count: count)
    for row in 0..<count {
      let (start, own) = (row * count, vector[row])
      for column in 0...row { inner[column] += factor[start + column] * own }
    }
    return (0..<count).map { row in
      var sum = 0.0
      let start = row * count
      for column in 0...row { sum += factor[start + column] * inner[column] }
      return sum
    }
  }
}
