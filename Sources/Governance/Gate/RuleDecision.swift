import Findings
import Tables

/// Holds one reading against one rule.
struct RuleJudgement: Equatable {
  let reason: GateDecision.Reason
  let reading: MetricReading
  /// How far the number is on the wrong side; the larger, the worse.
  let excess: Double

  /// **Guarantee**: with `at-most` and `below`, lowering any of value, lower and upper never turns
  /// a met rule into one that is not; with `at-least` and `above`, raising any never does.
  init(_ rule: PolicyRule, _ reading: MetricReading) {
    self.reading = reading
    guard case .number(let value, let lower, let upper) = reading else {
      reason = reading == .missing ? .metricMissing : .notANumber
      excess = .infinity
      return
    }
    if rule.comparison == .equal, rule.bound == nil {
      let isMet = value == rule.threshold && lower == value && upper == value
      let isInside =
        (lower ?? -.infinity) <= rule.threshold
        && rule.threshold <= (upper ?? .infinity)
      reason = isMet ? .thresholdMet : isInside ? .intervalTooWide : .thresholdPassed
      excess = abs(value - rule.threshold)
      return
    }
    let bound: Double? =
      switch rule.usedBound {
      case .value: value
      case .upper: upper
      case .lower: lower
      }
    if let bound, rule.comparison.holds(bound, rule.threshold) {
      reason = .thresholdMet
    } else if rule.comparison.holds(value, rule.threshold) {
      reason = .intervalTooWide
    } else {
      reason = .thresholdPassed
    }
    excess = abs((bound ?? value) - rule.threshold)
  }

  private var rank: Int {
    switch reason {
    case .metricMissing: 4
    case .notANumber: 3
    case .thresholdPassed: 2
    case .intervalTooWide: 1
    default: 0
    }
  }

  /// Whether this one is worse than another for the same rule.
  ///
  /// Two that are met are told apart by which is nearer to its threshold.
  func isWorse(than other: RuleJudgement) -> Bool {
    if rank != other.rank { return rank > other.rank }
    return rank == 0 ? excess < other.excess : excess > other.excess
  }
}

extension RuleComparison {
  /// Whether a number is on the right side of a threshold.
  func holds(_ number: Double, _ threshold: Double) -> Bool {
    switch self {
    case .atMost: number <= threshold
    case .below: number < threshold
    case .atLeast: number >= threshold
    case .above: number > threshold
    case .equal: number == threshold
    }
  }
}

extension PolicyRule {
  /// The number of an estimate that the policy names; nil: the far end.
  var bound: RuleBound? { metric.bound ?? uses }

  /// The number of an estimate that is compared.
  var usedBound: RuleBound {
    if let bound { return bound }
    switch comparison {
    case .atMost, .below: return .upper
    case .atLeast, .above: return .lower
    case .equal: return .value
    }
  }
}
