import Findings

/// One rule's outcome as every pipeline format shows it.
struct CheckItem: Sendable {
  /// How loud it is.
  enum Level: String, Sendable, Comparable {
    case note
    case warning
    case error

    private var rank: Int { self == .note ? 0 : self == .warning ? 1 : 2 }
    static func < (one: Level, other: Level) -> Bool { one.rank < other.rank }
  }

  /// The rule's id.
  let rule: String
  /// The rule in a few words.
  let title: String
  /// Where the rule comes from; nil: the policy's own.
  let source: String?
  /// What the rule is for and what it does not see; nil where nothing is said.
  let explanation: String?
  let level: Level
  let result: GateDecision.Result
  /// Why, as a stable word.
  let reason: String
  let sentence: String
  let remedy: String?
  let columns: [String]
  let place: GateDecision.Place?
  let fingerprint: String

  /// Whether the rule was held against the release and is not met.
  var isFailure: Bool { result == .denied || result == .warned }
}

/// What a pipeline is to be told: the outcomes of rules, in the order of the policy or report.
struct CheckList: Sendable {
  /// "gate" or "audit".
  let name: String
  /// The program with its version.
  let tool: String
  let createdAt: String
  /// What was checked: the release's or the dataset's name.
  let subject: String
  /// The answer in one sentence.
  let sentence: String
  /// What else belongs to the answer, a sentence each; a pipeline shows them as notes.
  var notes: [String] = []
  let items: [CheckItem]
  /// Where something shows that has no place of its own.
  let defaultPlace: GateDecision.Place

  /// The items of each rule, rules in the order of their first item.
  var byRule: [(rule: String, items: [CheckItem])] {
    var order: [String] = []
    var groups: [String: [CheckItem]] = [:]
    for item in items {
      if groups[item.rule] == nil { order.append(item.rule) }
      groups[item.rule, default: []].append(item)
    }
    return order.map { ($0, groups[$0] ?? []) }
  }

  /// The rules that are not met, the loudest first; the list's order among equals.
  var failures: [CheckItem] {
    items.enumerated().filter { $0.element.isFailure }
      .sorted { ($1.element.level, $0.offset) < ($0.element.level, $1.offset) }
      .map(\.element)
  }
}
