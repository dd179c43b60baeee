/// All pairs of two dense matrices of profiles.
struct ProfileJoin: RowCosts, Sendable {
  private let targets: DenseProfiles
  private let candidates: DenseProfiles

  init(_ targets: DenseProfiles, _ candidates: DenseProfiles) {
    precondition(targets.columnCount == candidates.columnCount, "both sides have the same bins")
    self.targets = targets
    self.candidates = candidates
  }

  var rowCount: Int { targets.rowCount }
  var columnCount: Int { candidates.rowCount }

  func fill(_ rows: Range<Int>, into costs: inout MutableSpan<Float>) {
    for row in rows {
      let start = (row - rows.lowerBound) * columnCount
      for candidate in 0..<columnCount { costs[start + candidate] = cost(row, candidate) }
    }
  }

  /// The Topsøe divergence of a target and a candidate.
  func cost(_ target: Int, _ candidate: Int) -> Float {
    let bins = targets.columnCount
    let own = targets.values.span.extracting((target * bins)..<((target + 1) * bins))
    let other = candidates.values.span.extracting((candidate * bins)..<((candidate + 1) * bins))
    var shared = 0.0
    for bin in 0..<bins where own[bin] > 0 && other[bin] > 0 {
      let (p, q) = (Double(own[bin]), Double(other[bin]))
      shared += timesLogarithm(p + q) - timesLogarithm(p) - timesLogarithm(q)
    }
    return topsoeCost(shared: shared)
  }
}
