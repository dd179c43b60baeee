import Foundation
import TestSupport
import Testing

@testable import DifferentialPrivacy

@Suite("Partition selection")
struct PartitionSelectionTests {
  @Test("gives every reference row to 1e-12", .enabled(if: SharedFolder.exists))
  func vectors() throws {
    // Would catch a wrong share of delta, a wrong crossing, or cancellation near 1.
    let rows = try ReferenceRows.read("partition_selection.csv")
    #expect(rows.count > 40)
    for row in rows {
      let epsilon = try #require(Double(row["eps"] ?? ""))
      let delta = try #require(Double(row["delta"] ?? ""))
      let keys = try #require(Int(row["L0"] ?? ""))
      let count = try #require(Int(row["n"] ?? ""))
      let best = try PartitionSelection.bestKeepProbability(
        count: count, epsilon: epsilon, delta: delta, keys: keys)
      let threshold = try PartitionSelection.laplaceThreshold(
        epsilon: epsilon, delta: delta, keys: keys)
      let kept = try PartitionSelection.laplaceKeepProbability(
        count: count, epsilon: epsilon, delta: delta, keys: keys)
      for (value, name) in [
        (best, "pi_near_truncated_geometric"), (threshold, "laplace_threshold"),
        (kept, "P_laplace_keep"),
      ] {
        let expected = try #require(Double(row[name] ?? ""))
        #expect(relativeError(value, expected) <= 1e-12, "\(row): \(name) is \(value)")
      }
    }
  }

  @Test("keeps within delta by the largest step of its own recurrence")
  func recurrence() throws {
    // The closed form against the definition, at settings that no vector has.
    for (epsilon, delta) in [(0.01, 1e-3), (0.3, 1e-7), (1, 0.2), (3, 1e-12), (6, 0.7)] {
      var probability = 0.0
      for count in 1...2000 {
        probability = min(
          exp(epsilon) * probability + delta, 1 - exp(-epsilon) * (1 - probability - delta), 1)
        let closed = try PartitionSelection.bestKeepProbability(
          count: count, epsilon: epsilon, delta: delta)
        #expect(relativeError(closed, probability) < 1e-10, "\(epsilon) \(delta) \(count)")
      }
    }
  }

  @Test("puts a Gaussian threshold where the normal tail is the key's share of delta")
  func gaussian() throws {
    for (delta, keys) in [(1e-5, 1), (1e-9, 3), (0.01, 20)] {
      let threshold = try PartitionSelection.gaussianThreshold(
        sigma: 4, delta: delta, keys: keys)
      let tail = 0.5 * erfc((threshold - 1) / 4 / 2.0.squareRoot())
      #expect(relativeError(1 - pow(1 - tail, Double(keys)), delta) < 1e-6)
      #expect(relativeError(SafeMath.total(ofDelta: tail, keys: keys), delta) < 1e-11)
    }
  }

  @Test("takes the smallest integer threshold that leaks delta at most, by its sums term by term")
  func thresholds() throws {
    for scale in [ExactRatio(1, 2), ExactRatio(3, 1), ExactRatio(61, 7)] {
      let rate = 1 / scale.approximate
      let weights = (0...2000).map { exp(-Double($0) * rate) }
      let whole = 2 * weights.reduce(0, +) - 1
      for delta in [0.3, 1e-2, 1e-5, 1e-9] {
        let distance = try ThresholdDelta.smallest(within: delta) {
          ThresholdDelta.laplaceTail($0, scale: scale)
        }
        let tail = weights[Int(distance)...].reduce(0, +) / whole
        #expect(tail <= delta && ThresholdDelta.laplaceTail(distance, scale: scale) >= tail)
        if distance > 1 { #expect(weights[Int(distance - 1)...].reduce(0, +) / whole > delta) }
        let end = try ThresholdDelta.smallest(within: delta) {
          ThresholdDelta.truncatedTail($0, scale: scale)
        }
        let cut = 2 * weights[...Int(end)].reduce(0, +) - 1
        let bound = ThresholdDelta.truncatedTail(end, scale: scale)
        #expect(weights[Int(end)] / cut <= delta * (1 + 1e-14))
        #expect(relativeError(bound, weights[Int(end)] / cut) < 1e-12)
      }
    }
    for variance in [ExactRatio(1, 3), ExactRatio(4, 1), ExactRatio(777, 5)] {
      let weights = (0...3000).map { exp(-Double($0 * $0) / 2 / variance.approximate) }
      let whole = 2 * weights.reduce(0, +) - 1
      for distance in 1...60 {
        let tail = weights[distance...].reduce(0, +) / whole
        let bound = ThresholdDelta.gaussianTail(Int64(distance), variance: variance)
        #expect(bound >= tail && (bound <= 2.1 * tail || tail < 1e-300))
      }
    }
  }

  @Test("draws truncated noise whose keep probability is the optimum at its own delta")
  func truncatedNoise() throws {
    // The mechanism's exact delta is that of its integer cut-off: at that delta it is the optimum.
    let histogram = try StableHistogram(
      .truncatedGeometric(epsilon: 0.5), delta: 1e-3, limits: KeyLimits())
    let end = try #require(histogram.cutOff)
    guard case .laplace(let scale) = histogram.noise.law else { return }
    let rate = 1 / scale.approximate
    let weights = (-Int(end)...Int(end)).map { exp(-Double(abs($0)) * rate) }
    let whole = weights.reduce(0, +)
    for count in 1...(2 * Int(end)) {
      let kept =
        zip(-Int(end)...Int(end), weights)
        .reduce(0) { count + $1.0 >= histogram.threshold ? $0 + $1.1 : $0 } / whole
      let best = try PartitionSelection.bestKeepProbability(
        count: count, epsilon: rate, delta: weights[0] / whole)
      #expect(relativeError(kept, best) < 1e-10, "\(count)")
    }
  }
}
