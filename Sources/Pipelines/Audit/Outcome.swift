import Findings

/// What the audit has found so far.
struct Outcome {
  var results: [AttackResult] = []
  var blame: [ColumnBlame] = []
  var summaries: [String: TableSummary] = [:]
  var knownColumns: [String: [String]] = [:]
  var gaps: [Gap] = []
  var notes: [String] = []
  var fused: FusedRisk?
  /// The risk of each data subject that was sought; in memory only.
  var subjects: [SubjectRisk] = []
}
