import Glibc

/// Optimised unary encoding: one bit a value, the true one kept by a fair coin, the others flipped
/// with probability 1 / (e^epsilon + 1).
///
/// **Guarantee**: `cost`, for each report, in the local model: two values differ in two bits, whose
/// likelihood ratios multiply to e^epsilon at most. Every bit takes the same draws.
/// **Source**: Wang, Blocki, Li, Jha 2017, section 4.3. **Cost**: O(count) draws.
/// **Does not protect against**: many reports of one subject (each costs again).
public struct UnaryEncoding: Sendable {
  /// The number of values, 0 ..< count.
  public let count: Int
  let budget: LocalBudget

  /// What each report costs.
  public var cost: PrivacyCost { budget.cost }

  /// Reports over `count` values.
  public init(count: Int, epsilon: Double) throws(PrivacyError) {
    guard (2...1 << 24).contains(count) else {
      throw .parameter(name: "count", rule: "must be between 2 and 2^24")
    }
    self.count = count
    budget = try LocalBudget(epsilon)
  }

  /// One report: which bits are set.
  ///
  /// A value out of range counts as 0.
  public func report<Source: RandomSource & ~Copyable>(
    _ value: Int, from source: inout Source
  ) -> [Bool] {
    let truth = (0..<count).contains(value) ? value : 0
    return (0..<count).map { index in
      let coin = source.next() >> 63 == 1
      let flipped = budget.isFlipped(from: &source)
      return index == truth ? coin : flipped
    }
  }

  /// The variance of one report's estimate for a value that the subject does not have:
  /// 4 e^epsilon / (e^epsilon - 1)^2.
  public var varianceOfOne: Double {
    let half = SafeMath.sinhHalf(budget.epsilon)
    return 1 / (half * half)
  }

  /// Unbiased estimates from the number of set bits of each value among `reports` reports.
  public func estimates(bits: [Int], reports: Int) -> [LocalEstimate] {
    let other = 1 / (exp(budget.epsilon) + 1)
    return bits.map {
      LocalEstimate(
        count: (Double($0) - Double(reports) * other) / (0.5 - other),
        variance: Double(reports) * varianceOfOne)
    }
  }
}
