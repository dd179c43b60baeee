/// Real numbers on a grid, row by row, in single precision.
public struct SignalPlane: Sendable, Equatable {
  /// Rows.
  public let rows: Int
  /// Numbers in a row.
  public let columns: Int
  /// `rows * columns` numbers.
  public var values: [Float]

  /// A plane of the given numbers.
  ///
  /// - Precondition: there are `rows * columns` of them.
  public init(rows: Int, columns: Int, values: [Float]) {
    precondition(rows >= 0 && columns >= 0 && values.count == rows * columns, "a full plane")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// A plane of zeros.
  public init(rows: Int, columns: Int) {
    self.init(
      rows: rows, columns: columns, values: [Float](repeating: 0, count: rows * columns))
  }

  /// The mean of all numbers; 0 without any.
  public var mean: Double {
    values.isEmpty ? 0 : values.reduce(0) { $0 + Double($1) } / Double(values.count)
  }

  /// The variance with divisor n - 1; 0 for fewer than two numbers.
  public var variance: Double {
    guard values.count > 1 else { return 0 }
    let mean = mean
    let sum = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
    return sum / Double(values.count - 1)
  }

  /// The sum of squares.
  public var energy: Double { values.reduce(0) { $0 + Double($1) * Double($1) } }
}

/// Adds `factor` times `source` to `target`, number by number; as many as `target` has.
@inline(__always)
func addScaled(_ factor: Float, _ source: Span<Float>, to target: inout MutableSpan<Float>) {
  precondition(source.count >= target.count, "a number for each")
  for index in 0..<target.count { target[index] += factor * source[index] }
}
