import Crypto
import Deidentification
import DifferentialPrivacy
import Numerics
import Testing

@Suite("PRAM and keyed randomness")
struct InvariantPRAMTests {
  /// A fraction in lowest terms.
  struct Ratio: Equatable {
    var numerator: UInt128
    var denominator: UInt128

    static func + (left: Ratio, right: Ratio) -> Ratio {
      let numerator = left.numerator * right.denominator + right.numerator * left.denominator
      let denominator = left.denominator * right.denominator
      var (one, other) = (numerator, denominator)
      while other > 0 { (one, other) = (other, one % other) }
      return Ratio(numerator: numerator / one, denominator: denominator / one)
    }
  }

  @Test("expected frequencies are the original ones, as an identity of fractions")
  func invariant() throws {
    let codes: [UInt32] = [0, 0, 0, 0, 0, 1, 1, 1, 3, 3, 4]
    let weights: [[UInt64]] = [
      [7, 1, 0, 1, 1], [2, 5, 1, 1, 1], [0, 0, 10, 0, 0], [1, 1, 1, 6, 1], [3, 0, 0, 2, 5],
    ]
    let matrices = [
      try InvariantPRAM(codes: codes, cardinality: 5, weights: weights),
      try InvariantPRAM(codes: codes, cardinality: 5, thousandths: 300),
      try InvariantPRAM(codes: codes, cardinality: 5, thousandths: 1_000),
    ]
    for matrix in matrices {
      for other in 0..<5 {
        var expected = Ratio(numerator: 0, denominator: 1)
        for code in 0..<5 {
          for way in matrix.ways(from: code, to: other) {
            expected =
              expected
              + Ratio(
                numerator: way.numerator * UInt128(matrix.counts[code]),
                denominator: way.denominator)
          }
        }
        #expect(expected == Ratio(numerator: UInt128(matrix.counts[other]), denominator: 1))
      }
      for code in 0..<5 {
        let row = (0..<5).reduce(0) { $0 + matrix.probability(from: code, to: $1) }
        #expect(abs(row - 1) < 1e-12)
      }
    }
  }

  @Test("values are drawn with the matrix' probabilities")
  func draws() throws {
    let count = 6_000
    let codes: [UInt32] = (0..<count).map { $0 % 6 < 3 ? 0 : $0 % 6 < 5 ? 1 : 2 }
    let matrices = [
      try InvariantPRAM(
        codes: codes, cardinality: 3, weights: [[8, 1, 1], [2, 6, 2], [1, 4, 5]]),
      try InvariantPRAM(codes: codes, cardinality: 3, thousandths: 900),
    ]
    for (number, matrix) in matrices.enumerated() {
      var source = InjectedSource(seed: UInt64(number + 20))
      let changed = matrix.apply(to: codes, from: &source)
      for code in 0..<3 {
        let rows = codes.indices.filter { codes[$0] == UInt32(code) }
        for other in 0..<3 {
          let share =
            Double(rows.filter { changed[$0] == UInt32(other) }.count) / Double(rows.count)
          #expect(
            abs(share - matrix.probability(from: code, to: other)) < shareTolerance(rows.count))
        }
      }
    }
  }

  @Test("one category stays, strange codes stay, and matrices that are none are refused")
  func hostile() throws {
    let one = try InvariantPRAM(codes: [1, 1], cardinality: 2, thousandths: 1_000)
    #expect(one.apply(to: [1, 1, 0, 9]) == [1, 1, 0, 9])
    #expect(try InvariantPRAM(codes: [], cardinality: 1, thousandths: 5).apply(to: []).isEmpty)
    #expect(throws: DeidentificationError.self) {
      try InvariantPRAM(codes: [5], cardinality: 2, thousandths: 5)
    }
    #expect(throws: DeidentificationError.self) {
      try InvariantPRAM(codes: [0], cardinality: 2, thousandths: 1_001)
    }
    for weights: [[UInt64]] in [
      [], [[1, 0]], [[1, 0], [2, 0]], [[0, 0], [0, 0]], [[.max, 1], [1, 1]],
    ] {
      #expect(throws: DeidentificationError.self) {
        try InvariantPRAM(codes: [0, 1], cardinality: 2, weights: weights)
      }
    }
  }

  /// One block of ChaCha20 (RFC 8439, 2.3) as the obvious program.
  private func block(key: [UInt8], counter: UInt32, nonce: [UInt8]) -> [UInt8] {
    func word(_ bytes: ArraySlice<UInt8>) -> UInt32 {
      bytes.reversed().reduce(0) { $0 << 8 | UInt32($1) }
    }
    var start: [UInt32] = [0x6170_7865, 0x3320_646e, 0x7962_2d32, 0x6b20_6574]
    for index in 0..<8 { start.append(word(key[(4 * index)..<(4 * index + 4)])) }
    start.append(counter)
    for index in 0..<3 { start.append(word(nonce[(4 * index)..<(4 * index + 4)])) }
    var state = start
    func quarter(_ a: Int, _ b: Int, _ c: Int, _ d: Int) {
      for (one, other, third, shift) in [(a, b, d, 16), (c, d, b, 12), (a, b, d, 8), (c, d, b, 7)] {
        state[one] = state[one] &+ state[other]
        let mixed = state[third] ^ state[one]
        state[third] = mixed << UInt32(shift) | mixed >> UInt32(32 - shift)
      }
    }
    for _ in 0..<10 {
      for index in 0..<4 { quarter(index, 4 + index, 8 + index, 12 + index) }
      for index in 0..<4 {
        quarter(index, 4 + (index + 1) % 4, 8 + (index + 2) % 4, 12 + (index + 3) % 4)
      }
    }
    return zip(state, start).flatMap { pair -> [UInt8] in
      let sum = pair.0 &+ pair.1
      return (0..<4).map { UInt8(truncatingIfNeeded: sum >> UInt32(8 * $0)) }
    }
  }

  @Test("a keyed source is ChaCha20's stream under a key of its step")
  func stream() throws {
    let key = try SecretKey(bytes: Array(0..<32))
    let derived = key.derived(purpose: "random/swap", release: "r1").withUnsafeBytes { Array($0) }
    var source = KeyedRandomSource(key: key, release: "r1", step: "swap")
    for draw in 0..<1_100 {
      let (page, place) = (draw / 512, draw % 512)
      // The AEAD of RFC 8439 starts its text at counter 1.
      let bytes = block(
        key: derived, counter: UInt32(1 + place / 8),
        nonce: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, UInt8(page)])
      let expected = bytes[(8 * (place % 8))..<(8 * (place % 8) + 8)]
        .reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      #expect(source.next() == expected, "draw \(draw)")
    }
  }

  @Test("the same key gives the same plan, another step, release or key another")
  func reproducible() throws {
    let key = try SecretKey(bytes: Array(0..<32))
    let column = (0..<100).map(Double.init)
    let swapping = try RankSwapping(windowPercent: 20)
    func swapped(_ key: SecretKey, _ release: String, _ step: String) -> [Double] {
      var source = KeyedRandomSource(key: key, release: release, step: step)
      return swapping.apply(to: column, from: &source)
    }
    let first = swapped(key, "r1", "a")
    #expect(first == swapped(key, "r1", "a"))
    #expect(first != swapped(key, "r1", "b"))
    #expect(first != swapped(key, "r2", "a"))
    #expect(first != swapped(SecretKey(), "r1", "a"))
  }
}
