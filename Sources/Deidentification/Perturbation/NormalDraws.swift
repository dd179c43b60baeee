import DifferentialPrivacy
import Numerics

extension DifferentialPrivacy.RandomSource where Self: ~Copyable {
  /// A draw from the standard normal distribution, by inversion: one word each.
  mutating func standardNormal() -> Double {
    NormalDistribution.quantile((Double(next() >> 12) + 0.5) * 0x1p-52)
  }
}

/// A symmetric positive matrix of a few columns, row by row.
struct SymmetricMatrix: Equatable {
  let size: Int
  var values: [Double]

  init(size: Int) {
    self.size = size
    values = [Double](repeating: 0, count: size * size)
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[row * size + column] }
    set { values[row * size + column] = newValue }
  }

  /// The sample covariances (divisor n - 1) of columns that have mean zero already.
  init(covariancesOfCentred columns: [[Double]]) {
    self.init(size: columns.count)
    let divisor = Double(max((columns.first?.count ?? 0) - 1, 1))
    for row in 0..<size {
      for column in 0...row {
        var sum = CompensatedSum()
        for (left, right) in zip(columns[row], columns[column]) { sum.add(left * right) }
        self[row, column] = sum.value / divisor
        self[column, row] = self[row, column]
      }
    }
  }

  /// L with L Lᵀ equal to this matrix; rows of columns that depend on earlier ones are zero below a
  /// tolerance. `nil` where the matrix has a negative direction.
  func cholesky() -> SymmetricMatrix? {
    var lower = SymmetricMatrix(size: size)
    for column in 0..<size {
      var pivot = self[column, column]
      for inner in 0..<column { pivot -= lower[column, inner] * lower[column, inner] }
      let tolerance = 1e-12 * abs(self[column, column])
      if pivot < -1e-9 * abs(self[column, column]) { return nil }
      guard pivot > tolerance else { continue }
      let root = pivot.squareRoot()
      lower[column, column] = root
      for row in column + 1..<max(size, column + 1) {
        var value = self[row, column]
        for inner in 0..<column { value -= lower[row, inner] * lower[column, inner] }
        lower[row, column] = value / root
      }
    }
    return lower
  }

  /// Solves L x = b for this lower triangle; a zero pivot gives zero.
  func solveLower(_ right: [Double]) -> [Double] {
    var solution = right
    for row in 0..<size {
      for inner in 0..<row { solution[row] -= self[row, inner] * solution[inner] }
      solution[row] = self[row, row] > 0 ? solution[row] / self[row, row] : 0
    }
    return solution
  }

  /// Solves Lᵀ x = b for this lower triangle; a zero pivot gives zero.
  func solveUpper(_ right: [Double]) -> [Double] {
    var solution = right
    for row in stride(from: size - 1, through: 0, by: -1) {
      for inner in row + 1..<max(size, row + 1) {
        solution[row] -= self[inner, row] * solution[inner]
      }
      solution[row] = self[row, row] > 0 ? solution[row] / self[row, row] : 0
    }
    return solution
  }
}

/// What perturbations of numbers ask of their input.
enum PerturbationInput {
  /// Checks that columns are of one length and finite.
  static func check(_ columns: [[Double]], names: [String]) throws(DeidentificationError) {
    guard let rowCount = columns.first?.count else {
      throw .parameter(name: "columns", rule: "must name at least one column")
    }
    for (number, column) in columns.enumerated() {
      let name = number < names.count ? names[number] : "\(number + 1)"
      guard column.count == rowCount else {
        throw .column(name: name, rule: "must have as many rows as the others")
      }
      guard column.allSatisfy({ abs($0) <= 0x1p500 }) else {
        throw .column(
          name: name, rule: "has a cell that is missing or not finite; remove or fill it first")
      }
    }
  }

  static func mean(_ column: [Double]) -> Double {
    guard !column.isEmpty else { return 0 }
    var sum = CompensatedSum()
    for value in column { sum.add(value) }
    return sum.value / Double(column.count)
  }

  static func centred(_ column: [Double]) -> [Double] {
    let mean = mean(column)
    return column.map { $0 - mean }
  }
}
