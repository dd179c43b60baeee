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

  /// The divergence of each pair's histograms.
  public func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    let later = counts.later.selecting(rows: targets.map(Int.init))
    let earlier = counts.earlier.selecting(rows: candidates.map(Int.init))
    let costs =
      measure == .topsoe
      ? Divergence.topsoe(later, earlier) : Divergence.countRatio(later, earlier)
    return Self.withoutEmpty(costs, later, earlier)
  }

  /// The same costs, infinite where a side has no count.
  private static func withoutEmpty(
    _ costs: PairCosts, _ later: SparseCounts, _ earlier: SparseCounts
  ) -> PairCosts {
    let emptyRows = (0..<later.rowCount).filter { later.entries(ofRow: $0).isEmpty }
    let emptyColumns = (0..<earlier.rowCount).filter { earlier.entries(ofRow: $0).isEmpty }
    guard !emptyRows.isEmpty || !emptyColumns.isEmpty else { return costs }
    var values = costs.values
    for row in emptyRows {
      for column in 0..<costs.columnCount { values[row * costs.columnCount + column] = .infinity }
    }
    for column in emptyColumns {
      for row in 0..<costs.rowCount { values[row * costs.columnCount + column] = .infinity }
    }
    return PairCosts(rowCount: costs.rowCount, columnCount: costs.columnCount, values: values)
  }
}
