public import Findings
import Evaluation
import Numerics
import Tables

extension KnownCells {
  /// Tries one to ten known cells and reports the curve; the headline is at three, or at all where
  /// there are fewer.
  ///
  /// - Throws: `EvaluationError` where nobody can be tried.
  public static func result(for setting: AttributeSetting) throws -> AttackResult {
    let records = setting.records
    let split = try SubjectSplit(setting: setting, controlShare: 0, stream: "known-cells")
    let attack = KnownCells(release: records)
    let depths = Array(1...min(records.columns.count, 10))
    var grades: [TrialGrade] = []
    for known in depths {
      let trials = setting.trials(knowing: known, of: split)
      grades.append(
        try setting.evaluator.grade(
          attack, on: trials, baseline: .chance(candidates: setting.subjectCount)))
    }
    let headline = min(3, depths.count) - 1
    return assemble(setting, attack: attack, depths: depths, grades: grades, headline: headline)
  }

  private static func assemble(
    _ setting: AttributeSetting, attack: KnownCells, depths: [Int], grades: [TrialGrade],
    headline: Int
  ) -> AttackResult {
    let grade = grades[headline]
    let known = depths[headline]
    let noun = known == 1 ? "one fact" : "\(known) facts"
    return AttackResult(
      id: setting.resultID(attack.description), attack: attack.description,
      setting: setting.reportSetting(
        scenario: .knownPoints, knowing: setting.records.columnNames,
        knowledge: "knows \(noun) of the target, drawn at random from "
          + Phrase.list(setting.records.columnNames),
        targets: grade.targetRisks.count, exhaustive: false),
      success: grade.success, baseline: grade.baseline, control: nil, excess: grade.excess,
      topRates: grade.topRates,
      anonymitySets: AnonymitySetBin.histogram(ofTargets: grade.firstGroupSizes),
      subjectRisk: RiskDistribution(risks: grade.targetRisks),
      measures: grade.measures, charts: [curve(depths, grades)],
      sentence: "Whoever knows \(noun) about a person, whichever they are, finds that person in "
        + "\(Phrase.ofHundred(grade.success.value)) of 100 cases and points at one single person "
        + "in \(Phrase.ofHundred(grade.claimRate.value)).")
  }

  private static func curve(_ depths: [Int], _ grades: [TrialGrade]) -> Chart {
    func series(_ name: String, _ value: (TrialGrade) -> Estimate) -> Chart.Series {
      Chart.Series(
        name: name,
        points: zip(depths, grades).map { depth, grade in
          let estimate = value(grade)
          return Chart.Point(
            x: Double(depth), y: estimate.value, lower: estimate.lower, upper: estimate.upper)
        })
    }
    let last = grades.last?.success.value ?? 0
    return Chart(
      id: "known-points", title: "How many facts find a person", kind: .line,
      xLabel: "facts known", yLabel: "share of people",
      series: [series("found", \.success), series("singled out", \.claimRate)],
      alternativeText: "The share of people found rises with the number of known facts, to "
        + "\(Phrase.perCent(last)) at \(depths.last ?? 0).")
  }
}

extension AttributeSetting {
  /// Trials in which `known` randomly drawn cells of each target are known.
  fileprivate func trials(knowing known: Int, of split: SubjectSplit) -> TrialSet<KnownCells.Clue> {
    var source = SeededGenerator(seed: seed, stream: "known-cells/\(records.table)/\(known)")
    let rows = records.subjects.firstRows()
    let points = KnownPoints.draw(
      known, of: split.targets.map { _ in records.columns.count }, using: &source)
    let targets = zip(split.targets, points).map { subject, columns in
      let row = rows[Int(subject)]
      return Trial(
        clue: KnownCells.Clue(
          columns: columns, codes: columns.map { records.columns[$0].codes[row] }),
        truth: subject)
    }
    return TrialSet(targets: targets, controls: [])
  }
}
