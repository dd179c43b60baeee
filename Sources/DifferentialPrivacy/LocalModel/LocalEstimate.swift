/// An unbiased estimate of how many data subjects have a value.
public struct LocalEstimate: Sendable, Equatable {
  /// The estimated number of subjects: it may be negative.
  public let count: Double
  /// The variance of the estimate for a value that nobody has.
  public let variance: Double
}

/// The budget of one local report: epsilon, rounded down to what is drawn exactly.
struct LocalBudget: Sendable, Equatable {
  let rate: ExactRatio
  let cost: PrivacyCost

  init(_ epsilon: Double) throws(PrivacyError) {
    guard epsilon <= 20 else {
      throw .parameter(name: "epsilon", rule: "must be at most 20: reports would be the truth")
    }
    rate = try ExactRatio(roundedDown: epsilon, name: "epsilon")
    // 24 bits over a power of two: exactly a double.
    cost = .pure(epsilon: rate.approximate)
  }

  /// The epsilon in use.
  var epsilon: Double { rate.approximate }

  /// True with probability exp(-epsilon).
  func isKept<Source: RandomSource & ~Copyable>(from source: inout Source) -> Bool {
    Draws.bernoulliExp(rate, from: &source)
  }

  /// True with probability 1 / (1 + exp(epsilon)): a fair coin, whose one side is kept with
  /// probability exp(-epsilon) and else thrown again.
  func isFlipped<Source: RandomSource & ~Copyable>(from source: inout Source) -> Bool {
    while true {
      if source.next() >> 63 == 0 { return false }
      if isKept(from: &source) { return true }
    }
  }
}
