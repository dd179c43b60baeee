public import Findings
import Evaluation
import Numerics
import Tables

extension GroupSizes {
  /// Reports on the groups of the table of `setting`.
  ///
  /// - Parameters:
  ///   - attack: the groups, counted before.
  ///   - grids: what else to show of the groups.
  ///   - remedy: what would mend it, in a sentence.
  /// - Throws: `EvaluationError.noTargets` where the table has no row.
  public static func result(
    for setting: AttributeSetting, attack: GroupSizes,
    grids: [Grid] = [], remedy: String = ""
  ) throws -> AttackResult {
    let count = setting.subjectCount
    let grade = try setting.evaluator.grade(attack, baseline: 1 / Double(max(count, 1)))
    let names = setting.records.columnNames
    let histogram = attack.sizeHistogram()
    let bins = AnonymitySetBin.histogram(sizes: histogram)
    return AttackResult(
      id: setting.resultID(attack.description), attack: attack.description,
      setting: setting.reportSetting(
        scenario: .groupSizes, knowing: names,
        knowledge: "knows \(Phrase.list(names)) of a person",
        targets: count, exhaustive: true),
      success: grade.success, baseline: grade.baseline, control: nil, excess: grade.excess,
      anonymitySets: bins, subjectRisk: grade.distribution,
      measures: attack.measures(grade: grade, histogram: histogram, subjectCount: count),
      grids: grids,
      sentence: sentence(names: names, grade: grade, bins: bins), remedy: remedy)
  }

  private static func sentence(
    names: [String], grade: ExactGrade, bins: [AnonymitySetBin]
  ) -> String {
    let alone = bins.first?.subjectShare ?? 0
    return "Whoever knows \(Phrase.list(names)) of a person in this table finds that person in "
      + "\(Phrase.ofHundred(grade.success.value)) of 100 cases; \(Phrase.perCent(alone)) of the "
      + "people look like nobody else."
  }

  private func measures(
    grade: ExactGrade, histogram: [(size: Int, sets: Int)], subjectCount: Int
  ) -> [Measure] {
    let smallest = histogram.first?.size ?? 0
    let largest = histogram.last?.size ?? 0
    let unique = histogram.first { $0.size == 1 }?.sets ?? 0
    var measures = [
      Measure(
        id: "k", label: "k: the smallest group", estimate: .exact(Double(smallest)),
        unit: "people"),
      Measure(
        id: "sample-uniqueness", label: "People alone in their group",
        estimate: .exact(Double(unique) / Double(max(subjectCount, 1))), unit: "probability"),
      Measure(
        id: "risk/average", label: "Average risk (marketer)", estimate: grade.success,
        unit: "probability"),
      Measure(
        id: "risk/highest", label: "Highest risk (prosecutor)",
        estimate: .exact(grade.distribution.maximum), unit: "probability"),
      Measure(
        id: "risk/lowest", label: "Lowest risk",
        estimate: .exact(largest > 0 ? 1 / Double(largest) : 0), unit: "probability"),
    ]
    if let classes {
      measures.insert(
        Measure(
          id: "classes", label: "Groups of people who look alike",
          estimate: .exact(Double(classes.sizes.count)), unit: "groups"), at: 0)
    }
    return measures
  }
}
