public import Evaluation
public import Findings
import Numerics

extension RecordLinkage {
  /// How well the columns at `positions` alone find people: "which columns would a receiver add".
  ///
  /// The same people are tried whatever the columns. No column finds nobody: every person ties.
  ///
  /// - Throws: `LinkageError`; `EvaluationError.noTargets` where no auxiliary row is about a person
  /// of
  ///   the release.
  public static func grade(
    columns positions: [Int], in experiment: LinkageExperiment
  ) throws -> TrialGrade {
    let trials = try experiment.trials()
    return try experiment.setting.evaluator.grade(
      experiment.attack(positions), on: trials,
      baseline: .chance(candidates: experiment.setting.subjectCount))
  }

  /// Runs and reports the experiment, by all columns whose values are known.
  ///
  /// - Throws: as `grade(columns:in:)`; `NumericsError` never in practice.
  public static func result(
    for experiment: LinkageExperiment, scenario: Scenario = .auxiliaryTable
  ) throws -> AttackResult {
    let trials = try experiment.trials()
    let attack = try experiment.attack(experiment.comparable)
    let grade = try experiment.setting.evaluator.grade(
      attack, on: trials, baseline: .chance(candidates: experiment.setting.subjectCount))
    let claims = LinkageClaims(attack, trials, level: experiment.setting.evaluator.level)
    return try LinkageReport(
      experiment: experiment, attack: attack, trials: trials, grade: grade, claims: claims
    ).result(scenario: scenario)
  }
}

/// What the result of one experiment is written from.
private struct LinkageReport {
  let experiment: LinkageExperiment
  let attack: RecordLinkage
  let trials: TrialSet<Int>
  let grade: TrialGrade
  let claims: LinkageClaims

  private var setting: AttributeSetting { experiment.setting }
  private var linkage: Linkage { attack.linkage }
  private var names: [String] { linkage.records.fields.map(\.name) }

  func result(scenario: Scenario) throws -> AttackResult {
    let holder = scenario == .originalBesideRelease ? "the original" : experiment.auxiliary.name
    return AttackResult(
      id: setting.resultID(attack.description, experiment.auxiliary.name),
      attack: attack.description,
      setting: setting.reportSetting(
        scenario: scenario, knowing: names,
        knowledge: "holds \(holder), whose \(Phrase.list(names)) may be misspelt, outdated or "
          + "missing, and links all of it",
        targets: trials.targets.count, controls: trials.controls.count, exhaustive: false),
      success: grade.success, baseline: grade.baseline, control: grade.control,
      excess: grade.excess, topRates: grade.topRates,
      anonymitySets: AnonymitySetBin.histogram(ofTargets: grade.firstGroupSizes),
      subjectRisk: RiskDistribution(risks: grade.targetRisks),
      measures: try grade.measures + claims.measures + joint() + work,
      charts: [claims.precisionChart, claims.calibrationChart],
      grids: [levelGrid, ruleGrid], sentence: sentence(holder), remedy: remedy)
  }

  /// One row each: what is found when no two rows of either table may be one person.
  private func joint() throws -> [Measure] {
    let partners = try OneToOne(linkage).partners
    var (named, right) = (0, 0)
    for trial in trials.targets {
      guard let partner = partners[trial.clue] else { continue }
      named += 1
      if setting.records.subjects.subject(ofRow: Int(partner)) == trial.truth { right += 1 }
    }
    let level = setting.evaluator.level
    var measures = [
      Measure(
        id: "joint/success", label: "Found when each row has one partner at most",
        estimate: .proportion(Double(right), of: trials.targets.count, level: level),
        unit: "probability")
    ]
    if named > 0 {
      measures.append(
        Measure(
          id: "joint/precision", label: "Of those partners, right",
          estimate: .proportion(Double(right), of: named, level: level), unit: "probability"))
    }
    return measures
  }

  private var work: [Measure] {
    [
      Measure(
        id: "overlap", label: "Auxiliary records whose person is in the release",
        estimate: .exact(Double(experiment.auxiliary.pairing.pairs.count)), unit: "rows"),
      Measure(
        id: "overlap/estimated", label: "The same, as the adversary estimates it",
        estimate: .model(linkage.model.matchShare * linkage.records.pairCount), unit: "rows"),
      Measure(
        id: "pairs-compared", label: "Pairs of rows compared",
        estimate: .exact(Double(linkage.pairCount)), unit: "rows"),
      Measure(
        id: "blocking-coverage", label: "Share of right pairs that were compared, as estimated",
        estimate: .model(linkage.plan.coverage), unit: "probability"),
    ]
  }

  /// What each level is worth: no values, only columns and levels.
  private var levelGrid: Grid {
    Grid(
      id: "level-weights", title: "What each column gives away",
      header: ["column", "the two values are", "same person", "two people", "bits"],
      rows: names.indices.flatMap { field -> [[Grid.Cell]] in
        let labels = linkage.levels[field].map(\.label) + ["different"]
        return labels.enumerated().map { level, label in
          [
            .text(names[field]), .text(label), .share(linkage.model.matching[field][level]),
            .share(linkage.model.differing[field][level]),
            .number(linkage.model.weight(field: field, level: level)),
          ]
        }
      })
  }

  private var ruleGrid: Grid {
    Grid(
      id: "blocking-rules", title: "Which rows were compared",
      header: ["rows that agree in", "pairs"],
      rows: zip(linkage.plan.rules, linkage.plan.pairCounts).map { rule, count in
        [.text(rule.label(linkage.records.fields)), .number(count)]
      })
  }

  private func sentence(_ holder: String) -> String {
    "Whoever holds \(holder), misspelt and outdated as it is, finds "
      + "\(Phrase.ofHundred(grade.success.value)) of 100 of its people in this release"
      + (claims.precisionAtHalf.map {
        "; of the names it is sure enough of to say, \(Phrase.ofHundred($0.value)) of 100 are right"
      } ?? "") + "."
  }

  private var remedy: String {
    let worth = names.indices.map { field in
      zip(linkage.model.matching[field].indices, linkage.model.matching[field]).reduce(0) {
        $0 + $1.1 * linkage.model.weight(field: field, level: $1.0)
      }
    }
    guard grade.excess.lower > 0,
      let most = worth.indices.max(by: { worth[$0] < worth[$1] }), worth[most] > 0
    else { return "" }
    return "Generalise or leave out \(names[most]) first: it alone gives "
      + "\(Phrase.decimals(worth[most], 1)) bits about a person, typing errors or not; then "
      + "measure again."
  }
}

extension AttributeSetting {
  /// The source of randomness of one attack's stream on this table.
  func generator(_ stream: String) -> SeededGenerator {
    SeededGenerator(seed: seed, stream: "\(stream)/\(records.table)")
  }
}
