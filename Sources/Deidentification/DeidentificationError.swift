/// What can be wrong with a request to protect a table; none holds a value of a data subject.
public enum DeidentificationError: Error, Sendable, Equatable {
  /// A hierarchy breaks a rule.
  case hierarchy(column: String, level: Int, rule: String)
  /// A parameter of a step or a model is out of its range.
  case parameter(name: String, rule: String)
  /// A column is missing, or is of a type that the step can't use.
  case column(name: String, rule: String)
  /// No transformation meets the models within the limits.
  case noSolution(reason: String, remedy: String)
  /// What is asked for needs more than the stated limit.
  case limit(what: String, limit: Int, remedy: String)
}

extension DeidentificationError: CustomStringConvertible {
  /// What is wrong and where, and what to do.
  public var description: String {
    switch self {
    case .hierarchy(let column, let level, let rule):
      "The hierarchy of column \"\(column)\", level \(level): \(rule)."
    case .parameter(let name, let rule):
      "The parameter \"\(name)\" \(rule)."
    case .column(let name, let rule):
      "The column \"\(name)\" \(rule)."
    case .noSolution(let reason, let remedy):
      "\(reason). \(remedy)."
    case .limit(let what, let limit, let remedy):
      "\(what) exceeds the limit of \(limit). \(remedy)."
    }
  }
}
