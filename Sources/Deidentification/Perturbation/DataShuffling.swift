public import DifferentialPrivacy
import Foundation
import Numerics

/// Replaces confidential columns by their own values in an order drawn from a model of how they
/// depend on the other columns.
///
/// **Guarantee**: each column keeps its values, each as often as before. Given the columns that stay,
/// the shuffled values are independent of the true ones under the model: a row's own confidential
/// values play no part in what it is given, but through ranks' correlations.
/// **Source**: Muralidhar and Sarathy, Data shuffling: a new masking approach for numerical data,
/// Management Science 52 (2006): a normal copula with the rank correlations, conditional draws, and
/// the inverse by ranks.
/// **Cost**: O(rows x columns² + rows log rows x columns).
/// **Does not protect against**: what the columns that stay tell of the others; extreme values, which
/// still occur in the release; dependence that is not monotone is lost.
public struct DataShuffling: Sendable {
  /// A shuffle; it has no parameters.
  public init() {}

  /// The shuffled columns, with the system's secure random bits.
  public func apply(
    to confidential: [[Double]], given others: [[Double]] = [], names: [String] = []
  ) throws(DeidentificationError) -> [[Double]] {
    var source = SystemRandomSource()
    return try apply(to: confidential, given: others, names: names, from: &source)
  }

  /// The shuffled columns.
  ///
  /// - Parameters:
  ///   - others: numeric columns of the same rows, that stay as they are.
  /// - Throws: `DeidentificationError` where a cell is not finite or there are fewer than two rows.
  public func apply<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    to confidential: [[Double]], given others: [[Double]] = [], names: [String] = [],
    from source: inout Source
  ) throws(DeidentificationError) -> [[Double]] {
    guard !confidential.isEmpty else {
      throw .parameter(name: "columns", rule: "must name at least one column")
    }
    try PerturbationInput.check(confidential + others, names: names)
    let rowCount = confidential[0].count
    guard rowCount >= 2 else {
      throw .noSolution(
        reason: "There are fewer than two rows to shuffle", remedy: "Use another method")
    }
    // Columns that stay come first: their part of the Cholesky factor is then their own, and the
    // rows below it are the regression on them and the root of what is left.
    let ranks = (others + confidential).map { Self.ranks($0) }
    let root = Self.copulaRoot(ranks)
    let scores = ranks.prefix(others.count).map { column in
      column.map { NormalDistribution.quantile(($0 - 0.5) / Double(rowCount)) }
    }
    var drawn = confidential.map { _ in [Double](repeating: 0, count: rowCount) }
    var direction = [Double](repeating: 0, count: ranks.count)
    let known = root.leading(others.count)
    for row in 0..<rowCount {
      let fixed = known.solveLower(scores.map { $0[row] })
      for (column, value) in fixed.enumerated() { direction[column] = value }
      for column in confidential.indices {
        direction[others.count + column] = source.standardNormal()
        let place = others.count + column
        drawn[column][row] = (0...place).reduce(0) { $0 + root[place, $1] * direction[$1] }
      }
    }
    return zip(confidential, drawn).map { Self.reorder($0, like: $1) }
  }

  /// The sorted values of a column, in the order of another's ranks.
  private static func reorder(_ values: [Double], like scores: [Double]) -> [Double] {
    let sorted = values.sorted()
    var result = values
    let order = scores.indices.sorted { (scores[$0], $0) < (scores[$1], $1) }
    for (rank, row) in order.enumerated() { result[row] = sorted[rank] }
    return result
  }

  /// Ranks from 1; equal values share their mean rank.
  static func ranks(_ column: [Double]) -> [Double] {
    let order = column.indices.sorted { column[$0] < column[$1] }
    var ranks = [Double](repeating: 0, count: column.count)
    var start = 0
    while start < order.count {
      var end = start + 1
      while end < order.count, column[order[end]] == column[order[start]] { end += 1 }
      for index in start..<end { ranks[order[index]] = Double(start + end + 1) / 2 }
      start = end
    }
    return ranks
  }

  /// The root of the correlations of normal scores that have these rank correlations:
  /// 2 sin(pi r / 6), drawn towards no correlation where that is no correlation matrix.
  private static func copulaRoot(_ ranks: [[Double]]) -> SymmetricMatrix {
    let data = ranks.map { ColumnScale($0).standardized($0) }
    let rank = SymmetricMatrix(covariancesOfCentred: data)
    var share = 1.0
    while share > 0.01 {
      var matrix = SymmetricMatrix(size: ranks.count)
      for row in ranks.indices {
        for column in ranks.indices {
          let correlation = min(max(rank[row, column], -1), 1)
          matrix[row, column] =
            row == column ? 1 : share * 2 * sin(.pi * correlation / 6)
        }
      }
      if let root = matrix.cholesky() { return root }
      share -= 0.01
    }
    var identity = SymmetricMatrix(size: ranks.count)
    for row in ranks.indices { identity[row, row] = 1 }
    return identity
  }
}

extension SymmetricMatrix {
  /// The upper left part.
  func leading(_ count: Int) -> SymmetricMatrix {
    var part = SymmetricMatrix(size: count)
    for row in 0..<count {
      for column in 0..<count { part[row, column] = self[row, column] }
    }
    return part
  }
}
