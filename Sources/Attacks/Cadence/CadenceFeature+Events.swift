public import Engines
import Numerics

extension CadenceFeature {
  /// How long a silence ends a session, in seconds.
  public static let sessionGapSeconds = 1_800
  /// How long a silence ends a burst, in seconds.
  public static let burstGapSeconds = 60

  /// All features of a table whose events are split into two periods.
  ///
  /// For events between two people make two tables of the same file, one with the acting person as
  /// data subject and one with the other, and put both streams' features together: data subjects
  /// are numbered alike as long as subjects and contacts are the same columns.
  ///
  /// - Throws: `EngineError`.
  /// - Precondition: the table has two periods.
  /// - Complexity: one pass over the events for each feature.
  public static func all(of table: EventTable, stream: String = "") throws -> [CadenceFeature] {
    precondition(table.periodCount == 2, "the events are split into two periods")
    let kinds: [(Kind, EventFeature)] = [
      (.hoursOfWeek, .hoursOfWeek), (.gaps, .gaps),
      (.sessionDurations, .sessionDurations(gapSeconds: sessionGapSeconds)),
      (.sessionSizes, .sessionSizes(gapSeconds: sessionGapSeconds)),
      (.burstSizes, .sessionSizes(gapSeconds: burstGapSeconds)),
    ]
    return try kinds.map { kind, feature in
      let counts = try table.counts(feature)
      return CadenceFeature(
        kind, stream: stream,
        counts: PeriodHistograms(earlier: counts.periods[0], later: counts.periods[1]))
    }
  }
}

extension ActivityHours {
  /// The activity of a table whose events are not split.
  ///
  /// - Throws: `EngineError`.
  /// - Precondition: the table has one period.
  public init(_ table: EventTable) throws {
    precondition(table.periodCount == 1, "the events are not split")
    let counts = try table.counts(.hoursOfDays)
    self.init(counts: counts.periods[0], hours: counts.keys)
  }
}
