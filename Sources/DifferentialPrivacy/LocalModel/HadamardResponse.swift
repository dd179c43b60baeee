import Glibc

/// Hadamard response: a report is a column of a Hadamard matrix, from the value's own half of the
/// columns with probability e^epsilon / (1 + e^epsilon).
///
/// **Guarantee**: `cost`, for each report, in the local model: a column has probability
/// 2 e^epsilon / (K (1 + e^epsilon)) in the value's half and e^-epsilon times that outside. One
/// uniform column and one coin are drawn whatever the value is.
/// **Source**: Acharya, Sun, Zhang 2019, section 3 (the version for small epsilon, one block).
/// **Cost**: constant a report, log2(K) bits sent; O(K log K) for all estimates.
/// **Does not protect against**: many reports of one subject (each costs again).
public struct HadamardResponse: Sendable {
  /// The number of values, 0 ..< count.
  public let count: Int
  /// The number of columns: the power of two above `count`.
  public let columns: Int
  let budget: LocalBudget

  /// What each report costs.
  public var cost: PrivacyCost { budget.cost }

  /// Reports over `count` values.
  public init(count: Int, epsilon: Double) throws(PrivacyError) {
    guard (2...1 << 24).contains(count) else {
      throw .parameter(name: "count", rule: "must be between 2 and 2^24")
    }
    self.count = count
    columns = 1 << (Int.bitWidth - count.leadingZeroBitCount)
    budget = try LocalBudget(epsilon)
  }

  /// One report of a value: a column; a value out of range counts as 0.
  public func report<Source: RandomSource & ~Copyable>(
    _ value: Int, from source: inout Source
  ) -> Int {
    // Row 0 of the matrix is constant, so that value v has row v + 1.
    let row = (0..<count).contains(value) ? value + 1 : 1
    let column = Int(source.next() & UInt64(columns - 1))
    let isOutside = budget.isFlipped(from: &source)
    let isMinus = (row & column).nonzeroBitCount & 1 == 1
    // The lowest bit of the row moves a column to the other half, one to one.
    return isMinus == isOutside ? column : column ^ (row & -row)
  }

  /// The variance of one report's estimate for a value that the subject does not have:
  /// ((e^epsilon + 1) / (e^epsilon - 1))^2.
  public var varianceOfOne: Double {
    let ratio = tanh(budget.epsilon / 2)
    return 1 / (ratio * ratio)
  }

  /// Unbiased estimates from the number of reports of each column.
  public func estimates(reports: [Int]) -> [LocalEstimate] {
    var sums = reports.prefix(columns).map(Double.init)
    sums += [Double](repeating: 0, count: columns - sums.count)
    let total = sums.reduce(0, +)
    var width = 1
    while width < columns {
      for start in stride(from: 0, to: columns, by: 2 * width) {
        for index in start..<(start + width) {
          let (one, other) = (sums[index], sums[index + width])
          (sums[index], sums[index + width]) = (one + other, one - other)
        }
      }
      width *= 2
    }
    let ratio = tanh(budget.epsilon / 2)
    return (0..<count).map {
      LocalEstimate(count: sums[$0 + 1] / ratio, variance: total * varianceOfOne)
    }
  }
}
