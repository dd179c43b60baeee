import Evaluation
import Numerics

/// The same comparison where both sides have something to be compared; infinite elsewhere.
///
/// A smoothed histogram of nobody's events is the flat profile, which looks like whoever has few:
/// in a fusion that would speak for people of whom nothing is known.
struct KnownSidesComparison: PairComparison {
  private let comparison: any PairComparison
  /// For each data subject whether it has anything in the earlier period.
  private let isKnownEarlier: [Bool]
  /// For each data subject whether it has anything in the later period.
  private let isKnownLater: [Bool]

  var id: String { comparison.id }
  var title: String { comparison.title }

  init(_ comparison: any PairComparison, isKnownEarlier: [Bool], isKnownLater: [Bool]) {
    self.comparison = comparison
    self.isKnownEarlier = isKnownEarlier
    self.isKnownLater = isKnownLater
  }

  /// Masks by counts: known is who has one.
  init(_ comparison: any PairComparison, counts: PeriodHistograms) {
    func isKnown(_ counts: SparseCounts) -> [Bool] {
      (0..<counts.rowCount).map { !counts.entries(ofRow: $0).isEmpty }
    }
    self.init(
      comparison, isKnownEarlier: isKnown(counts.earlier), isKnownLater: isKnown(counts.later))
  }

  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    let costs = comparison.costs(targets: targets, candidates: candidates)
    let rows = targets.indices.filter { !isKnownLater[Int(targets[$0])] }
    let columns = candidates.indices.filter { !isKnownEarlier[Int(candidates[$0])] }
    if rows.isEmpty, columns.isEmpty { return costs }
    var values = costs.values
    for row in rows {
      for column in candidates.indices { values[row * candidates.count + column] = .infinity }
    }
    for column in columns {
      for row in targets.indices { values[row * candidates.count + column] = .infinity }
    }
    return PairCosts(rowCount: targets.count, columnCount: candidates.count, values: values)
  }
}
