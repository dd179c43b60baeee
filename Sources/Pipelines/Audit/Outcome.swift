import Findings

/// What the audit has found so far.
struct Outcome {
  var results: [AttackResult] = []
  var blame: [ColumnBlame] = []
  var summaries: [String: TableSummary] = [:]
  var knownColumns: [String: [String]] = [:]
  var gaps: [Gap] = []
  var notes: [String] = []
}
