/// Why a baseline can't be used.
public enum BaselineError: Error, Sendable, Equatable {
  /// It was written for another policy.
  case otherPolicy(baseline: String, verdict: String)
  /// A moment is not written as `2026-11-21T10:15:00Z`.
  case badMoment(field: String)
}

extension BaselineError: CustomStringConvertible {
  /// What happened, and the remedy.
  public var description: String {
    switch self {
    case .otherPolicy(let baseline, let verdict):
      "the baseline belongs to policy \(baseline), the verdict to \(verdict); give the baseline"
        + " of this policy, or write one with `palimpsest baseline`"
    case .badMoment(let field):
      "\(field) is no moment like 2026-11-21T10:15:00Z; mend it, or write the baseline again"
    }
  }
}
