extension RandomSource where Self: ~Copyable {
  /// A uniform whole number below a bound, without modulo bias.
  ///
  /// **Guarantee**: each of the `bound` outcomes has probability exactly 1/bound: of the 2^64
  /// words those are rejected that would give some outcomes one word more.
  /// **Source**: Lemire, Fast Random Integer Generation in an Interval, 2019, algorithm 5.
  /// **Cost**: 1 word and a multiplication; a second word with probability below bound/2^64. Whether
  /// a word was rejected shows in the time, and is independent of the outcome.
  ///
  /// - Throws: `PrivacyError.parameter` where the bound is zero.
  @inlinable
  public mutating func uniform(below bound: UInt64) throws(PrivacyError) -> UInt64 {
    guard bound > 0 else { throw .parameter(name: "bound", rule: "must be positive") }
    return uncheckedUniform(below: bound)
  }

  /// `uniform(below:)` for a bound that is known to be positive.
  @inlinable
  mutating func uncheckedUniform(below bound: UInt64) -> UInt64 {
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      // 2^64 mod bound words of each outcome's stretch are too many.
      let excess = (0 &- bound) % bound
      while product.low < excess { product = next().multipliedFullWidth(by: bound) }
    }
    return product.high
  }

  /// Uniform bits, in the low places of a word.
  ///
  /// - Throws: `PrivacyError.parameter` where the count is not between 0 and 64.
  @inlinable
  public mutating func uniformBits(_ count: Int) throws(PrivacyError) -> UInt64 {
    guard (0...64).contains(count) else {
      throw .parameter(name: "count", rule: "must be between 0 and 64")
    }
    return count == 0 ? 0 : next() >> UInt64(64 - count)
  }

  /// A uniform permutation's next step: shuffles an array in place (Fisher and Yates).
  @inlinable
  public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for left in stride(from: elements.count, to: 1, by: -1) {
      elements.swapAt(left - 1, Int(uncheckedUniform(below: UInt64(left))))
    }
  }
}
