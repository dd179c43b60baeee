import BigInt
import TestSupport
import Testing

@testable import DifferentialPrivacy

@Suite("Sums on a grid")
struct ExactGridTests {
  @Test("round every cost up to the next double, exactly")
  func roundedUp() {
    var random = SeededTestSource(11)
    for _ in 0..<2_000 {
      let above = BigUInt(random.next() >> (random.next() % 60)) + 1
      let below = BigUInt(random.next() >> (random.next() % 60)) + 1
      let value = RoundedUp.quotient(above, below)
      for (candidate, isBelow) in [(value, false), (value.nextDown, true)] {
        // candidate as an exact ratio, compared with above / below.
        let exponent = Int(candidate.exponent) - 52
        let digits = BigUInt(UInt64(candidate.significandBitPattern | 1 << 52))
        let (left, right) =
          exponent >= 0
          ? ((digits << exponent) * below, above) : (digits * below, above << -exponent)
        #expect((left < right) == isBelow)
      }
    }
    #expect(RoundedUp.quotient(1, 4) == 0.25)
    #expect(RoundedUp.quotient(1, 3) == (1.0 / 3).nextUp)
    #expect(RoundedUp.sum(1, 0x1p-60) == 1.0.nextUp)
    #expect(RoundedUp.sum(0.5, 0.25) == 0.75)
    #expect(RoundedUp.product(0.1, 0.1) >= 0.1 * 0.1)
  }

  @Test("never spend more than the budget, and at most 1e-6 less")
  func budget() throws {
    for epsilon in [1e-6, 0.1, 0.3, 1, 2.5, 100] {
      for step: UInt64 in [1, 3, 1000, 1 << 30] {
        let laplace = try GridNoise(
          .laplace(epsilon: epsilon), sensitivity: GridSensitivity(step: step))
        guard case .pure(let spent) = laplace.cost else { continue }
        #expect(spent <= epsilon && spent >= epsilon * (1 - 2e-6))
        guard step <= 1 << 20 else { continue }
        let gaussian = try GridNoise(
          .gaussian(rho: epsilon), sensitivity: GridSensitivity(step: step))
        guard case .zeroConcentrated(let rho) = gaussian.cost else { continue }
        #expect(rho <= epsilon && rho >= epsilon * (1 - 2e-6))
      }
    }
  }

  @Test("have exactly the sensitivity that their noise is made for, on all small datasets")
  func sensitivity() throws {
    // Would catch a sensitivity that is too small anywhere (Casacuberta et al. 2022), or too large.
    let values: [Double] = [-9, -2.6, -1, 0, 0.4, 1.5, 2, 7, .infinity, .nan]
    for neighbours in Neighbours.allCases {
      for (bounds, rows) in [(-1.0...2.0, 1), (1.0...3.0, 1), (-3.0 ... -1.0, 2), (0.0...2.0, 2)] {
        let limits = try SubjectLimits(rows: rows, neighbours: neighbours)
        let sum = try BoundedSum(
          bounds: bounds, budget: .laplace(epsilon: 1), limits: limits,
          grid: IntegerGrid(exponent: -1))
        // All contributions of one subject, of 1 to `rows` rows; nothing where it is away.
        var contributions = values.map { [$0] }
        if rows == 2 { contributions += values.flatMap { one in values.map { [one, $0] } } }
        let sums = contributions.map { sum.exact($0) }
        var most: Int128 = 0
        for one in sums {
          switch neighbours {
          case .addRemove: most = max(most, abs(one))
          case .substitute: for other in sums { most = max(most, abs(one - other)) }
          }
        }
        let claimed = try limits.sensitivity(of: sum.range).absolute
        #expect(most == Int128(claimed), "\(bounds) \(rows) \(neighbours)")
      }
    }
  }

  @Test("do not depend on the order of the rows, nor overflow")
  func order() throws {
    let sum = try BoundedSum(
      bounds: -1e15...1e15, budget: .laplace(epsilon: 1), limits: SubjectLimits(),
      grid: IntegerGrid(exponent: 12))
    // In floating point 1e15 + 0.1 - 1e15 depends on the order; on the grid it can't.
    var values = (0..<1000).map { (row: Int) -> Double in
      let (up, down) = (Double(row % 7), Double(row % 3))
      return up * 1e14 - down * 7e14 + 0.1
    }
    let expected = sum.exact(values)
    var random = SeededTestSource(3)
    for _ in 0..<20 {
      random.shuffle(&values)
      #expect(sum.exact(values) == expected)
    }
    // A total beyond 64 bits: 2^52 steps a row, 2^13 rows.
    let wide = try BoundedSum(
      bounds: 0...0x1p52, budget: .laplace(epsilon: 0x1p-20),
      limits: SubjectLimits(), grid: IntegerGrid(exponent: 14))
    let top = try IntegerGrid(exponent: 0).range(within: 0...0x1p52).upperBound
    #expect(wide.exact(repeatElement(.infinity, count: 1 << 13)) == Int128(1) << 51)
    #expect(Int128(top) * (1 << 13) > Int128(Int64.max))
  }

