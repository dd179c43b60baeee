import Glibc

/// Randomized response over `count` values: the truth with probability e^eps / (e^eps + count - 1).
///
/// **Guarantee**: `cost`, for each report, against everybody (local model): any two values give a
/// report with probabilities within e^epsilon of each other, exactly. A uniform value is proposed;
/// it is kept if it is the truth, and with probability exp(-epsilon) else; so the number of
/// proposals says nothing about the truth.
/// **Source**: Warner 1965; Kairouz, Bonawitz, Ramage 2016 (generalised).
/// **Cost**: at most min(count, e^epsilon) proposals on average.
/// **Does not protect against**: many reports of one subject (each costs again).
public struct RandomizedResponse: Sendable {
  /// The number of values, 0 ..< count.
  public let count: Int
  let budget: LocalBudget

  /// What each report costs.
  public var cost: PrivacyCost { budget.cost }

  /// Reports over `count` values.
  public init(count: Int, epsilon: Double) throws(PrivacyError) {
    guard (2...1 << 30).contains(count) else {
      throw .parameter(name: "count", rule: "must be between 2 and 2^30")
    }
    self.count = count
    budget = try LocalBudget(epsilon)
  }

  /// One report of a value; a value out of range counts as 0.
  public func report<Source: RandomSource & ~Copyable>(
    _ value: Int, from source: inout Source
  ) -> Int {
    let truth = (0..<count).contains(value) ? value : 0
    while true {
      let proposal = Int(source.uncheckedUniform(below: UInt64(count)))
      // Both draws are made whatever the truth is.
      let isKept = budget.isKept(from: &source)
      if proposal == truth || isKept { return proposal }
    }
  }

  /// The probability of reporting the truth, to the last digits.
  public var truthProbability: Double { 1 / (1 + Double(count - 1) * exp(-budget.epsilon)) }

  /// The probability of reporting one value that is not the truth.
  public var otherProbability: Double { 1 / (exp(budget.epsilon) + Double(count - 1)) }

  /// The variance of one report's unbiased estimate for a value that the subject does not have:
  /// q (1 - q) / (p - q)^2 with p - q = q (e^epsilon - 1).
  public var varianceOfOne: Double {
    let (other, gap) = (otherProbability, expm1(budget.epsilon))
    return (1 - other) / (other * gap * gap)
  }

  /// Unbiased estimates from the number of reports of each value.
  public func estimates(reports: [Int]) -> [LocalEstimate] {
    let total = Double(reports.reduce(0, +))
    let (other, gap) = (otherProbability, otherProbability * expm1(budget.epsilon))
    return reports.map {
      LocalEstimate(count: (Double($0) - total * other) / gap, variance: total * varianceOfOne)
    }
  }
}
