import Evaluation
import Findings

extension PeriodContest {
  /// What an attack says beside the numbers that every contest gives.
  struct Account {
    var knowledge: String
    var gridTitle: String
    var measures: [Measure] = []
    var charts: [Chart]
    var sentence: String
    var remedy: String
  }

  /// The report of the best comparison, all of them beside it.
  func result(for setting: EventSetting, _ account: Account) -> AttackResult {
    let grade = best.best
    return AttackResult(
      id: setting.resultID(description), attack: description,
      setting: setting.reportSetting(
        scenario: .timeSplit, knowledge: account.knowledge, targets: cohort.targets.count,
        controls: cohort.controls.count, candidates: cohort.candidates.count,
        exhaustive: cohort.targets.count == cohort.pseudonyms.count),
      success: grade.success.simultaneous(at: setting.evaluator.level),
      baseline: grade.baseline, control: grade.control,
      excess: grade.excess.simultaneous(at: setting.evaluator.level),
      topRates: topRates(of: grade),
      anonymitySets: AnonymitySetBin.histogram(ofTargets: grade.firstGroupSizes),
      subjectRisk: RiskDistribution(risks: grade.targetRisks),
      measures: grade.measures + [lookMeasure] + account.measures, charts: account.charts,
      grids: [grid(title: account.gridTitle)], sentence: account.sentence, remedy: account.remedy)
  }
}
