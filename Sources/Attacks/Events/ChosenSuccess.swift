import Evaluation
import Findings
import Numerics

/// The success of the best of several attacks on the same targets, with an interval that holds
/// although the best was chosen afterwards.
///
/// Bonferroni: each attack's interval is made at 1 - (1 - level) / attacks, so that all of them
/// hold at once. At so high a level and a few expected successes Wilson's interval no longer keeps its
/// own (with one success expected of ten targets and 28 attacks it excluded chance in 14 % of runs
/// where nothing was to be found), so it is widened to that of Clopper and Pearson, which always
/// does; successes that are sums of chances are rounded outwards for it.
struct ChosenSuccess {
  /// The share of targets found, at the level asked for.
  let success: Estimate
  /// What it adds to the baseline, at the same level.
  let excess: Estimate

  /// The success of an attack that was chosen among `tried`.
  ///
  /// - Parameters:
  ///   - grade: the grade, of an evaluator that is `corrected(tried:depths:)`.
  ///   - tried: the number of attacks and decodings.
  ///   - level: the level at which all intervals hold at once.
  init(_ grade: TrialGrade, tried: Int, level: Double) {
    let trials = grade.targetRisks.count
    let found = grade.targetRisks.reduce(0, +)
    let own = 1 - (1 - level) / Double(max(tried, 1))
    func exact(_ successes: Double) -> ConfidenceInterval {
      ConfidenceInterval.clopperPearson(
        successes: min(max(Int(successes), 0), trials), trials: trials, level: own)
    }
    // Sums of chances may miss a whole number by a rounding error.
    let lower = exact((found + 1e-9).rounded(.down)).lower
    let upper = exact((found - 1e-9).rounded(.up)).upper
    let success = Estimate(
      value: grade.success.value, lower: min(grade.success.lower, lower),
      upper: max(grade.success.upper, upper), level: level, method: grade.success.method)
    self.success = success
    self.excess = ExcessRisk.estimate(success: success, over: grade.baseline)
  }
}
