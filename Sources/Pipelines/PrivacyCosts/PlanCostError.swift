/// Why a plan's cost can't be told.
public enum PlanCostError: Error, Sendable, Equatable {
  /// A release is outside what can be counted: its place (0: it was given on the command line).
  case release(file: String?, line: Int, column: Int, name: String, reason: String)
  /// The plan is not pure, and nothing says at which delta its epsilon is wanted.
  case deltaWanted
  /// No noise, or no number of steps, meets the target: why.
  case notCalibrated(reason: String)
  /// A number of the question is outside what can be counted.
  case notCounted(reason: String)
}

extension PlanCostError: CustomStringConvertible {
  /// What happened, where, and the remedy.
  public var description: String {
    switch self {
    case .release(let file, let line, let column, let name, let reason):
      (file.map { "\($0):\(line):\(column): " } ?? "") + "release \"\(name.prefix(80))\": \(reason)"
    case .deltaWanted:
      "the plan is not pure: say at which delta its epsilon is wanted, with --delta or target.delta"
    case .notCalibrated(let reason): "no calibration: \(reason)"
    case .notCounted(let reason): "no total: \(reason)"
    }
  }
}
