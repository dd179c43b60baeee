/// A Toeplitz factor C of the matrix of running totals A = B C: which sums get noise.
public enum PrefixFactor: Sendable, Equatable {
  /// Noise on each step's value.
  case identity
  /// Noise on each running total.
  case prefix
  /// The square root of A: coefficients binom(2k, k) / 4^k, near the optimum.
  ///
  /// **Source**: Fichtenberger, Henzinger, Upadhyay 2023.
  case squareRoot
  /// A buffered linear Toeplitz factor: 1, then the sum of scales times powers of decays.
  ///
  /// **Source**: Dvijotham, McMahan, Pillutla, Steinke, Thakurta 2024.
  case buffered(decays: [Double], scales: [Double])

  /// The first column of C.
  public func coefficients(_ count: Int) -> [Double] {
    switch self {
    case .identity: (0..<count).map { $0 == 0 ? 1 : 0 }
    case .prefix: [Double](repeating: 1, count: count)
    case .squareRoot:
      Self.running(count, first: 1) { $0 * (Double($1) - 0.5) / Double($1) }
    case .buffered(let decays, let scales):
      Self.buffered(decays, scales, count)
    }
  }

  /// The largest expected squared error of a running total, in units of the noise that sensitivity
  /// 1 needs: |C's column|^2 times the largest |B's row|^2.
  public func maxLoss(steps: Int) -> Double {
    let coefficients = coefficients(steps)
    let rows = Self.prefixOverFactor(coefficients)
    return Self.squares(coefficients) * Self.squares(rows)
  }

  /// The mean expected squared error, in the same units.
  public func meanLoss(steps: Int) -> Double {
    let coefficients = coefficients(steps)
    let rows = Self.prefixOverFactor(coefficients)
    var (sum, total) = (0.0, 0.0)
    for row in rows {
      sum += row * row
      total += sum
    }
    return Self.squares(coefficients) * total / Double(steps)
  }

  /// The first column of B = A C^-1: the series 1 / (1 - x) divided by C's.
  static func prefixOverFactor(_ coefficients: [Double]) -> [Double] {
    var quotient: [Double] = []
    for index in coefficients.indices {
      var rest = 1.0
      for earlier in 0..<index { rest -= quotient[earlier] * coefficients[index - earlier] }
      quotient.append(rest / coefficients[0])
    }
    return quotient
  }

  private static func squares(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 } }

  private static func running(
    _ count: Int, first: Double, next: (Double, Int) -> Double
  ) -> [Double] {
    var values: [Double] = []
    var value = first
    for index in 0..<count {
      if index > 0 { value = next(value, index) }
      values.append(value)
    }
    return values
  }

  private static func buffered(_ decays: [Double], _ scales: [Double], _ count: Int) -> [Double] {
    var powers = scales
    return (0..<count).map { index in
      guard index > 0 else { return 1 }
      let value = powers.reduce(0, +)
      for buffer in powers.indices where buffer < decays.count { powers[buffer] *= decays[buffer] }
      return value
    }
  }
}
