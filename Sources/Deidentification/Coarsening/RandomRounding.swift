public import DifferentialPrivacy

/// Rounds each number up or down to a multiple of a base, at random and without bias.
///
/// A whole number n with remainder r to base b becomes n - r + b with probability r / b, else n -
/// r. Multiples stay. The source of randomness is a type: releases take `SystemRandomSource`.
///
/// **Guarantee**: the expectation of each result is the number itself; it differs from it by less
/// than b; sums of many results are right on average. The choice is made by exact integers.
///
/// **Source**: Fellegi, Controlled random rounding, Survey Methodology 1 (1975); Willenborg and de
/// Waal, Elements of Statistical Disclosure Control (2001), section 9.2 (unrestricted rounding).
///
/// **Cost**: one random word for each number that is no multiple.
///
/// **Does not protect against**: averaging several roundings of one number (round once, keep the
/// result); differencing of totals that were rounded each by themselves; linkage by other columns;
/// it is no differential privacy: the result tells the number up to b.
public struct RandomRounding: Sendable, Equatable {
  /// The base.
  public let base: Int64

  /// Rounding to a base.
  ///
  /// - Throws: `DeidentificationError.parameter` for a base below 1.
  public init(base: Int64) throws(DeidentificationError) {
    guard base >= 1 else { throw .parameter(name: "base", rule: "must be at least 1") }
    self.base = base
  }

  /// The numbers rounded; `nil` (missing) stays.
  ///
  /// - Throws: `DeidentificationError.limit` for numbers so large that a multiple overflows.
  public func rounded(
    _ numbers: [Int64?], using source: inout some (RandomSource & ~Copyable)
  ) throws(DeidentificationError) -> [Int64?] {
    var result: [Int64?] = []
    result.reserveCapacity(numbers.count)
    for number in numbers {
      guard let number else {
        result.append(nil)
        continue
      }
      let signed = number % base
      let remainder = signed < 0 ? signed + base : signed
      let (low, tooLow) = number.subtractingReportingOverflow(remainder)
      let (high, tooHigh) = low.addingReportingOverflow(base)
      guard !tooLow, remainder == 0 || !tooHigh else {
        throw .limit(
          what: "The size of a number to round", limit: Int(Int64.max),
          remedy: "Round to a smaller base")
      }
      let goesUp = remainder > 0 && Self.uniform(below: UInt64(base), &source) < UInt64(remainder)
      result.append(goesUp ? high : low)
    }
    return result
  }

  /// A whole number below a bound, each equally likely: words that would favour some are drawn
  /// anew.
  private static func uniform(
    below bound: UInt64, _ source: inout some (RandomSource & ~Copyable)
  ) -> UInt64 {
    let excess = (UInt64.max % bound + 1) % bound
    while true {
      let word = source.next()
      if word <= UInt64.max - excess { return word % bound }
    }
  }
}
