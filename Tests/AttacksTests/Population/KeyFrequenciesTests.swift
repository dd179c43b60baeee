import Tables
import Testing

@testable import Attacks

@Suite struct KeyFrequenciesTests {
  /// The 8 x 3 example of sdcMicro's tests `test_freqCalc.R` and `test_indivRisk.R`.
  private let a: [UInt32] = [2, 3, 2, 2, 3, 3, 1, 2]
  private let b: [UInt32] = [3, 3, 3, 3, 3, 3, 4, 3]
  private let c: [UInt32] = [1, 3, 1, 2, 1, 1, 1, 1]
  private let weights = [18, 45.5, 39, 17, 92, 8, 123.5, 51]

  @Test("sdcMicro's example without missing cells gives its frequencies and risks")
  func complete() throws {
    // Catches a wrong key packing, swapped weights, a wrong closed form for one and two rows.
    let frequencies = try KeyFrequencies(keys: [a, b, c], weights: weights)
    #expect(frequencies.sample == [3, 1, 3, 1, 2, 2, 1, 3])
    #expect(frequencies.population == [108, 45.5, 108, 17, 100, 100, 123.5, 108])
    let approximate = [
      0.01369863, 0.08579129, 0.01369863, 0.17707583, 0.01877883, 0.01877883, 0.03931625,
      0.01369863,
    ]
    agree(IndividualRisk(frequencies).risks, approximate)
    var exact = approximate
    for row in [0, 2, 7] { exact[row] = 0.01355297 }
    agree(IndividualRisk(frequencies, method: .exact).risks, exact)
  }

  @Test("sdcMicro's examples with missing cells give its frequencies and risks")
  func missing() throws {
    // Catches wildcards that match one way only, or not each other.
    var sparse = c
    sparse[2] = 0
    sparse[6] = 0
    let first = try KeyFrequencies(keys: [a, b, sparse], weights: weights)
    #expect(first.sample == [3, 1, 4, 2, 2, 2, 1, 3])
    var lastUnknown = a
    lastUnknown[7] = 0
    let second = try KeyFrequencies(keys: [lastUnknown, b, sparse], weights: weights)
    #expect(second.sample == [3, 1, 4, 2, 3, 3, 1, 5])
    agree(
      IndividualRisk(second).risks,
      [
        0.013698630, 0.085791288, 0.010554090, 0.032466112, 0.009836066, 0.009836066, 0.039316254,
        0.005973716,
      ])
    agree(
      IndividualRisk(second, method: .exact).risks,
      [
        0.013552968, 0.085791288, 0.010504889, 0.032466112, 0.009756889, 0.009756889, 0.039316254,
        0.005962551,
      ])
  }

  private func agree(_ ours: [Double], _ published: [Double]) {
    for (left, right) in zip(ours, published) { #expect(abs(left - right) < 0.6e-8) }
  }

  @Test("Each meaning of a missing cell agrees with comparing all pairs of rows")
  func pairs() throws {
    // Catches a pattern of missing cells whose matches are dropped or counted twice.
    for seed in 0..<60 as Range<UInt64> {
      var generator = TestGenerator(state: seed)
      let rows = Int.random(in: 1...40, using: &generator)
      let keyCount = Int.random(in: 1...4, using: &generator)
      let top = UInt32.random(in: 1...3, using: &generator)
      let keys = (0..<keyCount).map { _ in
        (0..<rows).map { _ in UInt32.random(in: 0...top, using: &generator) }
      }
      let weights = (0..<rows).map { _ in Double(Int.random(in: 1...9, using: &generator)) }
      for meaning in MissingMeaning.allCases {
        let ours = try KeyFrequencies(keys: keys, weights: weights, missing: meaning)
        for row in 0..<rows {
          let found = (0..<rows).filter { matches(keys, row, $0, meaning) }
          let people = found.reduce(0) { $0 + weights[$1] }
          #expect(ours.sample[row] == Double(found.count), "seed \(seed), \(meaning)")
          #expect(ours.population[row] == people, "seed \(seed), \(meaning)")
        }
      }
    }
  }

  private func matches(
    _ keys: [[UInt32]], _ left: Int, _ right: Int, _ meaning: MissingMeaning
  ) -> Bool {
    if left == right { return true }
    return keys.allSatisfy { column in
      switch meaning {
      case .category: column[left] == column[right]
      case .wildcard: column[left] == column[right] || column[left] == 0 || column[right] == 0
      case .conservative: column[left] == column[right] && column[left] != 0
      }
    }
  }

  @Test("Keys wider than 64 bits are grouped as exactly as narrow ones")
  func wideKeys() throws {
    // Catches two rows falling together when the product of cardinalities overflows.
    var generator = TestGenerator(state: 4)
    let values: [UInt32] = [1, 2, 4_000_000_000, 4_294_967_295]
    let keys = (0..<5).map { _ in (0..<300).map { _ in values.randomElement(using: &generator)! } }
    let ours = try KeyFrequencies(keys: keys)
    var counts: [[UInt32]: Double] = [:]
    for row in 0..<300 { counts[keys.map { $0[row] }, default: 0] += 1 }
    for row in 0..<300 { #expect(ours.sample[row] == counts[keys.map { $0[row] }]) }
  }

  @Test("Rows of missing cells only match everybody, nobody, or each other")
  func allMissing() throws {
    // Catches sdcMicro's special case of rows without any known key.
    let keys: [[UInt32]] = [[0, 0, 1], [0, 0, 2]]
    #expect(try KeyFrequencies(keys: keys, missing: .wildcard).sample == [3, 3, 3])
    #expect(try KeyFrequencies(keys: keys, missing: .category).sample == [2, 2, 1])
    let alone = try KeyFrequencies(keys: keys, weights: [2, 3, 4], missing: .conservative)
    #expect(alone.sample == [1, 1, 1] && alone.population == [2, 3, 4])
  }

  @Test("Bad input is refused with its place")
  func refusals() {
    // Catches traps and NaN weights.
    #expect(throws: PopulationError.empty) { try KeyFrequencies(keys: []) }
    #expect(throws: PopulationError.empty) { try KeyFrequencies(keys: [[]]) }
    #expect(throws: PopulationError.lengthMismatch(what: "a key column", expected: 2, found: 1)) {
      try KeyFrequencies(keys: [[1, 2], [1]])
    }
    for weight in [0, -1, .nan, .infinity] {
      #expect(throws: PopulationError.weight(row: 1)) {
        try KeyFrequencies(keys: [[1, 2]], weights: [1, weight])
      }
    }
    let many = [[UInt32]](repeating: [1, 0], count: 65)
    #expect(throws: PopulationError.tooManyKeys(count: 65)) { try KeyFrequencies(keys: many) }
    #expect(throws: Never.self) { try KeyFrequencies(keys: many, missing: .category) }
    #expect(throws: PopulationError.frequency(row: 0)) {
      try KeyFrequencies(sample: [0], population: [1])
    }
  }
}
