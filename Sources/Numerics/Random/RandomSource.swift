/// A source of uniformly random 64-bit words, with the draws that every audit needs built upon it.
///
/// The draws are our own, not the standard library's: its `shuffle(using:)` and `random(in:)` may
/// consume a generator differently in another Swift version, and an audit must give the same
/// result from the same seed for as long as its report is kept.
public protocol RandomSource {
  /// The next 64 random bits.
  mutating func next() -> UInt64
}

extension RandomSource {
  /// A whole number below `bound`, each equally likely (no modulo bias).
  ///
  /// One multiplication for nearly all draws; the expected number of words is below 2.
  ///
  /// - Precondition: `bound` > 0.
  /// - Source: Lemire, Fast random integer generation in an interval, ACM TOMACS 29 (2019),
  ///   algorithm 5.
  @inlinable
  public mutating func uniform(below bound: UInt64) -> UInt64 {
    precondition(bound > 0, "no number lies below zero")
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold {
        product = next().multipliedFullWidth(by: bound)
      }
    }
    return product.high
  }

  /// An index below `count`, each equally likely.
  ///
  /// - Precondition: `count` > 0.
  @inlinable
  public mutating func index(below count: Int) -> Int {
    precondition(count > 0, "an empty range has no index")
    return Int(uniform(below: UInt64(count)))
  }

  /// A number in [0, 1): a multiple of 2^-53, each equally likely.
  @inlinable
  public mutating func unit() -> Double {
    Double(next() >> 11) * 0x1p-53
  }

  /// `true` with the given probability.
  ///
  /// A probability at or below 0, or NaN, never gives `true`; one at or above 1 always does.
  @inlinable
  public mutating func bernoulli(_ probability: Double) -> Bool {
    unit() < probability
  }

  /// A draw from the standard normal distribution, by inversion.
  ///
  /// One word for each draw, so the position in the stream does not depend on the values. The
  /// value is the quantile of (k + 1/2) / 2^52 for k uniform below 2^52; it stays below 8.3 in
  /// size. Never meant as noise that protects people.
  public mutating func normal() -> Double {
    NormalDistribution.quantile((Double(next() >> 12) + 0.5) * 0x1p-52)
  }
}
