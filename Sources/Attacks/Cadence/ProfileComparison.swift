public import Evaluation
public import Numerics

/// Compares smoothed histograms over few bins: hours of the week, times between events.
///
/// A quarter of an event stands in each bin beforehand (a Dirichlet prior), so that few events are
/// not taken for certainty and somebody without any has the flat profile; hours of the week spread
/// a quarter of their events to the hour before and the hour after. Divergence of normalised
/// histograms, not likelihood of counts: periods of unequal length would decide it.
///
/// **Source** Topsoe's divergence as in Maouche et al. 2017; smoothing by a Dirichlet prior as in
/// Good, *The Estimation of Probabilities*, 1965.
/// **Cost** O(targets * candidates * bins).
public struct ProfileComparison: PeriodComparison {
  /// A stable name.
  public let id: String
  /// A title of a few words.
  public let title: String
  /// The publication.
  public let source: String
  private let counts: PeriodHistograms
  private let isCircular: Bool

  /// Compares counts.
  ///
  /// - Parameter isCircular: whether the last bin is followed by the first, and events spread to
  ///   their bin's neighbours.
  public init(
    id: String, title: String, source: String, counts: PeriodHistograms, isCircular: Bool
  ) {
    self.id = id
    self.title = title
    self.source = source
    self.counts = counts
    self.isCircular = isCircular
  }

  /// The divergence of each pair's smoothed histograms.
  public func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    prepared(for: candidates).costs(targets: targets)
  }

  /// The same, ready for candidates.
  public func prepared(for candidates: [UInt32]) -> any PreparedComparison {
    Prepared(
      comparison: self,
      candidates: PreparedProfiles(profiles(counts.earlier, candidates), precision: .single))
  }

  private struct Prepared: PreparedComparison {
    let comparison: ProfileComparison
    let candidates: PreparedProfiles

    func costs(targets: [UInt32]) -> PairCosts {
      Divergence.topsoe(comparison.profiles(comparison.counts.later, targets), candidates)
    }
  }

  private func profiles(_ counts: SparseCounts, _ rows: [UInt32]) -> DenseProfiles {
    DenseProfiles(counts.selecting(rows: rows.map(Int.init)).withPrior(isCircular: isCircular))
  }
}

extension SparseCounts {
  /// Four times the smoothed counts: each bin 1 (the prior of a quarter), and an event 4, or 1 to
  /// each neighbour of its bin and 2 to the bin itself.
  ///
  /// Whole numbers, so that smoothing is exact; a count above what fits stays at the largest.
  /// - Complexity: O(rows * bins + entries).
  func withPrior(isCircular: Bool) -> SparseCounts {
    guard columnCount > 0 else { return self }
    let bins = columnCount
    var offsets = [0]
    offsets.reserveCapacity(rowCount + 1)
    var smoothed: [UInt32] = []
    smoothed.reserveCapacity(rowCount * bins)
    var profile = [UInt64](repeating: 1, count: bins)
    for row in 0..<rowCount {
      for bin in 0..<bins { profile[bin] = 1 }
      for entry in entries(ofRow: row) {
        let bin = Int(columns[entry])
        let count = UInt64(counts[entry])
        guard isCircular else {
          profile[bin] += 4 * count
          continue
        }
        profile[bin] += 2 * count
        profile[(bin + 1) % bins] += count
        profile[(bin + bins - 1) % bins] += count
      }
      for bin in 0..<bins { smoothed.append(UInt32(clamping: profile[bin])) }
      offsets.append(smoothed.count)
    }
    let all = (0..<rowCount).flatMap { _ in (0..<UInt32(bins)) }
    return SparseCounts(columnCount: bins, offsets: offsets, columns: all, counts: smoothed)
  }
}
