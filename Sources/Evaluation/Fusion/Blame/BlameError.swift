/// Why blame can't be laid.
public enum BlameError: Error, Sendable, Equatable {
  /// There is no feature to blame.
  case noFeatures
  /// There is nobody to be found.
  case noPeople
  /// A set of features was answered for another number of people than the others.
  case peopleCount(features: [String], expected: Int, answered: Int)
  /// A set of features found somebody with what is no probability.
  case notAProbability(features: [String])
}

extension BlameError: CustomStringConvertible {
  /// What happened, and the remedy.
  public var description: String {
    switch self {
    case .noFeatures:
      "no channel gives evidence, so there is none to blame; declare more column roles"
    case .noPeople:
      "nobody stands in both periods, so nobody can be looked for; choose a longer period"
    case .peopleCount(let features, let expected, let answered):
      "\(features.joined(separator: ", ")): answers for \(answered) people where \(expected) were "
        + "asked for; this is a defect of the fusion"
    case .notAProbability(let features):
      "\(features.joined(separator: ", ")): a chance of being found lies outside 0 to 1; this is a "
        + "defect of the fusion"
    }
  }
}
