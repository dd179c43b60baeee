public import Evaluation
public import Numerics

/// Counts of both periods over the same bins, the same data subject in the same row.
public struct PeriodHistograms: Sendable, Equatable {
  /// The earlier period.
  public let earlier: SparseCounts
  /// The later period.
  public let later: SparseCounts

  /// Counts of two periods.
  ///
  /// - Precondition: as many rows, and as many bins, in both.
  public init(earlier: SparseCounts, later: SparseCounts) {
    precondition(earlier.columnCount == later.columnCount, "both periods have the same bins")
    precondition(earlier.rowCount == later.rowCount, "both periods number the same data subjects")
    self.earlier = earlier
    self.later = later
  }
}

/// Compares histograms of both periods: where, when, with whom, or any other bins.
///
/// Somebody without a count in a period can be compared with nobody.
///
/// **Source** for Topsoe's divergence Maouche et al. 2017 (AP-attack); for the ratio of likelihoods
/// Unnikrishnan and Naini 2013.
/// **Cost** O(entries of the batch * candidates that share a bin).
public struct HistogramComparison: PeriodComparison {
  /// A stable name.
  public let id: String
  /// A title of a few words.
  public let title: String
  /// The publication.
  public let source: String
  private let counts: PeriodHistograms
  private let measure: Divergence.Measure

  /// Compares counts.
  public init(
    id: String, title: String, source: String, counts: PeriodHistograms,
    measure: Divergence.Measure = .topsoe
  ) {
    self.id = id
    self.title = title
    self.source = source
    self.counts = counts
    self.measure = measure
  }

  /// The divergence of each pair's histograms; infinite where a side has no count.
  public func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    prepared(for: candidates).costs(targets: targets)
  }

  /// The same, ready for candidates.
  public func prepared(for candidates: [UInt32]) -> any PreparedComparison {
    let earlier = counts.earlier.selecting(rows: candidates.map(Int.init))
    return Prepared(
      later: counts.later, candidates: InvertedCounts(earlier, measure: measure),
      empty: earlier.emptyRows)
  }

  private struct Prepared: PreparedComparison {
    let later: SparseCounts
    let candidates: InvertedCounts
    /// The candidates without a count.
    let empty: [Int]

    func costs(targets: [UInt32]) -> PairCosts {
      let later = later.selecting(rows: targets.map(Int.init))
      return Divergence.costs(later, candidates).blanked(rows: later.emptyRows, columns: empty)
    }
  }
}

extension SparseCounts {
  /// The rows without a count.
  fileprivate var emptyRows: [Int] { (0..<rowCount).filter { entries(ofRow: $0).isEmpty } }
}
