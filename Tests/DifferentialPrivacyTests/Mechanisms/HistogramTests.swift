import TestSupport
import Testing

@testable import DifferentialPrivacy

@Suite("Histograms")
struct HistogramTests {
  @Test("of secret keys show a subject's own key no more often than delta says")
  func rareKeys() throws {
    // Key leakage: without a threshold a rare group is its only member's secret.
    let runs = Build.isOptimised ? 1_000_000 : 30_000
    for kind: StableHistogram.Kind in [
      .laplace(epsilon: 1), .gaussian(rho: 0.5), .truncatedGeometric(epsilon: 1),
    ] {
      let delta = 0.01
      let histogram = try StableHistogram(kind, delta: delta, limits: KeyLimits())
      #expect(histogram.thresholdDelta <= delta)
      var random = SeededTestSource(17)
      var shown = 0
      for _ in 0..<runs {
        shown += histogram.released(counts: ["rare": 1], from: &random).count
      }
      // Mean at most `delta` runs; 5 standard deviations above it: 3e-7.
      let mean = histogram.thresholdDelta * Double(runs)
      #expect(Double(shown) <= mean + 5 * mean.squareRoot(), "\(kind)")
    }
  }

  @Test("of secret keys never show a key that no row has, and show heavy ones with their counts")
  func heavyKeys() throws {
    let histogram = try StableHistogram(
      .laplace(epsilon: 1), delta: 1e-6, limits: KeyLimits(keys: 2, rowsPerKey: 3))
    var random = SeededTestSource(2)
    let counts = ["a": 5_000, "b": 3_000, "c": 4_000, "absent": 0, "rare": 3]
    let shown = histogram.released(counts: counts, from: &random)
    #expect(shown.map(\.key) == ["a", "b", "c"])
    // Scale 6: off by 200 with probability e^-33.
    #expect(shown.allSatisfy { abs($0.count - (counts[$0.key] ?? 0)) < 200 })
    let heavy = histogram.heavyHitters(2, counts: counts, from: &random)
    #expect(heavy.map(\.key) == ["a", "c"])
    #expect(histogram.released(counts: counts, atLeast: 4_500, from: &random).count == 1)
    #expect(histogram.released(counts: counts, atLeast: -9, from: &random).count == 3)
  }

  @Test("of secret keys stay within delta over several keys, and count substitutes twice")
  func deltas() throws {
    for keys in [1, 4, 100] {
      for neighbours in Neighbours.allCases {
        let limits = try KeyLimits(keys: keys, rowsPerKey: 1, neighbours: neighbours)
        for kind: StableHistogram.Kind in [
          .laplace(epsilon: 1), .gaussian(rho: 0.1), .truncatedGeometric(epsilon: 0.7),
        ] {
          let histogram = try StableHistogram(kind, delta: 1e-7, limits: limits)
          #expect(histogram.thresholdDelta <= 1e-7 && histogram.thresholdDelta > 1e-8)
        }
      }
    }
    #expect(throws: PrivacyError.self) {
      try StableHistogram(
        .truncatedGeometric(epsilon: 1), delta: 1e-6, limits: KeyLimits(rowsPerKey: 2))
    }
    let both = try StableHistogram(.gaussian(rho: 0.1), delta: 1e-6, limits: KeyLimits())
    #expect(both.costs.count == 2)
  }

  @Test("of public keys give every key its own noise, also keys without rows")
  func publicKeys() throws {
    let histogram = try KeyedHistogram(budget: .laplace(epsilon: 0.5), limits: KeyLimits())
    var random = SeededTestSource(12)
    let noisy = histogram.released(counts: [Int](repeating: 0, count: 2_000), from: &random)
    #expect(noisy.count == 2_000)
    // P(X = 0) = tanh(1/4) = 0.245: 490 of 2,000, standard deviation 19; 5 of them.
    #expect(abs(noisy.count { $0 == 0 } - 490) < 97)
  }

  @Test("give their top keys in order, where the gaps are wide")
  func topKeys() throws {
    let top = try TopKeys(3, epsilon: 3)
    var random = SeededTestSource(1)
    #expect(top.released(counts: [5, 900, 0, 700, 800, 6], from: &random) == [1, 4, 3])
    #expect(top.released(counts: [7], from: &random) == [0])
    #expect(top.cost == .pure(epsilon: 3))
  }
}