  @Test("state what infinities, nothing and too much become")
  func extremes() throws {
    let grid = try IntegerGrid(exponent: -2)
    #expect(grid.integer(of: .infinity, clampedTo: -4...8) == 8)
    #expect(grid.integer(of: -.infinity, clampedTo: -4...8) == -4)
    #expect(grid.integer(of: .nan, clampedTo: -4...8) == 0)
    #expect(grid.integer(of: .nan, clampedTo: 3...8) == 3)
    #expect(grid.integer(of: 1e300, clampedTo: -4...8) == 8)
    #expect(grid.integer(of: 0.374, clampedTo: -4...8) == 1)
    #expect(grid.integer(of: 0.375, clampedTo: -4...8) == 2)
    #expect(throws: PrivacyError.self) { try grid.range(within: 0.1...0.2) }
    #expect(throws: PrivacyError.self) { try grid.range(within: 0...(.infinity)) }
    #expect(throws: PrivacyError.self) { try grid.range(within: 0...1e300) }
    #expect(throws: PrivacyError.self) {
      try NoisyCount(budget: .laplace(epsilon: .nan), limits: SubjectLimits())
    }
    #expect(throws: PrivacyError.self) {
      try NoisyCount(budget: .gaussian(rho: -1), limits: SubjectLimits())
    }
  }

  @Test("release multiples of the grid's step only, whatever the values")
  func lowBits() throws {
    // Mironov 2012: with floating-point noise the low bits of the answer tell the values apart.
    let sum = try BoundedSum(
      bounds: 0...1, budget: .laplace(epsilon: 1), limits: SubjectLimits())
    var random = SeededTestSource(5)
    for value in [0.1, 1.0 / 3, 0.9999999] {
      for _ in 0..<200 {
        let released = sum.released(of: [value], from: &random) / sum.grid.step
        #expect(released == released.rounded())
      }
    }
  }

  @Test("clip vectors to their length in integers, and shorten nothing that fits")
  func vectors() throws {
    let sum = try VectorSum(
      dimension: 5, length: 1, rho: 0.5, limits: SubjectLimits(), grid: IntegerGrid(exponent: -10))
    var random = SeededTestSource(8)
    for _ in 0..<500 {
      let vector = (0..<5).map { _ in Double(Int64(bitPattern: random.next())) * 0x1p-62 }
      let steps = sum.clip(vector)
      let squares = steps.reduce(0) { $0 + $1 * $1 }
      #expect(squares <= 1_048_576)
      #expect(squares >= 900_000 || vector.reduce(0) { $0 + $1 * $1 } < 1)
    }
    #expect(sum.clip([0.5, -0.25, 0, 0, 0]) == [512, -256, 0, 0, 0])
    #expect(sum.clip([.nan, .infinity, 0, 0, 0]) == [0, 1024, 0, 0, 0])
    let squares = sum.clip([1e308, -1e308]).reduce(0) { $0 + $1 * $1 }
    #expect(squares <= 1_048_576)
  }

  @Test("give means and variances near the truth, within their noise")
  func moments() throws {
    var random = SeededTestSource(21)
    let values = (0..<20_000).map { Double($0 % 100) / 10 }
    // epsilon 1, 20,000 rows: noise below 10 / 20,000 times some 20 scales: e^-20 a draw.
    for knownSize in [nil, 20_000] {
      let neighbours: Neighbours = knownSize == nil ? .addRemove : .substitute
      let limits = try SubjectLimits(neighbours: neighbours)
      let variance = try BoundedVariance(
        bounds: 0...10, knownSize: knownSize, budget: .laplace(epsilon: 3), limits: limits)
      #expect(abs(variance.released(of: values, from: &random) - 8.3325) < 0.2)
    }
    let known = try BoundedMean(bounds: 0...10, knownSize: 20_000, budget: .gaussian(rho: 0.5))
    #expect(abs(known.released(of: values, from: &random) - 4.95) < 0.01)
    let unknown = try BoundedMean(
      bounds: 0...10, budget: .laplace(epsilon: 1), limits: SubjectLimits())
    #expect(abs(unknown.released(of: values, from: &random) - 4.95) < 0.02)
    guard case .pure(let spent) = unknown.cost else { return }
    #expect(spent <= 1)
  }
}
