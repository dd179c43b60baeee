/// Profiles with what a divergence needs of each of them alone, for many batches of targets.
public struct PreparedProfiles: Sendable {
  let profiles: DenseProfiles
  /// sum f(p) + P ln 2 of each row; NaN for a row without mass.
  let parts: [Double]
  /// The same profiles for single precision; `nil` where only double precision is asked for.
  let lanes: ProfileLanes?

  /// Prepares `profiles`.
  ///
  /// - Complexity: O(rows * bins).
  public init(
    _ profiles: DenseProfiles, precision: Divergence.Precision = .double,
    workers: Workers = .automatic
  ) {
    self.profiles = profiles
    parts = ProfileJoin.parts(profiles, workers)
    lanes = precision == .single ? ProfileLanes(profiles) : nil
  }
}

/// All pairs of two dense matrices of profiles.
///
/// With f(x) = x ln x and the rows' own sums P and Q (1 but for the rounding of their values), the
/// definition of T gathers into what belongs to either row and one sum over the bins:
///
///     T = (sum f(p) + P ln 2) + (sum f(q) + Q ln 2) - sum f(p+q)
///
/// Where single precision will do for all pairs that sum is taken for eight candidates at a time
/// (`ProfileLanes`); a pair that comes out small is summed again in double precision.
struct ProfileJoin: RowCosts, Sendable {
  private let targets: DenseProfiles
  private let candidates: DenseProfiles
  /// The candidates for single precision; `nil` for double precision.
  private let lanes: ProfileLanes?
  /// sum f(p) + P ln 2 of each row; NaN for a row without mass.
  private let targetParts: [Double]
  private let candidateParts: [Double]

  init(_ targets: DenseProfiles, _ candidates: PreparedProfiles, workers: Workers) {
    lanes = candidates.lanes
    self.targets = targets
    self.candidates = candidates.profiles
    precondition(
      targets.columnCount == self.candidates.columnCount, "both sides have the same bins")
    targetParts = Self.parts(targets, workers)
    candidateParts = candidates.parts
  }

  var rowCount: Int { targets.rowCount }
  var columnCount: Int { candidates.rowCount }

  func fill(_ rows: Range<Int>, into costs: inout MutableSpan<Float>) {
    for row in rows {
      let start = (row - rows.lowerBound) * columnCount
      if let lanes {
        quickFill(row, lanes, from: start, into: &costs)
      } else {
        for candidate in 0..<columnCount { costs[start + candidate] = cost(row, candidate) }
      }
    }
  }

  /// Below this a divergence is worth the second look: an error of 1e-6 is half a hundredth of it.
  private static let small = 0x1p-12

  private func quickFill(
    _ target: Int, _ lanes: ProfileLanes, from start: Int, into costs: inout MutableSpan<Float>
  ) {
    let place = target * targets.columnCount
    let own = targetParts[target]
    for block in 0..<((columnCount + ProfileLanes.width - 1) / ProfileLanes.width) {
      let both = lanes.sums(targets.values.span, at: place, block: block)
      let first = block * ProfileLanes.width
      for lane in 0..<min(ProfileLanes.width, columnCount - first) {
        let candidate = first + lane
        let parts = own + candidateParts[candidate]
        let cost = parts - both[lane]
        costs[start + candidate] =
          parts.isNaN
          ? Float(Divergence.largestTopsoe)
          : cost < Self.small ? self.cost(target, candidate) : topsoeCost(cost)
      }
    }
  }

  /// The Topsøe divergence of a target and a candidate.
  func cost(_ target: Int, _ candidate: Int) -> Float {
    let parts = targetParts[target] + candidateParts[candidate]
    if parts.isNaN { return Float(Divergence.largestTopsoe) }
    let bins = targets.columnCount
    let both = Self.sum(
      targets.values.span, target * bins, candidates.values.span, candidate * bins, bins)
    return topsoeCost(parts - both)
  }

  /// The sum of f(p+q) over the bins.
  private static func sum(
    _ targets: Span<Float>, _ own: Int, _ candidates: Span<Float>, _ other: Int, _ bins: Int
  ) -> Double {
    var sums = SIMD8<Double>.zero
    var bin = 0
    while bin + 8 <= bins {
      let p = SIMD8<Double>(eight(targets, at: own + bin))
      sums += timesLogarithm(p + SIMD8<Double>(eight(candidates, at: other + bin)))
      bin += 8
    }
    var rest = SIMD8<Double>.zero
    for lane in 0..<(bins - bin) {
      rest[lane] = Double(targets[own + bin + lane]) + Double(candidates[other + bin + lane])
    }
    return (sums + timesLogarithm(rest)).sum()
  }

  fileprivate static func parts(_ profiles: DenseProfiles, _ workers: Workers) -> [Double] {
    let bins = profiles.columnCount
    return concurrentChunks(count: profiles.rowCount, minimumChunk: 64, workers: workers) { rows in
      rows.map { row -> Double in
        let values = profiles.row(row)
        let mass = values.reduce(0.0) { $0 + Double($1) }
        if mass == 0 { return .nan }
        // f(p + p) = 2 f(p) + 2 p ln 2: half the sum of a row with itself is its part.
        let span = profiles.values.span
        return sum(span, row * bins, span, row * bins, bins) / 2
      }
    }.flatMap { $0 }
  }
}
