import Evaluation
import Findings
import Numerics

extension ZoneExperiment {
  /// Runs and reports the inference of the offset.
  func result() throws -> AttackResult {
    let truths = targets.map { Self.candidate(offset(of: $0)) }
    let trials = TrialSet(
      targets: zip(targets, truths).map { Trial(clue: $0, truth: $1) }, controls: [])
    let grades = try ZoneGuess.Comparison.allCases.map { comparison in
      let attack = ZoneGuess(
        activity: activity, references: references, comparison: comparison)
      let grade = try setting.evaluator.grade(
        attack, on: trials, baseline: .known(Self.commonest(truths)))
      return ZoneGrade(comparison, grade, errors: try errors(of: attack))
    }
    // The first comparison was chosen before any grade was seen, so its interval needs no
    // correction.
    let chosen = grades[0]
    let attack = ZoneGuess(activity: activity, references: references)
    return AttackResult(
      id: setting.resultID(attack.description), attack: attack.description,
      setting: setting.reportSetting(
        scenario: .auxiliaryTable,
        knowledge: "knows the clocks of the other people, and of a target only when it was active, "
          + "in UTC",
        targets: targets.count, candidates: ZoneGuess.offsets.count,
        exhaustive: targets.count == eligibleCount),
      success: chosen.grade.success, baseline: chosen.grade.baseline, control: nil,
      excess: chosen.grade.excess, topRates: chosen.grade.topRates.filter { $0.k <= 10 },
      subjectRisk: RiskDistribution(risks: chosen.grade.targetRisks),
      measures: chosen.grade.measures + chosen.measures(level: setting.evaluator.level),
      charts: [chosen.chart(level: setting.evaluator.level)],
      grids: [ZoneGrade.grid(grades)],
      sentence: "The hours of a person's activity alone give the person's clock away: to the hour "
        + "for \(Phrase.ofHundred(chosen.share(within: 0.5))) of 100, within one hour for "
        + "\(Phrase.ofHundred(chosen.share(within: 1))) and within three for "
        + "\(Phrase.ofHundred(chosen.share(within: 3))); naming the commonest clock is right for "
        + "\(Phrase.ofHundred(chosen.grade.baseline.value)).",
      remedy: "Release times by each person's own clock, or days instead of hours: then the hours "
        + "say nothing of where a person lives.")
  }

  /// How far the first offset of each target's list is from the known one, in hours.
  ///
  /// Where several come first, the mean over them.
  private func errors(of attack: ZoneGuess) throws -> [Double] {
    var errors = [Double](repeating: 12, count: targets.count)
    try attack.attack(targets) { index, answer in
      guard let first = answer.groups.first else { return }
      let apart = first.members.map { member in
        CircularProfiles.hoursApart(
          Double(ZoneGuess.offsets[Int(member)]), offset(of: targets[index]))
      }
      errors[index] = apart.reduce(0, +) / Double(apart.count)
    }
    return errors
  }

  /// Runs and reports the inference of summer time.
  func daylightResult() throws -> AttackResult {
    let known = targets.filter { clocks.rules[Int($0)] != nil }
    guard !known.isEmpty else { throw EvaluationError.noTargets(table: setting.table) }
    let attack = DaylightGuess(
      activity: activity, zones: ZoneGuess(activity: activity, references: references),
      knownRules: clocks.rules)
    let truths = known.map { subject in
      UInt32(DaylightGuess.rules.firstIndex { $0 == clocks.rules[Int(subject)] } ?? 0)
    }
    let trials = TrialSet(
      targets: zip(known, truths).map { Trial(clue: $0, truth: $1) }, controls: [])
    let grade = try setting.evaluator.grade(
      attack, on: trials, baseline: .known(Self.commonest(truths)))
    return AttackResult(
      id: setting.resultID(attack.description), attack: attack.description,
      setting: setting.reportSetting(
        scenario: .auxiliaryTable,
        knowledge: "knows the clocks of the other people, and of a target only when it was active, "
          + "in UTC",
        targets: known.count, candidates: DaylightGuess.rules.count,
        exhaustive: targets.count == eligibleCount),
      success: grade.success, baseline: grade.baseline, control: nil, excess: grade.excess,
      topRates: grade.topRates.filter { $0.k == 1 },
      subjectRisk: RiskDistribution(risks: grade.targetRisks), measures: grade.measures,
      sentence: "The hours of a person's activity over the year tell whose summer time the person "
        + "keeps, if any, for \(Phrase.ofHundred(grade.success.value)) of 100; naming the "
        + "commonest "
        + "rule is right for \(Phrase.ofHundred(grade.baseline.value)).",
      remedy: "Release times by each person's own clock, or days instead of hours.")
  }
}

/// How one comparison did at offsets.
struct ZoneGrade {
  let comparison: ZoneGuess.Comparison
  let grade: TrialGrade
  /// Hours between the first guess and the known offset, for each target.
  let errors: [Double]

  init(_ comparison: ZoneGuess.Comparison, _ grade: TrialGrade, errors: [Double]) {
    self.comparison = comparison
    self.grade = grade
    self.errors = errors
  }

  /// The share of targets whose error is at most `hours`.
  func share(within hours: Double) -> Double {
    Double(errors.count { $0 <= hours + 1e-9 }) / Double(max(errors.count, 1))
  }

  /// The middle error.
  var medianError: Double { Quantiles.quantile(0.5, ofSorted: errors.sorted()) ?? 0 }

  func estimate(within hours: Double, level: Double) -> Estimate {
    .proportion(
      Double(errors.count { $0 <= hours + 1e-9 }), of: max(errors.count, 1), level: level)
  }

  func measures(level: Double) -> [Measure] {
    [1.0, 2, 3].map { hours in
      Measure(
        id: "within-\(Int(hours))h",
        label: "Clock inferred within \(Phrase.count(Int(hours), "hour", "hours"))",
        estimate: estimate(within: hours, level: level), unit: "probability")
    } + [
      Measure(
        id: "median-error", label: "Middle error of the inferred clock",
        estimate: .exact(medianError), unit: "hours")
    ]
  }

  func chart(level: Double) -> Chart {
    Chart(
      id: "clock-error", title: "How far off the inferred clock is", kind: .step,
      xLabel: "hours off at most", yLabel: "share of people",
      series: [
        Chart.Series(
          name: "inferred",
          points: (0...12).map { hours in
            let share = estimate(within: max(0.5, Double(hours)), level: level)
            return Chart.Point(
              x: Double(hours), y: share.value, lower: share.lower, upper: share.upper)
          })
      ],
      alternativeText: "The inferred clock is within one hour for "
        + "\(Phrase.perCent(share(within: 1))) of the people and within three for "
        + "\(Phrase.perCent(share(within: 3)))."
    )
  }

  static func grid(_ grades: [ZoneGrade]) -> Grid {
    Grid(
      id: "comparisons", title: "Ways to infer a clock",
      header: ["compared with", "to the hour", "within 1 h", "within 2 h", "within 3 h", "median"],
      rows: grades.map { graded in
        [.text(graded.comparison.title)]
          + [0.5, 1, 2, 3].map { .share(graded.share(within: $0)) } + [.number(graded.medianError)]
      })
  }
}

extension ZoneGuess.Comparison {
  /// What a profile is compared with, in words.
  var title: String {
    switch self {
    case .nearestAndCommonest: "the people most alike, and how common each clock is"
    case .nearestProfiles: "the people most alike"
    case .meanProfile: "the mean of all others"
    case .earthMover: "the mean of all others, by earth mover's distance"
    }
  }
}
