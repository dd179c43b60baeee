import BigInt

/// A probability as a whole number of 2^-20.
struct ProbabilityStep: Sendable, Equatable {
  static let whole: UInt64 = 1 << 20
  let steps: UInt64

  /// - Throws: `PrivacyError.parameter` outside of 0 ... 1.
  init(_ probability: Double) throws(PrivacyError) {
    guard probability >= 0, probability <= 1 else {
      throw .parameter(name: "probability", rule: "must be between 0 and 1")
    }
    steps = UInt64((probability * Double(Self.whole)).rounded())
  }
}

/// The candidates of a quantile, gathered where they have the same rank: the values that occur, and
/// the gaps between them, with exact integer lengths.
struct RankSegments {
  private(set) var starts: [Int64] = []
  private(set) var lengths: [UInt64] = []
  private(set) var losses: [UInt64] = []

  /// Segments of `range` for sorted, counted integers within it and the quantile target / whole.
  ///
  /// A candidate's loss is by how much its ranks miss the target, times `whole`: 0 where
  /// #below <= n target / whole <= #not above.
  init(sorted: ArraySlice<CountedStep>, range: ClosedRange<Int64>, target: UInt64, whole: UInt64) {
    let rowCount = sorted.reduce(0) { $0 + $1.rows }
    let goal = Int128(rowCount) * Int128(target)
    func add(_ start: Int64, _ length: UInt64, below: Int, notAbove: Int) {
      guard length > 0 else { return }
      starts.append(start)
      lengths.append(length)
      let short = goal - Int128(notAbove) * Int128(whole)
      let over = Int128(below) * Int128(whole) - goal
      losses.append(UInt64(clamping: max(0, short, over)))
    }
    var next = range.lowerBound
    var below = 0
    for item in sorted {
      add(next, UInt64(item.step - next), below: below, notAbove: below)
      add(item.step, 1, below: below, notAbove: below + item.rows)
      next = item.step + 1
      below += item.rows
    }
    add(next, UInt64(range.upperBound + 1 - next), below: below, notAbove: below)
  }

  /// The same for sorted integers.
  init(sorted: ArraySlice<Int64>, range: ClosedRange<Int64>, target: UInt64, whole: UInt64) {
    self.init(
      sorted: CountedStep.counted(sorted: sorted)[...], range: range, target: target, whole: whole)
  }

  /// The exponential mechanism over the segments.
  func selection(rate: (numerator: BigUInt, denominator: BigUInt)) -> WeightedSelection {
    WeightedSelection(weights: lengths, losses: losses, rate: rate)
  }

  /// One candidate, by a `selection` over these segments.
  func draw<Source: RandomSource & ~Copyable>(
    by selection: WeightedSelection, from source: inout Source
  ) -> Int64 {
    let place = selection.draw(from: &source)
    return starts[place] + Int64(source.uncheckedUniform(below: lengths[place]))
  }
}
