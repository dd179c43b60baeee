/// Everything that is wrong with one plan of releases, in the order of the file.
public struct ReleasePlanErrors: Error, Sendable, Equatable, CustomStringConvertible {
  /// The plan's path, as it was given.
  public let file: String
  /// What is wrong: at least one error, lines rising.
  public let errors: [ReleasePlanError]

  init(file: String, errors: [ReleasePlanError]) {
    self.file = file
    self.errors = errors.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
  }

  /// One line for each error: `file:line:column: what is wrong; what to do`.
  public var description: String {
    errors.map { error in
      "\(file):\(error.line):\(error.column): \(error.problem.message); \(error.problem.remedy)"
    }.joined(separator: "\n")
  }
}

/// One thing that is wrong with a plan, and where.
public struct ReleasePlanError: Error, Sendable, Equatable {
  /// The line, from 1.
  public let line: Int
  /// The column in Unicode scalars, from 1.
  public let column: Int
  /// What is wrong.
  public let problem: ReleasePlanProblem
}

/// What can be wrong with a plan.
public enum ReleasePlanProblem: Sendable, Equatable {
  /// YAML, keys, types and ranges: what a manifest can have wrong too.
  case document(ManifestProblem)
  /// A second release of this name.
  case nameTaken(firstLine: Int)
  /// A parameter that the mechanism does not have.
  case parameterNotOfMechanism(path: String, parameter: String, mechanism: PlannedMechanism.Word)
  /// None of several parameters of which one is needed.
  case parameterMissing(path: String, oneOf: [String], mechanism: PlannedMechanism.Word)
  /// More releases than are counted.
  case tooManyReleases(limit: Int)
  /// A batch larger than what it is drawn from.
  case batchTooLarge(path: String)
  /// A sample whose effect on this mechanism is not known: why, and what to do.
  case samplingUnknown(path: String, reason: String, remedy: String)
  /// Reports of which the number tells who took part.
  case needsSubstitution(path: String)
}

extension ReleasePlanProblem {
  /// Whether the JSON Schema of plans forbids this as well.
  public var isShape: Bool {
    switch self {
    case .document(let problem): problem.isShape
    case .parameterNotOfMechanism, .parameterMissing, .tooManyReleases: true
    default: false
    }
  }

  /// What is wrong, as the beginning of a sentence.
  public var message: String {
    switch self {
    case .document(.unreadable): "the plan can't be read"
    case .document(.empty): "the plan is empty"
    case .document(.tooLarge(let limit)): "the plan is larger than \(limit) bytes"
    case .document(.forbiddenCharacter): "a control character that no plan may hold"
    case .document(let problem): problem.message
    case .nameTaken(let line): "a second release of this name, the first is in line \(line)"
    case .parameterNotOfMechanism(let path, let parameter, let mechanism):
      "\(path): \(quoted(parameter)) says nothing about the mechanism \(mechanism.rawValue)"
    case .parameterMissing(let path, let names, let mechanism):
      "\(path): \(mechanism.rawValue) needs " + names.map { quoted($0) }.joined(separator: " or ")
    case .tooManyReleases(let limit): "more than \(limit) releases"
    case .batchTooLarge(let path): "\(path): a batch larger than what it is drawn from"
    case .samplingUnknown(let path, let reason, _): "\(path): \(reason)"
    case .needsSubstitution(let path):
      "\(path): the number of randomized responses tells who took part, so it hides nobody who is "
        + "added or removed"
    }
  }

  /// What to do about it.
  public var remedy: String {
    switch self {
    case .document(.empty): "give it `version: 1` and a list of `releases`"
    case .document(.tooLarge): "a plan describes releases and holds no data"
    case .document(.tooDeep): "no part of a plan is that deep; check brackets and indentation"
    case .document(let problem): problem.remedy
    case .nameTaken: "give each release its own name; for repetitions use `count`"
    case .parameterNotOfMechanism(_, _, let mechanism):
      "remove it; \(mechanism.rawValue) has " + mechanism.parameters.joined(separator: ", ")
    case .parameterMissing(_, let names, _):
      names.count == 1 ? "add it" : "add one of them, not both"
    case .tooManyReleases: "put equal releases together with `count`"
    case .batchTooLarge: "make `of` the number of all units and `batch` at most that"
    case .samplingUnknown(_, _, let remedy): remedy
    case .needsSubstitution: "write `neighbours: substitute`"
    }
  }
}
