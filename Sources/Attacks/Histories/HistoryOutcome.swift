import Evaluation
import Findings
import Numerics

/// What a few known choices find in one release, and how it is told.
struct HistoryOutcome {
  /// A coarser release, and what the headline's adversary finds in it.
  struct Remedy {
    let words: String
    let entriesLeft: Double
    let success: Estimate
  }

  let experiment: HistoryExperiment
  /// The step that was fixed beforehand as the one to report.
  let headline: HistoryExperiment.Step
  /// The curves: from one known item to 32, with days where there are any, and without.
  let steps: [HistoryExperiment.Step]
  let remedies: [Remedy]
  let scenario: Scenario
  /// Whose knowledge it is, in words; `nil` for known points.
  let holder: String?

  var setting: EventSetting { experiment.setting }

  func result() throws -> AttackResult {
    let grade = headline.ranked
    return AttackResult(
      id: setting.resultID(HistoryAttack.about, holder ?? ""), attack: HistoryAttack.about,
      setting: setting.reportSetting(
        scenario: scenario, knowledge: knowledge, targets: experiment.targets.count,
        controls: experiment.controls.count, candidates: experiment.candidateCount,
        exhaustive: holder == nil && experiment.targets.count == experiment.candidateCount),
      success: grade.success, baseline: grade.baseline, control: grade.control,
      excess: grade.excess,
      topRates: grade.topRates.filter { setting.evaluator.depths.contains($0.k) },
      anonymitySets: AnonymitySetBin.histogram(ofTargets: grade.firstGroupSizes),
      subjectRisk: RiskDistribution(risks: grade.targetRisks), measures: measures,
      charts: [byKnown, try precisionByRecall(), ranks],
      grids: [stepGrid] + (remedies.isEmpty ? [] : [remedyGrid]),
      sentence: sentence, remedy: remedy)
  }

  /// The ranking's measures, but claims, precision and false claims of the attack that may abstain.
  private var measures: [Measure] {
    let own = Set(["claim-rate", "precision", "outsider-claim-rate"])
    let entropies = headline.calls.prefix(experiment.targets.count).map(\.entropyBits)
    return headline.ranked.measures.filter { !own.contains($0.id) }
      + headline.claimed.measures.filter { own.contains($0.id) } + [
        Measure(
          id: "claimed-success", label: "Targets named, and rightly",
          estimate: headline.claimed.success, unit: "probability",
          note: "somebody is named where the best score stands out by an eccentricity of 1.5"),
        Measure(
          id: "entropy-left", label: "Doubt left by the entropic variant, mean over targets",
          estimate: .model(entropies.reduce(0, +) / Double(max(entropies.count, 1))), unit: "bits",
          note: "chances in proportion to exp(score / standard deviation); not calibrated"),
      ]
  }

  private var knowledge: String {
    if let holder { return "holds \(holder): histories over the same items" }
    return "knows \(Self.words(headline.adversary)) of the target"
  }

  /// "8 entries (2 of them wrong), with days to within 14".
  static func words(_ adversary: HistoryAdversary) -> String {
    var words = Phrase.count(adversary.knownItems, "entry", "entries")
    if adversary.wrongItems > 0 { words += " (\(adversary.wrongItems) of them wrong)" }
    if adversary.knowsDays {
      words +=
        adversary.dayError > 0
        ? ", with days to within \(Phrase.decimals(adversary.dayError, 1))" : ", with exact days"
    }
    if adversary.valueError > 0 {
      words += ", values off by \(Phrase.decimals(adversary.valueError, 2))"
    }
    return words
  }

  private var sentence: String {
    let found = Phrase.ofHundred(headline.ranked.success.value)
    let precision =
      headline.claimed.precision.map {
        "; naming somebody only where one stands out, \(Phrase.ofHundred($0.value)) of 100 names "
          + "are right"
      } ?? ""
    guard let holder else {
      return "Whoever knows \(Self.words(headline.adversary)), finds that person's whole history "
        + "in \(found) of 100 cases\(precision)."
    }
    return "Whoever holds \(holder) finds \(found) of 100 of its people in this "
      + "release\(precision)."
  }

  /// The coarsening that helps most, and what is left after it.
  private var remedy: String {
    let before = headline.ranked.success
    guard headline.ranked.excess.lower > 0,
      let best = remedies.min(by: { $0.success.value < $1.success.value })
    else { return "" }
    let change =
      "\(Phrase.perCent(before.value)) to \(Phrase.perCent(best.success.value))"
    guard best.success.upper < before.value / 2 else {
      return "No coarsening tried halves the risk (\(best.words): from \(change)); release counts "
        + "of items instead of the histories of people."
    }
    return "Releasing \(best.words) lowers the rate from \(change), keeping "
      + "\(Phrase.perCent(best.entriesLeft)) of the entries."
  }
}
