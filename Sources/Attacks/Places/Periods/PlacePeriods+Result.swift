import Evaluation
public import Findings
import Tables

extension PlacePeriods {
  /// What it is.
  public static let description = AttackDescription(
    id: "places/periods", title: "Last month's places give away this month's pseudonym",
    channel: .places, risk: .linkability, failureMode: .semanticInference,
    source: "Unnikrishnan and Naini 2013, Allerton; Primault et al. 2014, MoST; Gambs et al. 2014, "
      + "JCSS 80; Maouche et al. 2017, MobiQuitous",
    doesNotCover:
      "auxiliary places from another source with errors of its own, known moments, other channels")

  /// Runs all attacks on the same targets.
  ///
  /// The headline is the best attack's success. Its interval (`Evaluator.corrected`) holds for
  /// every attack at once, so having chosen the best afterwards takes nothing from its level; the
  /// value itself is the one that an adversary sees who tries them all.
  ///
  /// - Parameters:
  ///   - setting: the table and the adversary.
  ///   - periods: the traces of both periods, and who can be tried.
  ///   - jointLimit: pseudonyms are decoded all at once for at most so many people.
  /// - Throws: `EvaluationError` where nobody has enough events in both periods.
  /// - Complexity: stated by the type.
  public static func result(
    for setting: EventSetting, periods: TracePeriods, jointLimit: Int = 2_000
  ) throws -> AttackResult {
    let attack = PlacePeriods(periods)
    let cohort = try PeriodCohort(
      eligible: periods.eligible, setting: setting, stream: "place-periods")
    let pairs = cohort.pseudonyms.count.multipliedReportingOverflow(by: cohort.candidates.count)
    let comparisons = attack.comparisons(pairs: pairs.overflow ? .max : pairs.partialValue)
    let sizes = attack.hasCoordinates ? cellSizes : []
    let joint = cohort.pseudonyms.count <= min(jointLimit, JointLinkage.limit)
    let tried = (comparisons.count + sizes.count) * (joint ? 2 : 1)
    let evaluator = setting.evaluator.corrected(
      tried: tried, depths: PeriodGrades.depths(candidates: cohort.candidates.count))
    func grades(_ comparison: any PeriodComparison) throws -> PeriodGrades {
      try PeriodGrades(
        comparison, cohort: cohort, description: description, evaluator: evaluator,
        jointLimit: jointLimit)
    }
    let outcome = PlacePeriodsOutcome(
      setting: setting, periods: periods, cohort: cohort, tried: tried,
      attacks: try comparisons.map(grades),
      coarsening: try sizes.map { size in
        (meters: size, grades: try grades(attack.heatMaps(cellMeters: size)))
      })
    return try outcome.result()
  }
}
