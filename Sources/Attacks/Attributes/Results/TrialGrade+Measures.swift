import Evaluation
import Findings

extension TrialGrade {
  /// What every report on trials shows beside the rates.
  var measures: [Measure] {
    var measures = [
      Measure(
        id: "claim-rate", label: "Targets on whom one single person is named",
        estimate: claimRate, unit: "probability"),
      Measure(
        id: "permuted-truth", label: "Success against permuted truths (what luck gives)",
        estimate: permuted, unit: "probability"),
    ]
    if let precision {
      measures.append(
        Measure(
          id: "precision", label: "Of those names, right", estimate: precision,
          unit: "probability"))
    }
    if let outsiderClaimRate {
      measures.append(
        Measure(
          id: "outsider-claim-rate", label: "People outside the release who are named all the same",
          estimate: outsiderClaimRate, unit: "probability"))
    }
    if let medianRank {
      measures.append(
        Measure(
          id: "median-rank", label: "Median rank of the right candidate, where listed",
          estimate: .exact(medianRank), unit: "rank"))
    }
    return measures
  }
}
