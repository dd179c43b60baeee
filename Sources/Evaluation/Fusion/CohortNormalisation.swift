import Foundation
import Numerics

/// Brings the costs of a feature to the scale that its own cohort sets.
///
/// A cost d is read as -d and as -log d; either is centred and scaled once over the candidates of
/// each target (how much closer than its other candidates?) and once over the targets of each
/// candidate (how much closer than this candidate is to anybody?): four scores for a pair. A pair
/// that can't be compared gets 0: nothing for or against.
///
/// **Source** Auckenthaler, Carey, Lloyd-Thomas, *Score Normalization for Text-Independent Speaker
/// Verification Systems*, DSP 10 (2000), Z- and T-norm.
/// The scales of a target use all its candidates, those of a candidate all targets or a sample of
/// them, which an adversary who holds the release has.
struct CohortNormalisation: Sendable {
  /// For each candidate the middles of both readings over targets, then one over the widths.
  private var scales: [SIMD4<Float>]
  /// For each candidate both readings' first number, from which the others are counted, and how
  /// many there were.
  private var first: [SIMD2<Float>]
  private var counts: [Float]
  /// For each candidate the sums of both readings and of their squares.
  private var sums: [SIMD4<Double>]

  /// No target yet.
  init(candidateCount: Int) {
    scales = []
    first = [SIMD2<Float>](repeating: .zero, count: candidateCount)
    counts = [Float](repeating: 0, count: candidateCount)
    sums = [SIMD4<Double>](repeating: .zero, count: candidateCount)
  }

  /// Both readings of a cost; infinite for what can't be compared.
  @inline(__always)
  static func readings(_ cost: Float) -> SIMD2<Float> {
    SIMD2(-cost, -log(max(cost, CostReading.smallestCost)))
  }

  /// Takes the costs of a target of the sample.
  mutating func add(_ costs: ArraySlice<Float>) {
    for (candidate, cost) in costs.enumerated() where cost.isFinite {
      let readings = Self.readings(cost)
      if counts[candidate] == 0 { first[candidate] = readings }
      counts[candidate] += 1
      let offset = SIMD2<Double>(readings - first[candidate])
      sums[candidate] += SIMD4(lowHalf: offset, highHalf: offset * offset)
    }
  }

  /// Ends the sample: scales are known from here on.
  mutating func finish() {
    scales = counts.indices.map { candidate in
      Self.scale(first: first[candidate], sums: sums[candidate], count: Double(counts[candidate]))
    }
    (first, counts, sums) = ([], [], [])
  }

  /// Both readings of each cost of a target; infinite for what can't be compared.
  ///
  /// - Parameter logarithms: memory to work in.
  static func read(
    _ costs: ArraySlice<Float>, logarithms: inout [Float], into readings: inout [SIMD2<Float>]
  ) {
    naturalLogarithms(costs, least: CostReading.smallestCost, into: &logarithms)
    readings.removeAll(keepingCapacity: true)
    for (cost, logarithm) in zip(costs, logarithms) {
      readings.append(cost.isFinite ? -SIMD2(cost, logarithm) : SIMD2(repeating: .infinity))
    }
  }

  /// The scale of a target over its candidates.
  static func scale(of readings: [SIMD2<Float>]) -> SIMD4<Float> {
    var (first, sums, count) = (SIMD2<Float>.zero, SIMD4<Double>.zero, 0.0)
    for readings in readings where readings[0].isFinite {
      if count == 0 { first = readings }
      count += 1
      let offset = SIMD2<Double>(readings - first)
      sums += SIMD4(lowHalf: offset, highHalf: offset * offset)
    }
    return scale(first: first, sums: sums, count: count)
  }

  private static func scale(
    first: SIMD2<Float>, sums: SIMD4<Double>, count: Double
  ) -> SIMD4<Float> {
    let means = sums.lowHalf / max(count, 1)
    var scale = SIMD4<Float>.zero
    for reading in 0..<2 {
      let variance = max(0, sums[reading + 2] / max(count, 1) - means[reading] * means[reading])
      let middle = Double(first[reading]) + means[reading]
      let deviation = variance.squareRoot()
      scale[reading] = Float(middle)
      // All alike within what a cost's rounding leaves: no scale, and 0 for everybody.
      scale[reading + 2] = deviation > 1e-6 * max(1, abs(middle)) ? Float(1 / deviation) : 0
    }
    return scale
  }

  /// The four scores of a pair: -d by target and by candidate, -log d by target and by candidate.
  @inline(__always)
  func scores(
    _ readings: SIMD2<Float>, candidate: Int, target: SIMD4<Float>
  ) -> SIMD4<Float> {
    guard readings[0].isFinite else { return .zero }
    let own = (readings - target.lowHalf) * target.highHalf
    let other = (readings - scales[candidate].lowHalf) * scales[candidate].highHalf
    return SIMD4(own[0], other[0], own[1], other[1])
  }
}
