import Attacks
import Engines
import Evaluation
import Findings

extension EventAudit {
  /// Whether pseudonyms of two periods can be tied by places.
  func placePeriods(_ periods: EventPeriods, into outcome: inout Outcome) throws {
    try steps.next("\(setting.table): places of two periods")
  }

  /// Whether pseudonyms of two periods can be tied by when people are active.
  func cadence(_ periods: EventPeriods, into outcome: inout Outcome) throws {
    try steps.next("\(setting.table): the rhythm of two periods")
    let kinds: [(CadenceFeature.Kind, EventFeature)] = [
      (.hoursOfWeek, .hoursOfWeek), (.gaps, .gaps),
      (.sessionDurations, .sessionDurations(gapSeconds: 1_800)),
      (.sessionSizes, .sessionSizes(gapSeconds: 1_800)),
      (.burstSizes, .sessionSizes(gapSeconds: 60)),
    ]
    let features = try kinds.map { kind, feature in
      CadenceFeature(kind, counts: PeriodHistograms(try events.table.counts(feature)))
    }
    do {
      outcome.results.append(try CadencePeriods.result(for: setting, features: features))
    } catch EvaluationError.noTargets {
      outcome.gaps.append(
        Gaps.unmeasured(
          .cadence, of: setting.table,
          because: "nobody has \(CadencePeriods.minimumEvents) events in each of two periods"))
    }
  }

  /// Whether pseudonyms of two periods can be tied by whom people deal with.
  func interactions(_ periods: EventPeriods, into outcome: inout Outcome) throws {
    try steps.next("\(setting.table): contacts of two periods")
  }
}

extension PeriodHistograms {
  /// The two periods of a feature.
  init(_ counts: FeatureCounts) {
    self.init(earlier: counts.periods[0], later: counts.periods[counts.periods.count - 1])
  }
}
