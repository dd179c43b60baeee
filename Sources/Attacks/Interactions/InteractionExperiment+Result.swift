import Evaluation
import Findings
import Numerics

extension InteractionExperiment {
  /// Runs and reports the experiment.
  func result() throws -> AttackResult {
    let contest = try PeriodContest(
      contacts == .kept ? keptComparisons() : hiddenComparisons(), cohort: cohort,
      description: description, evaluator: setting.evaluator)
    let best = contest.best
    let remaining = try foundWithoutContacts(evaluator: contest.evaluator)
    return contest.result(
      for: setting,
      .init(
        knowledge: knowledge, gridTitle: "What of a person's interactions gives it away",
        measures: [remaining.map(Self.measure)].compactMap(\.self),
        charts: try charts(best, setting: setting.graded(by: contest.evaluator)),
        sentence: sentence(best), remedy: remedy(best.best.success, remaining)))
  }

  /// What is found still where the contacts get new pseudonyms as well; `nil` where they have.
  private func foundWithoutContacts(evaluator: Evaluator) throws -> Estimate? {
    guard contacts == .kept else { return nil }
    return try PeriodGrades(
      hiddenSum(), cohort: cohort, description: description, evaluator: evaluator,
      jointLimit: PeriodContest.jointLimit
    ).best.success
  }

  private static func measure(_ remaining: Estimate) -> Measure {
    Measure(
      id: "remaining/contacts-hidden",
      label: "Found still when the contacts get new pseudonyms too",
      estimate: remaining, unit: "probability")
  }

  private var knowledge: String {
    "knows " + (contacts == .kept ? "with whom and " : "")
      + "how often each person dealt with others in an earlier period, by name, and holds the "
      + "later "
      + "period under pseudonyms"
      + (contacts == .kept ? keptNames : " that are all new")
  }

  private var keptNames: String {
    names.isNamed == nil
      ? " of which only the target's own is new"
      : " of which every second one is new: those that are attacked"
  }

  private func sentence(_ best: PeriodGrades) -> String {
    let kept =
      contacts == .kept
      ? "Whoever knows whom people dealt with in the earlier period"
      : "Whoever knows how people dealt with others in the earlier period, but recognises nobody "
        + "of "
        + "those others,"
    return "\(kept) finds the right one of "
      + "\(Phrase.count(cohort.candidates.count, "person", "people")) behind "
      + "\(Phrase.ofHundred(best.best.success.value)) of 100 new pseudonyms "
      + "(by \(best.comparison.title)"
      + (best.bestIsJoint ? ", all pseudonyms placed at once)." : ").")
  }

  private func remedy(_ success: Estimate, _ remaining: Estimate?) -> String {
    guard let remaining else {
      return "Release counts over groups of people instead of events between two, or shorter "
        + "periods: new pseudonyms for all leave the pattern of a person's ties as it was."
    }
    return "Give the contacts new pseudonyms in each period as well, not the person alone: of 100 "
      + "people this attack then finds \(Phrase.ofHundred(remaining.value)) instead of "
      + "\(Phrase.ofHundred(success.value))."
  }

  private func charts(_ best: PeriodGrades, setting: EventSetting) throws -> [Chart] {
    let events = (0..<later.subjectCount).map { later.eventCount(of: $0) }
    let linkage = PeriodLinkage(
      description: InteractionPeriods.description(contacts), cohort: cohort,
      comparison: best.comparison)
    return [
      best.rankChart,
      PeriodGrades.candidateChart(try linkage.candidateCurve(setting: setting)),
      PeriodGrades.eventChart(
        try linkage.eventCurve(eventCounts: events, setting: setting)),
    ]
  }
}
