extension Divergence {
  /// What `rows` computes for a pair of histograms.
  public enum Measure: Sendable, Equatable {
    /// The Topsøe divergence of the normalised rows.
    case topsoe
    /// The generalised log-likelihood cost of the counts.
    case countRatio
  }

  /// Hands out the costs of one target after the other, where all pairs would not fit into memory.
  ///
  /// Targets are worked on in parallel, some at a time; `body` is called on the caller's thread, in
  /// the targets' order. It holds at most 64 MiB of costs, or one row for each worker.
  ///
  /// - Precondition: both have the same bins.
  /// - Throws: what `body` throws; no row follows.
  public static func rows<Failure: Error>(
    _ targets: SparseCounts, _ candidates: SparseCounts, measure: Measure = .topsoe,
    workers: Workers = .automatic,
    body: (_ target: Int, _ costs: [Float]) throws(Failure) -> Void
  ) throws(Failure) {
    let join = HistogramJoin(targets, candidates, measure: measure)
    try stream(join, workers: workers, body: body)
  }

  /// Hands out the Topsøe divergences of one target after the other.
  ///
  /// As `rows` of counts does.
  ///
  /// - Precondition: both have the same bins.
  /// - Throws: what `body` throws; no row follows.
  public static func rows<Failure: Error>(
    _ targets: DenseProfiles, _ candidates: DenseProfiles, workers: Workers = .automatic,
    body: (_ target: Int, _ costs: [Float]) throws(Failure) -> Void
  ) throws(Failure) {
    let candidates = PreparedProfiles(candidates, workers: workers)
    try stream(ProfileJoin(targets, candidates, workers: workers), workers: workers, body: body)
  }

  private static func stream<Failure: Error>(
    _ join: some RowCosts & Sendable, workers: Workers,
    body: (Int, [Float]) throws(Failure) -> Void
  ) throws(Failure) {
    let batch = max(workers.count, (1 << 24) / max(join.columnCount, 1))
    var start = 0
    while start < join.rowCount {
      let rows = start..<min(start + batch, join.rowCount)
      let costs = PairCosts(
        rowCount: rows.count, columnCount: join.columnCount, workers: workers
      ) { part, costs in
        join.fill(
          (rows.lowerBound + part.lowerBound)..<(rows.lowerBound + part.upperBound),
          into: &costs)
      }
      for row in rows { try body(row, Array(costs.row(row - rows.lowerBound))) }
      start = rows.upperBound
    }
  }
}

/// Costs of targets against all candidates, whole rows at a time.
protocol RowCosts {
  /// The number of targets.
  var rowCount: Int { get }
  /// The number of candidates.
  var columnCount: Int { get }
  /// Writes the costs of consecutive targets, row-major.
  func fill(_ rows: Range<Int>, into costs: inout MutableSpan<Float>)
}
