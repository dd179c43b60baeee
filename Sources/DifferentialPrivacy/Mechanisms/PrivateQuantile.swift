import BigInt

/// One or several quantiles of values clamped to public bounds, by the exponential mechanism.
///
/// **Guarantee**: `cost`: candidates are the points of the grid within the bounds; one comes out
/// with probability proportional to exp(-epsilon |rank - target| / (2 D)), exactly, where one
/// subject's rows move |rank - target| by at most D. Several quantiles are found by halving: the
/// middle one first, then those below among the values below it. A row is in one part of each
/// level, so a level costs its epsilon once (twice where rows are substituted: out of one part,
/// into another), and there are log2(count + 1) levels.
/// **Source**: Smith 2011, Algorithm 2; Kaplan, Schnapp, Stemmer 2022, Theorem 3.3.
/// **Cost**: a sort, then O(n) for each level and big-number work at the losses that matter.
/// **Does not protect against**: bounds chosen by looking at the data; timing.
public struct PrivateQuantile: Sendable {
  /// The grid of the candidates.
  public let grid: IntegerGrid
  /// What one release costs.
  public let cost: PrivacyCost
  /// The same release's cost in zero-concentrated terms: epsilon^2 / 8 for each choice made.
  ///
  /// **Source**: Cesar and Rogers 2021, Lemma 3.2: the exponential mechanism has bounded range.
  public let zeroConcentratedCost: PrivacyCost
  let range: ClosedRange<Int64>
  let probabilities: [ProbabilityStep]
  let rate: ExactRatio
  let rows: UInt64

  /// Quantiles for increasing probabilities of the values within public bounds.
  public init(
    _ probabilities: [Double], bounds: ClosedRange<Double>, epsilon: Double, limits: SubjectLimits,
    grid chosen: IntegerGrid? = nil
  ) throws(PrivacyError) {
    if let chosen {
      grid = chosen
    } else {
      grid = try IntegerGrid(covering: max(abs(bounds.lowerBound), abs(bounds.upperBound)))
    }
    range = try grid.range(within: bounds)
    var steps: [ProbabilityStep] = []
    for probability in probabilities {
      let step = try ProbabilityStep(probability)
      guard (steps.last?.steps).map({ $0 < step.steps }) ?? true else {
        throw .parameter(name: "probabilities", rule: "must increase by at least 2^-20")
      }
      steps.append(step)
    }
    guard !steps.isEmpty else {
      throw .parameter(name: "probabilities", rule: "must not be empty")
    }
    self.probabilities = steps
    rows = UInt64(limits.rows)
    let levels = Int.bitWidth - steps.count.leadingZeroBitCount
    let times = limits.neighbours == .substitute ? 2 : 1
    rate = try ExactRatio(roundedDown: epsilon / Double(levels * times), name: "epsilon")
    cost = .pure(
      epsilon: RoundedUp.quotient(
        BigUInt(rate.numerator) * BigUInt(levels * times), BigUInt(rate.denominator)))
    // Substituted rows move one choice by twice epsilon at most: (2 epsilon)^2 / 8.
    zeroConcentratedCost = .zeroConcentrated(
      rho: RoundedUp.quotient(
        BigUInt(rate.numerator).power(2) * BigUInt(levels * times * times),
        BigUInt(rate.denominator).power(2) * 8))
  }

  /// The noisy quantiles, in order.
  public func released<Source: RandomSource & ~Copyable>(
    of values: some Sequence<Double>, from source: inout Source
  ) -> [Double] {
    let sorted = values.map { grid.integer(of: $0, clampedTo: range) }.sorted()
    return released(exactCounts: CountedStep.counted(sorted: sorted), from: &source)
  }

  /// The noisy quantiles, in order, of values that were clamped to `steps` and counted exactly.
  ///
  /// - Precondition: the points increase and stand within `steps`; each has a row at least.
  public func released<Source: RandomSource & ~Copyable>(
    exactCounts sorted: [CountedStep], from source: inout Source
  ) -> [Double] {
    var results = [Int64](repeating: range.lowerBound, count: probabilities.count)
    var parts: [Part] = [
      Part(
        sorted: sorted[...], range: range, wanted: probabilities.indices, from: 0,
        to: ProbabilityStep.whole)
    ]
    while let part = parts.popLast() {
      guard !part.wanted.isEmpty else { continue }
      let middle = (part.wanted.lowerBound + part.wanted.upperBound) / 2
      let steps = probabilities[middle].steps
      let value = choose(steps, in: part, from: &source)
      results[middle] = value
      let split = part.sorted.partitionPoint { $0.step < value }
      parts.append(
        Part(
          sorted: part.sorted[..<split], range: part.range.lowerBound...value,
          wanted: part.wanted.lowerBound..<middle, from: part.from, to: steps))
      parts.append(
        Part(
          sorted: part.sorted[split...], range: value...part.range.upperBound,
          wanted: (middle + 1)..<part.wanted.upperBound, from: steps, to: part.to))
    }
    return results.map { grid.value(of: Int128($0)) }
  }

  /// Values between two released points, and the quantiles still wanted there.
  private struct Part {
    let sorted: ArraySlice<CountedStep>
    let range: ClosedRange<Int64>
    let wanted: Range<Int>
    let from: UInt64
    let to: UInt64
  }

  private func choose<Source: RandomSource & ~Copyable>(
    _ steps: UInt64, in part: Part, from source: inout Source
  ) -> Int64 {
    let (target, whole) = (steps - part.from, part.to - part.from)
    let segments = RankSegments(
      sorted: part.sorted, range: part.range, target: target, whole: max(whole, 1))
    // A row added moves a rank by 1 or 0 and the target by target / whole: their difference by
    // max(target, whole - target) / whole. A row substituted does so twice, at twice the cost.
    let step = max(target, whole - target, 1) * rows
    return segments.draw(
      rate: (
        BigUInt(rate.numerator), BigUInt(rate.denominator) * 2 * BigUInt(step)
      ), from: &source)
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
