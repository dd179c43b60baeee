import Evaluation
import Findings
import Foundation
import Numerics
import Tables

/// Other ways of putting the same evidence together, beside the one that is used.
struct FusedMethods {
  let summaries: [FusionMethodSummary]

  /// With more costs than this, the ways that look at every pair are left out.
  private static let mostCosts = 40_000_000

  init(
    _ experiment: FusedExperiment, setting: FusedSetting, check: () throws -> Void
  ) throws {
    let prior = experiment.profile.prior
    var summaries = [
      Self.summary(
        "listwise", "listwise, used here", experiment.answers, seed: setting.seed)
    ]
    if let placed = experiment.outcome.oneToOne(experiment.problem) {
      summaries.append(
        Self.summary(
          "listwise-one-to-one", "listwise, all people placed at once",
          zip(placed, experiment.answers).map { $1.placed($0) }, seed: setting.seed))
    }
    let (targets, candidates) = (experiment.cohort.targets, experiment.cohort.candidates)
    let evidence = experiment.evidence.evidence
    if targets.count * candidates.count * evidence.count <= Self.mostCosts {
      var costs: [PairCosts] = []
      for one in evidence {
        try check()
        costs.append(one.comparison.costs(targets: targets, candidates: candidates))
      }
      var sum = NaiveSumFusion(seed: setting.seed)
      sum.prior = prior
      try check()
      summaries.append(
        Self.summary(
          "naive-sum", "sum of each feature's calibrated evidence",
          sum.answers(costs, truth: experiment.cohort.truth), seed: setting.seed))
      var logistic = GlobalLogisticFusion(seed: setting.seed)
      logistic.prior = prior
      try check()
      summaries.append(
        Self.summary(
          "global-logistic", "one logistic regression over all pairs",
          logistic.answers(costs, truth: experiment.cohort.truth), seed: setting.seed))
    }
    self.summaries = summaries
  }

  private static func summary(
    _ id: String, _ title: String, _ answers: [CrossFitting.Answer], seed: UInt64
  ) -> FusionMethodSummary {
    FusionMethodSummary(
      id: id, title: title,
      success: .proportion(answers.reduce(0) { $0 + $1.isFound }, of: answers.count),
      calibrationError: CalibrationSummary.measured(answers, seed: seed, draws: 20).error.value,
      surprisalBits: answers.reduce(0) { $0 + $1.surprisalBits } / Double(answers.count))
  }
}

extension CrossFitting.Answer {
  /// The answer as it was placed beside all others.
  fileprivate func placed(_ placement: CrossFitting.Placement) -> CrossFitting.Answer {
    CrossFitting.Answer(
      target: target, confidence: placement.probability, better: placement.isFound ? 0 : 1,
      tied: 1, truthProbability: truthProbability)
  }
}
