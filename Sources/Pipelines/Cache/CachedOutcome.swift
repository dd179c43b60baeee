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

extension Outcome {
  /// Adds what another step found; of two summaries of one table the later one stays.
  mutating func add(_ other: Outcome) {
    results += other.results
    blame += other.blame
    summaries.merge(other.summaries) { _, later in later }
    knownColumns.merge(other.knownColumns) { _, later in later }
    gaps += other.gaps
    notes += other.notes
  }
}
