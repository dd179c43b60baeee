/// What became of something between two reports.
public enum ChangeKind: String, Sendable, Equatable, CaseIterable {
  /// Only the later report has it.
  case appeared
  /// Only the earlier report has it.
  case vanished
  /// Higher, by more than the intervals explain.
  case rose
  /// Lower, by more than the intervals explain.
  case fell
  /// Another number, which chance alone could have moved.
  case within
  /// The same number.
  case equal
  /// In neither report.
  case absent
}

/// One rate in two reports, with the difference.
public struct RateChange: Sendable, Equatable {
  /// What it is the rate of: an id, a title, a column.
  public let name: String
  /// The earlier rate.
  public let before: Estimate?
  /// The later rate.
  public let after: Estimate?
  /// The later rate minus the earlier one; `nil` unless both are there.
  public let difference: Estimate?
  /// What became of it.
  public let kind: ChangeKind

  /// The change of a rate.
  public init(_ name: String, before: Estimate?, after: Estimate?) {
    self.name = name
    self.before = before
    self.after = after
    guard let before, let after else {
      difference = nil
      kind = before != nil ? .vanished : after != nil ? .appeared : .absent
      return
    }
    let difference = Self.difference(after, minus: before)
    self.difference = difference
    if abs(difference.value) < 1e-12 {
      kind = .equal
    } else {
      kind = difference.lower > 0 ? .rose : difference.upper < 0 ? .fell : .within
    }
  }

  /// The difference of two rates that were measured independently, from their own intervals.
  ///
  /// **Guarantee** coverage close to the lower of both levels where the rates are independent; for
  /// rates on the same people, which go up and down together, it covers more often than that.
  ///
  /// **Source** Newcombe, *Interval estimation for the difference between independent proportions*,
  /// Statistics in Medicine 17 (1998) 873-890, method 10, with whatever interval each rate has in
  /// place of Wilson's (Zou and Donner, Statistics in Medicine 27 (2008) 1693-1702: MOVER).
  ///
  /// **Cost** constant.
  public static func difference(_ one: Estimate, minus other: Estimate) -> Estimate {
    let value = one.value - other.value
    let sampled = [one, other].filter { $0.upper > $0.lower }
    guard let level = sampled.map(\.level).min() else {
      let isExact = one.method == .exact && other.method == .exact
      return isExact ? .exact(value) : .model(value)
    }
    let below = length(one.value - one.lower, other.upper - other.value)
    let above = length(one.upper - one.value, other.value - other.lower)
    return Estimate(
      value: value, lower: min(value, max(-1, value - below)),
      upper: max(value, min(1, value + above)), level: level, method: .newcombe)
  }

  private static func length(_ a: Double, _ b: Double) -> Double { (a * a + b * b).squareRoot() }
}
