import Evaluation
import Findings
import Numerics

extension AuthorshipExperiment {
  /// The report of the run.
  func assemble(
    _ grade: TrialGrade, families: [FamilyGrade], openSet: [OpenSetPoint], charts: [Chart]
  ) -> AttackResult {
    AttackResult(
      id: setting.resultID(WritingStyle.description, auxiliary ?? ""),
      attack: WritingStyle.description,
      setting: setting.reportSetting(
        scenario: auxiliary == nil ? .timeSplit : .auxiliaryTable, knowledge: knowledge,
        targets: authorship.truths.count, controls: authorship.controlCount,
        candidates: authorship.candidates.count,
        exhaustive: auxiliary == nil && authorship.truths.count == authorship.candidates.count),
      success: grade.success, baseline: grade.baseline, control: grade.control,
      excess: grade.excess, topRates: grade.topRates.filter { [1, 5, 10, 100].contains($0.k) },
      anonymitySets: AnonymitySetBin.histogram(ofTargets: grade.firstGroupSizes),
      subjectRisk: RiskDistribution(risks: grade.targetRisks),
      measures: grade.measures + measures(openSet, full: grade.success.value), charts: charts,
      grids: [grid(families)], sentence: sentence(grade), remedy: remedy)
  }

  private func measures(_ openSet: [OpenSetPoint], full: Double) -> [Measure] {
    let half = openSet.first { $0.recall.value >= full / 2 }
    let precision =
      half.map {
        Measure(
          id: "open-set/precision-at-half-recall",
          label: "Names that are right when half of those found are named",
          estimate: $0.precision, unit: "probability",
          note: "names given only where the first candidate stands out; the threshold is read off "
            + "the same curve, and names given to people outside count as wrong")
      }
      ?? Measure(
        id: "open-set/precision-at-half-recall",
        label: "Names that are right when half of those found are named", unit: "probability",
        missing: .notApplicable, because: "nobody is named")
    return [
      precision,
      Measure(
        id: "copies", label: "Texts left out because they occur more than once",
        estimate: .exact(Double(authorship.copies)), unit: "texts",
        note: "a copied text ties its places together whoever wrote it"),
      Measure(
        id: "too-few-words", label: "People left out because they wrote too little",
        estimate: .exact(Double(authorship.tooFewWords)), unit: "people"),
    ]
  }

  private var knowledge: String {
    auxiliary.map { "holds texts of \($0)'s people, by name" }
      ?? "knows the earlier half of each person's texts, by name, and holds the later half under "
      + "new pseudonyms"
  }

  private func sentence(_ grade: TrialGrade) -> String {
    let count = Phrase.count(authorship.candidates.count, "person", "people")
    let found = Phrase.ofHundred(grade.success.value)
    let start =
      auxiliary.map {
        "Whoever holds the texts of \($0) finds \(found) of 100 of its people among \(count) of "
          + "this release by how they write"
      }
      ?? "Whoever knows people's earlier texts finds the right one of \(count) behind \(found) of "
      + "100 new pseudonyms by how they write"
    return start + ", counting features only: a language model would find more, so the number is a "
      + "lower bound."
  }

  private var remedy: String {
    "Release codes or counts taken from texts instead of the texts, or fewer words of each person "
      + "under one pseudonym: style stays when names are removed."
  }

  private func grid(_ families: [FamilyGrade]) -> Grid {
    Grid(
      id: "families", title: "What of a person's style gives it away",
      header: ["features", "found", "among the first 10"],
      rows: families.map { family in
        func top(_ k: Int) -> Grid.Cell {
          family.grade.topRates.last { $0.k == k }.map { .share($0.rate.value) } ?? .empty
        }
        return [.text(family.title), .share(family.grade.success.value), top(10)]
      })
  }

  /// The share of targets whose author is among the first k, by k.
  func rankChart(_ grade: TrialGrade) -> Chart {
    let ten = grade.topRates.last { $0.k <= 10 }?.rate.value ?? 0
    return Chart(
      id: "rank-distribution", title: "How far down the list the author stands", kind: .step,
      xLabel: "candidates looked at", yLabel: "share of people found", xIsLogarithmic: true,
      series: [
        Chart.Series(
          name: "found", points: grade.topRates.map { Self.point(Double($0.k), $0.rate) })
      ],
      alternativeText: "The author stands first for \(Phrase.perCent(grade.success.value)) of the "
        + "targets and among the first ten for \(Phrase.perCent(ten)).")
  }

  /// Precision against recall as names are given more freely.
  func openSetChart(_ curve: [OpenSetPoint]) -> Chart {
    var points: [Chart.Point] = []
    for point in curve where points.last.map({ point.recall.value > $0.x }) ?? true {
      points.append(Self.point(point.recall.value, point.precision))
    }
    let last = curve.last
    return Chart(
      id: "precision-recall", title: "How sure a name is", kind: .line,
      xLabel: "share of people named rightly", yLabel: "names that are right",
      series: [Chart.Series(name: "names given where the first stands out", points: points)],
      alternativeText: "When somebody is named for everybody, "
        + "\(Phrase.perCent(last?.precision.value ?? 0)) of the names are right and "
        + "\(Phrase.perCent(last?.recall.value ?? 0)) of the people are named rightly.")
  }

  /// Success by the number of candidates.
  func candidateChart(_ curve: [(Int, TrialGrade)]) -> Chart {
    Self.chart(
      "by-candidates", "Found among how many candidates", "candidates", "candidates", curve)
  }

  /// Success by the number of words known.
  func wordChart(_ curve: [(Int, TrialGrade)]) -> Chart {
    Self.chart(
      "by-words", "Found with how many words known", "words known of each candidate, at most",
      "words known", curve)
  }

  private static func chart(
    _ id: String, _ title: String, _ xLabel: String, _ unit: String, _ curve: [(Int, TrialGrade)]
  ) -> Chart {
    Chart(
      id: id, title: title, kind: .line, xLabel: xLabel, yLabel: "share of people found",
      xIsLogarithmic: true,
      series: [
        Chart.Series(
          name: "found first", points: curve.map { point(Double($0.0), $0.1.success) }),
        Chart.Series(
          name: "among the first 10",
          points: curve.compactMap { x, grade in
            grade.topRates.last { $0.k == 10 }.map { point(Double(x), $0.rate) }
          }),
      ],
      alternativeText: "Found: "
        + curve.map { "\(Phrase.perCent($1.success.value)) with \(Phrase.count($0))" }
        .joined(separator: ", ") + " \(unit).")
  }

  private static func point(_ x: Double, _ estimate: Estimate) -> Chart.Point {
    Chart.Point(x: x, y: estimate.value, lower: estimate.lower, upper: estimate.upper)
  }
}
