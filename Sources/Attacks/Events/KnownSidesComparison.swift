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
    prepared(for: candidates).costs(targets: targets)
  }

  func prepared(for candidates: [UInt32]) -> any PreparedComparison {
    Prepared(
      comparison: comparison.prepared(for: candidates), isKnownLater: isKnownLater,
      unknown: candidates.indices.filter { !isKnownEarlier[Int(candidates[$0])] })
  }

  private struct Prepared: PreparedComparison {
    let comparison: any PreparedComparison
    let isKnownLater: [Bool]
    /// The places of candidates without anything in the earlier period.
    let unknown: [Int]

    func costs(targets: [UInt32]) -> PairCosts {
      comparison.costs(targets: targets).blanked(
        rows: targets.indices.filter { !isKnownLater[Int(targets[$0])] }, columns: unknown)
    }
  }
}
