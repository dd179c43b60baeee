import Evaluation
import Findings

/// What a report on a seedless alignment draws.
enum SeedlessCharts {
  /// The share of people found among the first k.
  static func ranks(_ grade: TrialGrade) -> Chart {
    Chart(
      id: "rank-distribution", title: "How far down the list the right person stands", kind: .step,
      xLabel: "candidates looked at", yLabel: "share of people found", xIsLogarithmic: true,
      series: [
        Chart.Series(
          name: "found", points: grade.topRates.map { point(Double($0.k), $0.rate) })
      ],
      alternativeText: "Found: "
        + grade.topRates.map { "\(Phrase.perCent($0.rate.value)) among the first \($0.k)" }
        .joined(separator: ", ") + ".")
  }

  /// Precision against recall of names that stand out by ever more.
  static func precision(_ claims: [TrialGrade]) -> Chart {
    let points = claims.compactMap { grade in
      grade.precision.map { (recall: grade.success.value, precision: $0) }
    }.sorted { ($0.recall, $0.precision.value) < ($1.recall, $1.precision.value) }
    return Chart(
      id: "precision-recall", title: "Right among those named, by how many are found", kind: .line,
      xLabel: "share of people found", yLabel: "share of names that are right",
      series: [
        Chart.Series(
          name: "names by margin", points: points.map { point($0.recall, $0.precision) })
      ],
      alternativeText: "Right among those named: "
        + points.map {
          "\(Phrase.perCent($0.precision.value)) where \(Phrase.perCent($0.recall)) are found"
        }.joined(separator: ", ") + ".")
  }

  /// The rate by how much the two graphs overlap.
  static func overlaps(_ rates: [(share: Double, success: Estimate)]) -> Chart {
    let rates = rates.sorted { $0.share < $1.share }
    return Chart(
      id: "by-overlap", title: "Found where the graphs share how many edges", kind: .line,
      xLabel: "overlap of the two graphs", yLabel: "share of people found",
      series: [
        Chart.Series(name: "found", points: rates.map { point($0.share, $0.success) })
      ],
      alternativeText: "Found: "
        + rates.map { "\(Phrase.perCent($0.success.value)) at \(Phrase.perCent($0.share))" }
        .joined(separator: ", ") + " overlap.")
  }

  private static func point(_ x: Double, _ rate: Estimate) -> Chart.Point {
    Chart.Point(x: x, y: rate.value, lower: rate.lower, upper: rate.upper)
  }
}
