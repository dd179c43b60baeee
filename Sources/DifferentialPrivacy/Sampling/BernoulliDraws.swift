extension RandomSource where Self: ~Copyable {
  /// True with probability numerator/denominator, exactly.
  ///
  /// **Guarantee**: a uniform real number, whose bits are drawn only as they are needed, is compared
  /// with the fraction's binary expansion: the answer is true where it is smaller. The probability
  /// is the fraction itself, not a fraction rounded to words.
  /// **Cost**: 1 word; another with probability 2^-64. The time does not depend on the answer, but
  /// the division's may depend on the (public) fraction.
  ///
  /// - Throws: `PrivacyError.parameter` where the fraction is above one or the denominator zero.
  @inlinable
  public mutating func bernoulli(
    _ numerator: UInt64, over denominator: UInt64
  ) throws(PrivacyError) -> Bool {
    guard denominator > 0, numerator <= denominator else {
      throw .parameter(name: "probability", rule: "must be between 0 and 1")
    }
    return uncheckedBernoulli(numerator, over: denominator)
  }

  /// `bernoulli(_:over:)` for a fraction that is known to be at most one.
  @inlinable
  mutating func uncheckedBernoulli(_ numerator: UInt64, over denominator: UInt64) -> Bool {
    var rest = numerator
    if rest == denominator { return true }
    while rest > 0 {
      // The next 64 binary digits of the fraction; what is left over stays below the denominator.
      let digits = denominator.dividingFullWidth((high: rest, low: 0))
      let word = next()
      if word != digits.quotient { return word < digits.quotient }
      rest = digits.remainder
    }
    return false
  }

  /// True with probability exp(-numerator/denominator), exactly.
  ///
  /// **Guarantee**: no approximation: only Bernoulli trials with rational probabilities.
  /// **Source**: Canonne, Kamath and Steinke, The Discrete Gaussian for Differential Privacy, 2020
  /// (arXiv 2004.00010), algorithm 1. Bernoulli(g/k) is drawn as Bernoulli(g) and Bernoulli(1/k), so
  /// that no product overflows.
  /// **Cost**: about 3 words for an exponent of at most 1; at most 1.6 times that for larger ones, for
  /// each whole unit must succeed and fails with probability 1 - 1/e. The time depends on the
  /// exponent and on the answer.
  ///
  /// - Throws: `PrivacyError.parameter` where the denominator is zero.
  @inlinable
  public mutating func bernoulliExponential(
    minus numerator: UInt64, over denominator: UInt64
  ) throws(PrivacyError) -> Bool {
    guard denominator > 0 else {
      throw .parameter(name: "denominator", rule: "must be positive")
    }
    return uncheckedBernoulliExponential(
      whole: UInt128(numerator / denominator), minus: numerator % denominator, over: denominator)
  }

  /// True with probability exp(-(whole + numerator/denominator)), for numerator <= denominator > 0.
  @inlinable
  mutating func uncheckedBernoulliExponential(
    whole: UInt128, minus numerator: UInt64, over denominator: UInt64
  ) -> Bool {
    var unit: UInt128 = 0
    while unit < whole {
      if !bernoulliExponentialOfUnit(1, over: 1) { return false }
      unit += 1
    }
    return bernoulliExponentialOfUnit(numerator, over: denominator)
  }

  /// Algorithm 1's branch for exponents of at most one.
  @inlinable
  mutating func bernoulliExponentialOfUnit(
    _ numerator: UInt64, over denominator: UInt64
  ) -> Bool {
    // k ends odd with probability 1 - g + g^2/2! - g^3/3! + ... = exp(-g).
    var count: UInt64 = 1
    while uncheckedBernoulli(numerator, over: denominator),
      uncheckedUniform(below: count) == 0
    {
      count += 1
    }
    return count & 1 == 1
  }

  /// How many trials fail before the first success, each of probability numerator/denominator.
  ///
  /// **Guarantee**: P[k] = (1 - p)^k p exactly; at UInt64.max it stops counting.
  /// **Cost**: 1/p words in the mean: for small p use `Geometric`. The time is the answer.
  ///
  /// - Throws: `PrivacyError.parameter` where the probability is not in (0, 1].
  @inlinable
  public mutating func failures(
    beforeSuccess numerator: UInt64, over denominator: UInt64
  ) throws(PrivacyError) -> UInt64 {
    guard numerator > 0, numerator <= denominator else {
      throw .parameter(name: "probability", rule: "must be above 0 and at most 1")
    }
    var count: UInt64 = 0
    while count < .max, !uncheckedBernoulli(numerator, over: denominator) { count += 1 }
    return count
  }
}
