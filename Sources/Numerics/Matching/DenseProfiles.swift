/// How counts become a profile: mass may leak to neighbouring bins, or to all.
public enum ProfileSmoothing: Sendable, Equatable {
  /// Each count over the sum of its row.
  case none
  /// The bins are a circle (hours of a week): a count spreads over its bin and `width` neighbours
  /// on each side with triangular weights, width + 1 - distance over (width + 1)^2.
  ///
  /// A width at or below 0 is `none`; one above the number of bins counts as that number.
  case circular(width: Int)
  /// Adds a multiple of the uniform profile, (p + weight / bins) / (1 + weight).
  ///
  /// Uniform, not the mean of the matrix: targets and candidates are then smoothed alike, whoever
  /// else is in their matrix. A weight at or below 0, or NaN, is `none`; an infinite one leaves
  /// the uniform profile.
  case additive(Double)
}

/// Each data subject's distribution over bins, every bin stored.
///
/// Invariants: a row's values are at least 0, and sum to 1 within rounding (each value is rounded
/// to a `Float` once) or are all 0.
public struct DenseProfiles: Sendable, Equatable {
  /// The number of data subjects.
  public let rowCount: Int
  /// The number of bins.
  public let columnCount: Int
  /// The profiles, row after row.
  public let values: [Float]

  /// The profiles of counts; a row without counts stays all 0 under any smoothing.
  ///
  /// - Complexity: O(rows x bins + entries), circular smoothing O(rows x bins + entries x width).
  public init(_ counts: SparseCounts, smoothing: ProfileSmoothing = .none) {
    let columnCount = counts.columnCount
    let kernel = smoothing.kernel(columnCount: columnCount)
    let weight = smoothing.uniformWeight
    var values = [Float](repeating: 0, count: counts.rowCount * columnCount)
    var profile = [Double](repeating: 0, count: columnCount)
    for row in 0..<counts.rowCount {
      let entries = counts.entries(ofRow: row)
      if entries.isEmpty { continue }
      for column in 0..<columnCount { profile[column] = 0 }
      let total = Double(counts.total(ofRow: row))
      for entry in entries {
        let share = Double(counts.counts[entry]) / total
        Self.spread(share, at: Int(counts.columns[entry]), over: kernel, into: &profile)
      }
      let start = row * columnCount
      for column in 0..<columnCount {
        values[start + column] = Float(
          profile[column] * (1 - weight) + weight / Double(columnCount))
      }
    }
    self.rowCount = counts.rowCount
    self.columnCount = columnCount
    self.values = values
  }

  /// Takes profiles as they are; tests and kernels hold the invariants themselves.
  init(rowCount: Int, columnCount: Int, values: [Float]) {
    precondition(values.count == rowCount * columnCount, "a value for each row and bin")
    self.rowCount = rowCount
    self.columnCount = columnCount
    self.values = values
  }

  /// The profile of a data subject; its indices are those of `values`.
  public func row(_ row: Int) -> ArraySlice<Float> {
    values[(row * columnCount)..<((row + 1) * columnCount)]
  }

  private static func spread(
    _ share: Double, at column: Int, over kernel: [Double], into profile: inout [Double]
  ) {
    let width = kernel.count / 2
    for place in 0..<kernel.count {
      var target = (column + place - width) % profile.count
      if target < 0 { target += profile.count }
      profile[target] += share * kernel[place]
    }
  }
}

extension ProfileSmoothing {
  /// The weights of a bin's neighbours, the bin itself in the middle; they sum to 1.
  func kernel(columnCount: Int) -> [Double] {
    guard case .circular(let asked) = self, asked > 0 else { return [1] }
    let width = min(asked, columnCount)
    let sum = Double(width + 1) * Double(width + 1)
    return (-width...width).map { Double(width + 1 - abs($0)) / sum }
  }

  /// The share of the uniform profile in the mixture.
  var uniformWeight: Double {
    guard case .additive(let weight) = self, weight > 0 else { return 0 }
    return weight.isInfinite ? 1 : weight / (1 + weight)
  }
}
