/// The nearest of many candidates, found by a matrix product and ranked exactly.
///
/// The Hellinger affinity of two profiles, A = sum sqrt(p q), is a product of matrices of square
/// roots; the Topsøe divergence T is not. With h^2 = 1 - A, bin by bin,
///
///     ln 2 (sqrt p - sqrt q)^2  <=  p ln(2p/(p+q)) + q ln(2q/(p+q))  <=  (sqrt p - sqrt q)^2
///     2 ln 2 h^2                <=  T                               <=  2 h^2
///
/// With s = p+q and d = (p-q)/s the middle is s/2 ((1+d) ln(1+d) + (1-d) ln(1-d)), the outer
/// square s (1 - sqrt(1-d^2)); their ratio falls from 1 at d = 0 to ln 2 at d = 1 (the tests check
/// it on a grid). This sharpens, by a factor of 2 or less, what follows from Topsøe's
/// 1/2 D <= T <= ln 2 D for the triangular discrimination D with 2 h^2 <= D <= 4 h^2.
///
/// So a candidate outside the shortlist, whose affinity is at most the list's last a, has T at
/// least 2 ln 2 (1 - a). Where the re-ranked nearest lie below that, they are the nearest of all.
///
/// - Source: Topsøe, Some inequalities for information divergence and related measures of
///   discrimination, IEEE Trans. Inf. Theory 46 (2000), doi:10.1109/18.850703.
public enum AffinityMatch {
  /// Candidates whose square roots stand in memory at a time.
  private static let candidateBlock = 8_192
  /// Candidates and targets of one product: scores that stay in the second-level cache.
  private static let productCandidates = 512
  private static let productTargets = 256

  /// The candidates of greatest affinity for each target.
  ///
  /// - Parameters:
  ///   - targets: whom to find.
  ///   - candidates: where to look; fewer than 2^32.
  ///   - count: how many for each target; at most as many as there are candidates.
  ///   - blas: what multiplies; the affinities agree within rounding.
  ///   - workers: how many threads; the result doesn't depend on it.
  /// - Precondition: both have the same bins.
  /// - Complexity: 2 x targets x candidates x bins operations; O(targets x count) memory beside
  ///   16 MiB of blocks.
  public static func shortlist(
    targets: DenseProfiles, candidates: DenseProfiles, count: Int, blas: BLAS = .automatic,
    workers: Workers = .automatic
  ) -> Shortlist {
    precondition(targets.columnCount == candidates.columnCount, "both sides have the same bins")
    let length = min(max(count, 0), candidates.rowCount)
    guard length > 0, targets.rowCount > 0 else {
      return Shortlist(targetCount: targets.rowCount, length: 0, candidates: [], affinities: [])
    }
    let roots = squareRoots(targets, 0..<targets.rowCount, workers: workers)
    var best = [TopCandidates](repeating: TopCandidates(count: length), count: targets.rowCount)
    for first in stride(from: 0, to: candidates.rowCount, by: candidateBlock) {
      let block = first..<min(first + candidateBlock, candidates.rowCount)
      let others = squareRoots(candidates, block, workers: workers)
      let before = best
      best = concurrentChunks(
        count: targets.rowCount, minimumChunk: 64, maximumChunks: 16, workers: workers
      ) { rows in
        var part = Array(before[rows])
        add(others, of: block, to: &part, rows, roots, targets.columnCount, blas)
        return part
      }.flatMap { $0 }
    }
    return Shortlist(best.map { $0.sorted() }, length: length)
  }

  private static func add(
    _ others: [Float], of block: Range<Int>, to best: inout [TopCandidates], _ rows: Range<Int>,
    _ roots: [Float], _ bins: Int, _ blas: BLAS
  ) {
    var scores = [Float](repeating: 0, count: productTargets * productCandidates)
    for start in stride(from: 0, to: block.count, by: productCandidates) {
      let columns = start..<min(start + productCandidates, block.count)
      for top in stride(from: rows.lowerBound, to: rows.upperBound, by: productTargets) {
        let part = top..<min(top + productTargets, rows.upperBound)
        var result = scores.mutableSpan
        blas.multiplyTransposed(
          left: roots.span.extracting((part.lowerBound * bins)..<(part.upperBound * bins)),
          right: others.span.extracting((columns.lowerBound * bins)..<(columns.upperBound * bins)),
          inner: bins, into: &result)
        for row in part {
          let own = (row - part.lowerBound) * columns.count
          best[row - rows.lowerBound].add(
            scores.span.extracting(own..<(own + columns.count)),
            from: block.lowerBound + columns.lowerBound)
        }
      }
    }
  }

  private static func squareRoots(
    _ profiles: DenseProfiles, _ rows: Range<Int>, workers: Workers
  ) -> [Float] {
    let start = rows.lowerBound * profiles.columnCount
    return concurrentChunks(
      count: rows.count * profiles.columnCount, minimumChunk: 1 << 16, workers: workers
    ) { range in
      range.map { profiles.values[start + $0].squareRoot() }
    }.flatMap { $0 }
  }
}
