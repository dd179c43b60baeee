import Findings

/// An `Outcome` as a cache keeps it: aggregates only, no value of a data subject.
struct CachedOutcome: Codable, Equatable {
  let results: [AttackResult]
  let blame: [ColumnBlame]
  let summaries: [String: TableSummary]
  let knownColumns: [String: [String]]
  let gaps: [Gap]
  let notes: [String]

  /// What a step found.
  init(_ outcome: Outcome) {
    results = outcome.results
    blame = outcome.blame
    summaries = outcome.summaries
    knownColumns = outcome.knownColumns
    gaps = outcome.gaps
    notes = outcome.notes
  }

  /// What the step found.
  var outcome: Outcome {
    Outcome(
      results: results, blame: blame, summaries: summaries, knownColumns: knownColumns,
      gaps: gaps, notes: notes)
  }
}
