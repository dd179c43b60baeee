import TestSupport
import Testing

@testable import DifferentialPrivacy

/// Bugs that were published or are easily made; the audit must find each.
@Suite("The self-audit finds planted bugs")
struct PlantedBugTests {
  private static let runs = Build.isOptimised ? 100_000 : 20_000

  /// Releases on 0 and on `change`, of a mechanism that claims epsilon 1.
  private func evidence(
    _ change: Int64, delta: Double = 0, _ release: (Int64, inout SeededTestSource) -> Int64
  ) throws -> Double {
    var random = SeededTestSource(61)
    var (first, second): ([Int64], [Int64]) = ([], [])
    for _ in 0..<Self.runs {
      first.append(release(0, &random))
      second.append(release(change, &random))
    }
    return try #require(EpsilonAudit(delta: delta).evidence(first, second)).lowerBound
  }

  private func noise(_ budget: NoiseBudget, step: UInt64) throws -> GridNoise {
    try GridNoise(budget, sensitivity: GridSensitivity(step: step))
  }

  @Test("none where there is none: the bound comes near the claim and not above it")
  func control() throws {
    let honest = try noise(.laplace(epsilon: 1), step: 1)
    let bound = try evidence(1) { $0 + honest.draw(from: &$1) }
    // A million-to-one interval on 10,000 test samples of probability 0.73 and 0.27 is 12 % wide.
    #expect(bound <= 1 && bound > 0.75)
  }

  @Test("a scale that is halved")
  func halvedScale() throws {
    let halved = try noise(.laplace(epsilon: 2), step: 1)
    #expect(try evidence(1) { $0 + halved.draw(from: &$1) } > 1)
    // Gaussian: rho 0.5 claimed, 2 in use. mu = 1 has delta(1) = 0.1269 (Balle and Wang 2018).
    let gaussian = try noise(.gaussian(rho: 2), step: 1)
    #expect(try evidence(1, delta: 0.13) { $0 + gaussian.draw(from: &$1) } > 1)
    let honest = try noise(.gaussian(rho: 0.5), step: 1)
    #expect(try evidence(1, delta: 0.13) { $0 + honest.draw(from: &$1) } <= 1)
  }

  @Test("a sensitivity that forgets how large a value may be")
  func wrongSensitivity() throws {
    let wrong = try noise(.laplace(epsilon: 1), step: 1)
    #expect(try evidence(4) { $0 + wrong.draw(from: &$1) } > 1)
  }

  @Test("a clamp that is left out")
  func missingClamp() throws {
    // Bounds 0...2, a value of 10: its noise is made for 2.
    let honest = try noise(.laplace(epsilon: 1), step: 2)
    #expect(try evidence(10) { $0 + honest.draw(from: &$1) } > 1)
    #expect(try evidence(10) { min($0, 2) + honest.draw(from: &$1) } <= 1)
  }

  @Test("a seed that is used again")
  func reusedSeed() throws {
    let honest = try noise(.laplace(epsilon: 1), step: 1)
    // The same noise in every run: two constants.
    let bound = try evidence(1) { value, _ in
      var again = SeededTestSource(7)
      return value + honest.draw(from: &again)
    }
    #expect(bound > 1)
    // The same noise on both neighbours, new in each run: only the pair shows it.
    var random = SeededTestSource(62)
    var (first, second, independent): ([Int64], [Int64], [Int64]) = ([], [], [])
    for _ in 0..<2_000 {
      let draw = honest.draw(from: &random)
      first.append(draw)
      second.append(1 + draw)
      independent.append(1 + honest.draw(from: &random))
    }
    #expect(NoiseReuse.isEvident(first, second))
    #expect(!NoiseReuse.isEvident(first, independent))
  }

  @Test("a threshold that is too low")
  func lowThreshold() throws {
    let histogram = try StableHistogram(.laplace(epsilon: 1), delta: 1e-3, limits: KeyLimits())
    // A key of one subject is there on the first input and absent on the second.
    let low = try evidence(1, delta: 1e-3) { count, random in
      count > 0 && count + histogram.noise.draw(from: &random) >= 3 ? 1 : 0
    }
    #expect(low > 1)
    let honest = try evidence(1, delta: 1e-3) { count, random in
      Int64(histogram.released(counts: ["key": Int(count)], from: &random).count)
    }
    #expect(honest <= 1)
  }

  @Test("floating-point noise, whose low bits only some values can have")
  func floatingPointNoise() throws {
    // Mironov 2012: 0 + noise and 1 + noise reach different doubles. The event is the low bits.
    let bound = try evidence(1) { value, random in
      let uniform = Double(random.next() >> 11) * 0x1p-53
      let noise = (uniform < 0.5 ? 2 * uniform : 2 * uniform - 1) * 0x1p-10
      return Int64((Double(value) + noise).significandBitPattern & 0xff) == 0 ? 1 : 0
    }
    #expect(bound > 1)
  }
}

@Suite("The audit's own parts")
struct AuditPartTests {
  @Test("list every neighbouring pair of small datasets once")
  func pairs() {
    let added = SmallDatasets.pairs(values: [0, 1], most: 2, neighbours: .addRemove)
    // [0]-[], [1]-[], [0,0]-[0], [0,1]-[1], [0,1]-[0], [1,1]-[1].
    #expect(added.count == 6)
    let substituted = SmallDatasets.pairs(values: [0, 1], most: 2, neighbours: .substitute)
    // [0]-[1], [0,0]-[1,0], [0,1]-[1,1].
    #expect(substituted.count == 3)
    #expect(substituted.allSatisfy { $0.first.count == $0.second.count })
  }

  @Test("prove nothing from too few samples, and refuse what is no level")
  func edges() throws {
    let audit = try EpsilonAudit()
    #expect(audit.evidence([1], [2]) == nil)
    #expect((audit.evidence([1, 1], [2, 2])?.lowerBound ?? 0) == 0)
    #expect(throws: PrivacyError.self) { try EpsilonAudit(delta: 1) }
    #expect(throws: PrivacyError.self) { try EpsilonAudit(level: 1) }
    #expect(!NoiseReuse.isEvident([], []))
  }

  @Test("raise no more false alarms than their level says")
  func coverage() throws {
    // 2,000 audits at 90 % of a mechanism at its claim: at most 10 % above; six deviations are 4 %.
    var random = SeededTestSource(63)
    let audit = try EpsilonAudit(level: 0.9)
    let honest = try RandomizedResponse(count: 2, epsilon: 1)
    let rounds = Build.isOptimised ? 2_000 : 300
    var alarms = 0
    for _ in 0..<rounds {
      let first = (0..<200).map { _ in honest.report(0, from: &random) }
      let second = (0..<200).map { _ in honest.report(1, from: &random) }
      if let evidence = audit.evidence(first, second), evidence.lowerBound > 1 { alarms += 1 }
    }
    #expect(Double(alarms) <= 0.1 * Double(rounds) + 6 * (0.09 * Double(rounds)).squareRoot())
  }
}
