public import Numerics

/// A comparison of people who are numbered otherwise in another table.
public struct RenumberedComparison: PairComparison {
  private let comparison: any PairComparison
  /// For each data subject its number in the comparison; `nil` where it is not there.
  private let numbers: [UInt32?]

  /// The comparison's stable name.
  public var id: String { comparison.id }
  /// The comparison's title.
  public var title: String { comparison.title }

  /// A comparison by other numbers.
  public init(_ comparison: any PairComparison, numbers: [UInt32?]) {
    self.comparison = comparison
    self.numbers = numbers
  }

  /// The costs; infinite for who is not in the comparison's table.
  public func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    prepared(for: candidates).costs(targets: targets)
  }

  /// The same, ready for candidates.
  public func prepared(for candidates: [UInt32]) -> any PreparedComparison {
    let known = known(candidates)
    return Prepared(
      numbers: self, comparison: comparison.prepared(for: known.map(\.number)),
      columns: known.count == candidates.count ? nil : known.map(\.place),
      candidateCount: candidates.count)
  }

  private struct Prepared: PreparedComparison {
    let numbers: RenumberedComparison
    let comparison: any PreparedComparison
    /// The places of the candidates in the comparison's table; `nil` where all are.
    let columns: [Int]?
    let candidateCount: Int

    func costs(targets: [UInt32]) -> PairCosts {
      let rows = numbers.known(targets)
      let costs = comparison.costs(targets: rows.map(\.number))
      if columns == nil, rows.count == targets.count { return costs }
      var rowOf = [Int?](repeating: nil, count: targets.count)
      for (row, target) in rows.enumerated() { rowOf[target.place] = row }
      var spread = DenseMatrix(rowCount: targets.count, columnCount: candidateCount)
      _ = spread.updateRows(minimumRows: 1) { [rowOf, columns] range, band in
        for target in range {
          let start = (target - range.lowerBound) * candidateCount
          for place in 0..<candidateCount { band[start + place] = .infinity }
          guard let row = rowOf[target] else { continue }
          let own = costs.row(row)
          guard let columns else {
            for (place, cost) in own.enumerated() { band[start + place] = cost }
            continue
          }
          for (column, cost) in zip(columns, own) { band[start + column] = cost }
        }
      }
      return PairCosts(
        rowCount: spread.rowCount, columnCount: spread.columnCount, values: spread.values)
    }
  }

  private func known(_ subjects: [UInt32]) -> [(place: Int, number: UInt32)] {
    subjects.enumerated().compactMap { place, subject in
      // People who came later, outsiders to this table, are not in it.
      numbers.indices.contains(Int(subject)) ? numbers[Int(subject)].map { (place, $0) } : nil
    }
  }
}
