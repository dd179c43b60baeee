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

  /// Segments of `range` for sorted integers within it and the quantile target / whole.
  ///
  /// A candidate's loss is by how much its ranks miss the target, times `whole`: 0 where
  /// #below <= n target / whole <= #not above.
  init(sorted: ArraySlice<Int64>, range: ClosedRange<Int64>, target: UInt64, whole: UInt64) {
    let goal = Int128(sorted.count) * Int128(target)
    func add(_ start: Int64, _ length: UInt64, below: Int, notAbove: Int) {
      guard length > 0 else { return }
      starts.append(start)
      lengths.append(length)
      let short = goal - Int128(notAbove) * Int128(whole)
      let over = Int128(below) * Int128(whole) - goal
      losses.append(UInt64(clamping: max(0, short, over)))
    }
    var next = range.lowerBound
    var position = sorted.startIndex
    while position < sorted.endIndex {
      let value = sorted[position]
      let below = position - sorted.startIndex
      var end = position
      while end < sorted.endIndex, sorted[end] == value { end += 1 }
      add(next, UInt64(value - next), below: below, notAbove: below)
      add(value, 1, below: below, notAbove: end - sorted.startIndex)
      next = value + 1
      position = end
    }
    let above = sorted.count
    add(next, UInt64(range.upperBound + 1 - next), below: above, notAbove: above)
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
