import BigInt

/// Releases of one mechanism on one dataset: ranks and brackets are computed once for all of them.
///
/// **Guarantee**: each `next` is a release of its own, and costs `PrivateQuantile.cost` again.
/// **Cost**: a part of the data is prepared when it is first met; then a draw is a search.
struct QuantileDraws {
  private let mechanism: PrivateQuantile
  private let sorted: [CountedStep]
  private var prepared: [Part: (segments: RankSegments, selection: WeightedSelection)] = [:]

  /// Values between two released points, and the quantiles still wanted there.
  private struct Part: Hashable {
    let positions: Range<Int>
    let range: ClosedRange<Int64>
    let wanted: Range<Int>
    let from: UInt64
    let to: UInt64
  }

  /// Releases of a mechanism on these values.
  init(_ mechanism: PrivateQuantile, values: some Sequence<Double>) {
    let (grid, range) = (mechanism.grid, mechanism.range)
    let steps = values.map { grid.integer(of: $0, clampedTo: range) }.sorted()
    self.init(mechanism, sorted: CountedStep.counted(sorted: steps))
  }

  /// Releases of a mechanism on counted points of its grid, increasing.
  init(_ mechanism: PrivateQuantile, sorted: [CountedStep]) {
    self.mechanism = mechanism
    self.sorted = sorted
  }

  /// One release: the noisy quantiles, in order.
  mutating func next<Source: RandomSource & ~Copyable>(from source: inout Source) -> [Double] {
    let probabilities = mechanism.probabilities
    var results = [Int64](repeating: mechanism.range.lowerBound, count: probabilities.count)
    var parts: [Part] = [
      Part(
        positions: sorted.indices, range: mechanism.range, wanted: probabilities.indices, from: 0,
        to: ProbabilityStep.whole)
    ]
    while let part = parts.popLast() {
      guard !part.wanted.isEmpty else { continue }
      let middle = (part.wanted.lowerBound + part.wanted.upperBound) / 2
      let steps = probabilities[middle].steps
      let value = choose(steps, in: part, from: &source)
      results[middle] = value
      let split = sorted[part.positions].partitionPoint { $0.step < value }
      parts.append(
        Part(
          positions: part.positions.lowerBound..<split, range: part.range.lowerBound...value,
          wanted: part.wanted.lowerBound..<middle, from: part.from, to: steps))
      parts.append(
        Part(
          positions: split..<part.positions.upperBound, range: value...part.range.upperBound,
          wanted: (middle + 1)..<part.wanted.upperBound, from: steps, to: part.to))
    }
    return results.map { mechanism.grid.value(of: Int128($0)) }
  }

  private mutating func choose<Source: RandomSource & ~Copyable>(
    _ steps: UInt64, in part: Part, from source: inout Source
  ) -> Int64 {
    let known = prepared[part]
    let (segments, selection) = known ?? prepare(steps, part)
    if known == nil, prepared.count < 4096 { prepared[part] = (segments, selection) }
    return segments.draw(by: selection, from: &source)
  }

  private func prepare(_ steps: UInt64, _ part: Part) -> (RankSegments, WeightedSelection) {
    let (target, whole) = (steps - part.from, part.to - part.from)
    let segments = RankSegments(
      sorted: sorted[part.positions], range: part.range, target: target, whole: max(whole, 1))
    // A row added moves a rank by 1 or 0 and the target by target / whole: their difference by
    // max(target, whole - target) / whole. A row substituted does so twice, at twice the cost.
    let step = max(target, whole - target, 1) * mechanism.rows
    let rate = mechanism.rate
    return (
      segments,
      segments.selection(
        rate: (BigUInt(rate.numerator), BigUInt(rate.denominator) * 2 * BigUInt(step)))
    )
  }
}

extension ArraySlice where Element == CountedStep {
  /// The first position whose element does not satisfy the condition; those that do stand first.
  func partitionPoint(_ holds: (CountedStep) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if holds(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
