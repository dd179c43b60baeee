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
    let bins = targets.columnCount
    for row in rows {
      for candidate in 0..<columnCount {
        var shared = 0.0
        for bin in 0..<bins {
          let own = Double(targets.values[row * bins + bin])
          let other = Double(candidates.values[candidate * bins + bin])
          guard own > 0, other > 0 else { continue }
          shared += timesLogarithm(own + other) - timesLogarithm(own) - timesLogarithm(other)
        }
        costs[(row - rows.lowerBound) * columnCount + candidate] = topsoeCost(shared: shared)
      }
    }
  }
}
