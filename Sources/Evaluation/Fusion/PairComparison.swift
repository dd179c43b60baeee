public import Numerics

/// One way to say how unlike a target in the release and a candidate known to the adversary are.
///
/// Data subjects carry numbers, which a comparison must use for nothing but to look up their
/// features.
public protocol PairComparison: Sendable {
  /// A stable name in kebab case, such as `heat-maps`.
  var id: String { get }
  /// A title of a few words.
  var title: String { get }

  /// The cost of each pair: a row for each target, a column for each candidate.
  ///
  /// Lower is likelier. Equal costs are ties; infinity and not-a-number say that the two can't be
  /// compared.
  ///
  /// - Parameters:
  ///   - targets: data subjects as they stand in the release; a batch.
  ///   - candidates: data subjects as the adversary knows them; the same in each call of an
  ///     experiment.
  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts
}

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
    let (rows, columns) = (known(targets), known(candidates))
    let costs = comparison.costs(
      targets: rows.map(\.number), candidates: columns.map(\.number))
    if rows.count == targets.count, columns.count == candidates.count { return costs }
    var values = [Float](repeating: .infinity, count: targets.count * candidates.count)
    for (row, target) in rows.enumerated() {
      let own = costs.row(row)
      let start = target.place * candidates.count
      for (column, cost) in zip(columns, own) { values[start + column.place] = cost }
    }
    return PairCosts(rowCount: targets.count, columnCount: candidates.count, values: values)
  }

  private func known(_ subjects: [UInt32]) -> [(place: Int, number: UInt32)] {
    subjects.enumerated().compactMap { place, subject in
      // People who came later, outsiders to this table, are not in it.
      numbers.indices.contains(Int(subject)) ? numbers[Int(subject)].map { (place, $0) } : nil
    }
  }
}
