/// The solution of a linear system with a symmetric positive definite matrix.
public enum Cholesky {
  /// Solves `matrix` x = `right`.
  ///
  /// - Parameters:
  ///   - matrix: row-major, `right.count` squared; only its lower half is read.
  ///   - right: the right side.
  /// - Returns: x, or `nil` where the matrix is not positive definite within rounding.
  /// - Complexity: O(n^3).
  public static func solve(_ matrix: [Double], _ right: [Double]) -> [Double]? {
    let count = right.count
    precondition(matrix.count == count * count, "a square matrix")
    var factor = matrix
    for column in 0..<count {
      for row in column..<count {
        var sum = factor[row * count + column]
        for inner in 0..<column {
          sum -= factor[row * count + inner] * factor[column * count + inner]
        }
        if row == column {
          guard sum > 0, sum.isFinite else { return nil }
          factor[row * count + column] = sum.squareRoot()
        } else {
          factor[row * count + column] = sum / factor[column * count + column]
        }
      }
    }
    var solution = right
    for row in 0..<count {
      for inner in 0..<row { solution[row] -= factor[row * count + inner] * solution[inner] }
      solution[row] /= factor[row * count + row]
    }
    for row in (0..<count).reversed() {
      for inner in (row + 1)..<count {
        solution[row] -= factor[inner * count + row] * solution[inner]
      }
      solution[row] /= factor[row * count + row]
    }
    return solution
  }
}
