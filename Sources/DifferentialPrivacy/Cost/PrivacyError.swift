/// Why a mechanism or an accountant refuses; never a value of the data.
public enum PrivacyError: Error, Sendable, Equatable {
  /// A parameter is outside its range: its name, and what it must be.
  case parameter(name: String, rule: String)
  /// A number is too large for exact arithmetic here: which, and the limit.
  case tooLarge(name: String, limit: String)
  /// The target can't be met by any noise: why.
  case unreachable(reason: String)
  /// The budget does not allow it.
  case budgetExceeded
}

extension PrivacyError: CustomStringConvertible {
  /// What happened, and the remedy.
  public var description: String {
    switch self {
    case .parameter(let name, let rule): "\(name): \(rule)"
    case .tooLarge(let name, let limit): "\(name) is above \(limit), the limit of exact arithmetic"
    case .unreachable(let reason): "no noise meets the target: \(reason)"
    case .budgetExceeded: "the budget does not allow this; spend less, or stop here"
    }
  }
}
