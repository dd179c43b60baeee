import Glibc
public import Numerics

/// A set of outputs by which two neighbouring inputs are told apart.
public enum AuditEvent<Output: Comparable & Hashable & Sendable>: Sendable {
  /// Outputs up to a value.
  case atMost(Output)
  /// Outputs from a value on.
  case atLeast(Output)
  /// One output.
  case equal(Output)
  /// Any of several outputs.
  case among(Set<Output>)

  /// Whether an output is in the set.
  public func contains(_ output: Output) -> Bool {
    switch self {
    case .atMost(let value): output <= value
    case .atLeast(let value): output >= value
    case .equal(let value): output == value
    case .among(let values): values.contains(output)
    }
  }
}

/// What samples prove about a mechanism's epsilon.
public struct EpsilonEvidence<Output: Comparable & Hashable & Sendable>: Sendable {
  /// The delta that was granted.
  public let delta: Double
  /// The set of outputs that proves it.
  public let event: AuditEvent<Output>
  /// Whether the set is likelier on the first input.
  public let favoursFirst: Bool
  /// The event's probability where it is likelier, and where it is rarer.
  public let likely, rare: ConfidenceInterval

  /// Epsilon is at least this, at the level of confidence asked for; 0 where nothing is proved.
  public var lowerBound: Double { max(0, Self.loss(likely.lower - delta, rare.upper)) }

  /// By this event, epsilon need be no more than this; infinite where it was never seen on one
  /// side.
  ///
  /// Another event may show more: only `lowerBound` speaks of the mechanism.
  public var eventUpperBound: Double { max(0, Self.loss(likely.upper - delta, rare.lower)) }

  /// Delta is at least this where epsilon is the one given: positive, beyond the granted delta,
  /// exactly where `lowerBound` exceeds that epsilon, and of the same two interval ends.
  public func deltaLowerBound(epsilon: Double) -> Double {
    max(0, likely.lower - exp(epsilon) * rare.upper)
  }

  private static func loss(_ likely: Double, _ rare: Double) -> Double {
    guard likely > 0 else { return 0 }
    return rare > 0 ? log(likely / rare) : .infinity
  }
}
