public import Findings
import Numerics
import Tables

extension ColumnSubsets {
  /// How many columns are asked about one by one; of more, those with most distinct values are.
  static let blameLimit = 64

  /// Which columns are to blame, the worst first.
  ///
  /// Of more than `blameLimit` columns those with the most distinct values are looked at.
  ///
  /// - Throws: `NumericsError` where the table is larger than the kernels take.
  public func blame() throws -> [ColumnBlame] {
    let names = records.columnNames
    let everything = Array(names.indices)
    let with = try risk(everything)
    let shares = scan.flatMap(ColumnCoalition.shares)
    let blame = try suspects.map { column in
      let without = try risk(everything.filter { $0 != column })
      return ColumnBlame(
        table: records.table, column: names[column], riskWith: with, riskWithout: without,
        riskAlone: try risk([column]), share: shares?[column],
        sentence: "Without \(names[column]) \(Phrase.ofHundred(without)) of 100 people would be "
          + "found instead of \(Phrase.ofHundred(with)).")
    }
    return blame.sorted { first, second in
      (first.riskWithout, -(first.share ?? 0), first.column)
        < (second.riskWithout, -(second.share ?? 0), second.column)
    }
  }

  /// The columns that are looked at one by one.
  var suspects: [Int] {
    let all = Array(records.columns.indices)
    guard all.count > Self.blameLimit else { return all }
    return all.sorted {
      (records.columns[$1].cardinality, $0) < (records.columns[$0].cardinality, $1)
    }.prefix(Self.blameLimit / 4).sorted()
  }

  /// The mean risk when the columns at `positions` are known.
  private func risk(_ positions: [Int]) throws -> Double {
    if let scan {
      let mask = positions.reduce(UInt32(0)) { $0 | 1 << UInt32($1) }
      return scan[mask].distinction
    }
    let sizes = ClassSizes(try records.selecting(columns: positions).codeColumns())
    return Double(sizes.classCount) / Double(max(records.rowCount, 1))
  }
}
