public import Evaluation
public import Findings
public import Tables
import Numerics

/// An auxiliary table, column for column beside the release it is linked to.
public struct AuxiliaryRecords: Sendable {
  /// Its name in the report.
  public let name: String
  /// For each shared column of the release, in its order, the auxiliary column.
  public let columns: [CodedColumn]
  /// Who is who, for the evaluator.
  public let pairing: Pairing

  /// Auxiliary data.
  public init(name: String, columns: [CodedColumn], pairing: Pairing) {
    self.name = name
    self.columns = columns
    self.pairing = pairing
  }
}

extension LinkRecords {
  /// Links `auxiliary` to the release of `setting`, whose records hold the shared columns.
  ///
  /// - Throws: `EvaluationError.noTargets` where no auxiliary row is about a person of the release.
  public static func result(
    for setting: AttributeSetting, auxiliary: AuxiliaryRecords, scenario: Scenario
  ) throws -> AttackResult {
    let covers = zip(auxiliary.columns, setting.records.columns).map {
      ValueCover(auxiliary: $0.dictionary, release: $1.dictionary)
    }
    let attack = LinkRecords(release: setting.records, covers: covers)
    let trials = setting.trials(with: auxiliary)
    guard !trials.targets.isEmpty else {
      throw EvaluationError.noTargets(table: auxiliary.name)
    }
    let grade = try setting.evaluator.grade(
      attack, on: trials, baseline: .chance(candidates: setting.subjectCount))
    return assemble(setting, attack, grade, trials, auxiliary: auxiliary, scenario: scenario)
  }

  private static func assemble(
    _ setting: AttributeSetting, _ attack: LinkRecords, _ grade: TrialGrade,
    _ trials: TrialSet<Clue>, auxiliary: AuxiliaryRecords, scenario: Scenario
  ) -> AttackResult {
    let names = setting.records.columnNames
    let found = Phrase.ofHundred(grade.success.value)
    let holder = scenario == .originalBesideRelease ? "the original" : auxiliary.name
    return AttackResult(
      id: setting.resultID(attack.description, auxiliary.name), attack: attack.description,
      setting: setting.reportSetting(
        scenario: scenario, knowing: names,
        knowledge: "holds \(holder), which shares \(Phrase.list(names)) with the release",
        targets: trials.targets.count, controls: trials.controls.count, exhaustive: false),
      success: grade.success, baseline: grade.baseline, control: grade.control,
      excess: grade.excess, topRates: grade.topRates,
      anonymitySets: AnonymitySetBin.histogram(ofTargets: grade.firstGroupSizes),
      subjectRisk: RiskDistribution(risks: grade.targetRisks),
      measures: grade.measures + [
        Measure(
          id: "overlap", label: "Auxiliary records whose person is in the release",
          estimate: .exact(Double(auxiliary.pairing.pairs.count)), unit: "rows"),
        Measure(
          id: "unkeyed", label: "Auxiliary records without a key, not tried",
          estimate: .exact(Double(auxiliary.pairing.unkeyed)), unit: "rows"),
      ],
      sentence: "Whoever holds \(holder) finds \(found) of 100 of its people in this release"
        + (grade.precision.map { ", and is right in \(Phrase.ofHundred($0.value)) of 100 names" }
          ?? "") + ".")
  }
}

extension AttributeSetting {
  fileprivate func trials(with auxiliary: AuxiliaryRecords) -> TrialSet<[UInt32]> {
    var source = SeededGenerator(seed: seed, stream: "link-records/\(auxiliary.name)")
    func clue(_ row: Int) -> [UInt32] { auxiliary.columns.map { $0.codes[row] } }
    let pairs = auxiliary.pairing.pairs
    let outsiders = auxiliary.pairing.outsiders
    let chosenPairs = source.sample(count: min(targetCount, pairs.count), of: pairs.count).sorted()
    let chosenOutsiders = source.sample(
      count: min(targetCount, outsiders.count), of: outsiders.count
    ).sorted()
    return TrialSet(
      targets: chosenPairs.map {
        Trial(clue: clue(pairs[$0].auxiliaryRow), truth: pairs[$0].subject)
      },
      controls: chosenOutsiders.map { Trial(clue: clue(outsiders[$0]), truth: nil) })
  }
}
