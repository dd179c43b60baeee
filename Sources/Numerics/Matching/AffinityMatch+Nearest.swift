extension AffinityMatch {
  /// The nearest candidates of each target by Topsøe divergence, the same number for all.
  public struct Nearest: Sendable, Equatable {
    /// The number of candidates for each target.
    public let length: Int
    /// The candidates, target after target, the nearest first; of equals the lower number.
    public let candidates: [UInt32]
    /// The Topsøe divergences of `candidates`.
    public let divergences: [Float]
    /// For each target, how many of its candidates, from the first, are proven to be the nearest of
    /// all, shortlisted or not.
    public let provenCounts: [Int]

    /// Where a target's entries stand.
    public func entries(ofTarget target: Int) -> Range<Int> {
      (target * length)..<((target + 1) * length)
    }
  }

  /// The nearest of a shortlist, ranked by Topsøe divergence.
  ///
  /// **Guarantee**: a target's first `provenCounts` candidates are the nearest of all. What the
  /// shortlist holds beyond is the nearest of the shortlist.
  ///
  /// - Parameters:
  ///   - shortlist: how many candidates are ranked for each target.
  ///   - count: how many are returned; at most `shortlist`.
  /// - Precondition: both have the same bins.
  /// - Complexity: that of the shortlist and targets x shortlist x bins logarithms.
  public static func nearest(
    targets: DenseProfiles, candidates: DenseProfiles, shortlist: Int, count: Int,
    blas: BLAS = .automatic, workers: Workers = .automatic
  ) -> Nearest {
    let list = Self.shortlist(
      targets: targets, candidates: candidates, count: shortlist, blas: blas, workers: workers)
    let length = min(max(count, 0), list.length)
    let join = ProfileJoin(
      targets, PreparedProfiles(candidates, workers: workers), workers: workers)
    let isWhole = list.length == candidates.rowCount
    // Rounding of the affinity: square roots, bins products and sums, rows that sum to 1 within
    // rounding; each at most 2^-24 of a sum that is at most 1, and as much again for safety.
    let slack = Double(4 * targets.columnCount + 16) * 0x1p-24
    let parts = concurrentChunks(count: targets.rowCount, maximumChunks: 256, workers: workers) {
      rows in
      rows.map { target -> Ranked in
        let entries = list.entries(ofTarget: target)
        let last = Double(list.affinities[entries].last ?? 0)
        let bound = isWhole ? .infinity : Divergence.largestTopsoe * (1 - last - slack)
        let ranked = rank(target, list.candidates[entries], join).prefix(length)
        let proven = ranked.prefix { Double($0.divergence) < bound }.count
        return Ranked(entries: Array(ranked), provenCount: proven)
      }
    }
    let ranked = parts.flatMap { $0 }
    return Nearest(
      length: length, candidates: ranked.flatMap { one in one.entries.map(\.candidate) },
      divergences: ranked.flatMap { one in one.entries.map(\.divergence) },
      provenCounts: ranked.map(\.provenCount))
  }

  private struct Ranked: Sendable {
    let entries: [(candidate: UInt32, divergence: Float)]
    let provenCount: Int
  }

  private static func rank(
    _ target: Int, _ list: ArraySlice<UInt32>, _ join: ProfileJoin
  ) -> [(candidate: UInt32, divergence: Float)] {
    list.map { ($0, join.cost(target, Int($0))) }
      .sorted { ($0.divergence, $0.candidate) < ($1.divergence, $1.candidate) }
  }
}
