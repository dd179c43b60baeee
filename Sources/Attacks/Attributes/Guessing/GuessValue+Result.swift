public import Findings
public import Tables
import Evaluation

extension GuessValue {
  /// A sensitive attribute, and what else is known of it (l-diversity, t-closeness, ...).
  public typealias Attribute = (column: CodedColumn, measures: [Measure])

  /// Guesses each attribute for people of the release and for people held out of it.
  ///
  /// The release, without the control group, is indexed once for all attributes.
  ///
  /// - Throws: `EvaluationError` where nobody can be tried.
  public static func results(
    for setting: AttributeSetting, attributes: [Attribute]
  ) throws -> [AttackResult] {
    guard !attributes.isEmpty else { return [] }
    let split = try SubjectSplit(
      setting: setting, controlShare: setting.controlShare, stream: "guess-value")
    let kept = setting.records.keptRows(without: split.isHeldOut)
    let matcher = RecordMatcher(setting.records.selecting(rows: kept))
    return try attributes.map { attribute in
      let values = attribute.column.banded()
      let attack = GuessValue(
        matcher: matcher,
        sensitive: CodedColumn(
          name: values.name, codes: kept.map { values.codes[$0] }, dictionary: values.dictionary))
      let grade = try setting.evaluator.grade(
        attack, on: setting.trials(of: split, values: values),
        baseline: .known(values.commonestShare))
      return assemble(
        setting, attack: attack, grade: grade, split: split, attribute: attribute,
        isBanded: values != attribute.column)
    }
  }

  private static func assemble(
    _ setting: AttributeSetting, attack: GuessValue, grade: TrialGrade, split: SubjectSplit,
    attribute: Attribute, isBanded: Bool
  ) -> AttackResult {
    let sensitive = attribute.column
    let names = setting.records.columnNames
    let what = isBanded ? "\(sensitive.name) (to the right tenth)" : sensitive.name
    let control = grade.control ?? grade.baseline
    return AttackResult(
      id: setting.resultID(attack.description, sensitive.name), attack: attack.description,
      setting: setting.reportSetting(
        scenario: .knownPoints, knowing: names,
        knowledge: "knows \(Phrase.list(names)) of the target and wants \(what)",
        targets: split.targets.count, controls: split.controls.count, exhaustive: false),
      success: grade.success, baseline: grade.baseline, control: grade.control,
      excess: grade.excess, subjectRisk: RiskDistribution(risks: grade.targetRisks),
      measures: grade.measures + attribute.measures,
      sentence: "Whoever knows \(Phrase.list(names)) of a person guesses \(what) right in "
        + "\(Phrase.ofHundred(grade.success.value)) of 100 cases, and in "
        + "\(Phrase.ofHundred(control.value)) for people who are not in the release; the commonest "
        + "answer alone is right in \(Phrase.ofHundred(grade.baseline.value)).")
  }
}

extension AttributeRecords {
  /// The rows of data subjects who are not held out.
  func keptRows(without isHeldOut: [Bool]) -> [Int] {
    (0..<rowCount).filter { !isHeldOut[Int(subjects.subject(ofRow: $0))] }
  }
}

extension AttributeSetting {
  /// One trial for each target and each control: all known cells, and the value as the truth.
  fileprivate func trials(of split: SubjectSplit, values: CodedColumn) -> TrialSet<[UInt32]> {
    let rows = records.subjects.firstRows()
    func trial(_ subject: UInt32) -> Trial<[UInt32]> {
      let row = rows[Int(subject)]
      return Trial(clue: records.columns.map { $0.codes[row] }, truth: values.codes[row])
    }
    return TrialSet(targets: split.targets.map(trial), controls: split.controls.map(trial))
  }
}

extension CodedColumn {
  /// The share of rows that hold the commonest code, missing counted as a value.
  var commonestShare: Double {
    var rowsOfCode = [Int](repeating: 0, count: cardinality)
    for code in codes { rowsOfCode[Int(code)] += 1 }
    return Double(rowsOfCode.max() ?? 0) / Double(max(codes.count, 1))
  }
}
