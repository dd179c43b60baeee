public import Findings
import Evaluation
import Numerics

extension HistoryAttack {
  /// How many known items are tried.
  public static let knownCounts = [1, 2, 4, 8, 16, 32]
  /// Items that fewer people chose are left out in one of the coarser releases that are tried.
  static let rareShare = 0.05

  /// Tries a few known choices of each target, and what another party holds where it is given.
  ///
  /// The headline, fixed beforehand, is `adversary`; there are curves without wrong items, and with
  /// the same share of them.
  ///
  /// - Parameters:
  ///   - setting: the table, the grader, the seed.
  ///   - histories: the release.
  ///   - auxiliary: what another party holds.
  ///   - adversary: what is known of a target where nobody holds anything.
  ///   - scales: how far values and days may lie apart; `nil` for those that suit the values.
  /// - Throws: `EvaluationError` where nobody can be tried.
  public static func results(
    for setting: EventSetting, histories: SparseHistories, auxiliary: AuxiliaryHistories? = nil,
    adversary: HistoryAdversary = .headline, scales: HistoryScales? = nil
  ) throws -> [AttackResult] {
    let scales = scales ?? HistoryScales(suiting: histories)
    let own = try HistoryExperiment(setting: setting, histories: histories, scales: scales)
    var results = [
      try own.outcome(
        headline: histories.days.isEmpty ? adversary.withoutDays : adversary,
        scenario: .knownPoints, holder: nil
      ).result()
    ]
    if let auxiliary {
      let linked = try HistoryExperiment(
        setting: setting, histories: histories, auxiliary: auxiliary, scales: scales)
      let everything = try HistoryAdversary(knownItems: .max)
      let hasDays = !histories.days.isEmpty && !auxiliary.histories.days.isEmpty
      results.append(
        try linked.outcome(
          headline: hasDays ? everything : everything.withoutDays, scenario: .auxiliaryTable,
          holder: auxiliary.name
        ).result())
    }
    return results
  }
}

extension HistoryExperiment {
  /// Targets and a control group out of the release itself.
  init(setting: EventSetting, histories: SparseHistories, scales: HistoryScales) throws {
    let cohort = try PeriodCohort(
      eligible: histories.subjectsWithEntries, setting: setting, stream: "histories")
    // Who has no entry is no candidate either.
    var isHeldOut = [Bool](repeating: true, count: histories.subjectCount)
    for candidate in cohort.candidates { isHeldOut[Int(candidate)] = false }
    self.init(
      setting: setting, release: histories, isHeldOut: isHeldOut, scales: scales,
      sampler: HistorySampler(histories),
      targets: cohort.targets.map { Target(known: $0, subject: $0) }, controls: cohort.controls,
      stream: "histories")
  }

  /// Targets and a control group out of what another party holds.
  init(
    setting: EventSetting, histories: SparseHistories, auxiliary: AuxiliaryHistories,
    scales: HistoryScales
  ) throws {
    let stream = "histories/\(auxiliary.name)"
    var source = setting.generator(stream)
    func draw<Element>(_ all: [Element]) -> [Element] {
      source.sample(count: min(setting.targetCount, all.count), of: all.count).sorted()
        .map { all[$0] }
    }
    var isHeldOut = [Bool](repeating: true, count: histories.subjectCount)
    for subject in histories.subjectsWithEntries { isHeldOut[Int(subject)] = false }
    // A person of the release without an entry there can be found by nobody.
    let pairs = draw(
      auxiliary.pairing.pairs.filter {
        auxiliary.histories.holds($0.auxiliaryRow) && Int($0.subject) < isHeldOut.count
          && !isHeldOut[Int($0.subject)]
      })
    let outsiders = draw(auxiliary.pairing.outsiders.filter { auxiliary.histories.holds($0) })
    guard !pairs.isEmpty else { throw EvaluationError.noTargets(table: auxiliary.name) }
    self.init(
      setting: setting, release: histories, isHeldOut: isHeldOut, scales: scales,
      sampler: HistorySampler(auxiliary.histories),
      targets: pairs.map { Target(known: UInt32($0.auxiliaryRow), subject: $0.subject) },
      controls: outsiders.map(UInt32.init), stream: stream)
  }

  /// Grades the headline, the curves and the coarser releases.
  func outcome(
    headline: HistoryAdversary, scenario: Scenario, holder: String?
  ) throws -> HistoryOutcome {
    let attack = attack(on: release)
    // Of another party's own data nothing is spoilt on top.
    let bare = try holder == nil ? headline : HistoryAdversary(knownItems: 1)
    let kinds = headline.knowsDays ? [bare, bare.withoutDays] : [bare.withoutDays]
    let curves = kinds.map(\.withoutWrongItems) + kinds.filter { $0.wrongItems > 0 }
    let steps = try curves.flatMap { curve in
      try HistoryAttack.knownCounts.map(curve.knowing)
        .filter { curve.wrongItems == 0 || $0.wrongItems > 0 }
        .map { try step($0, against: attack) }
    }
    return HistoryOutcome(
      experiment: self, headline: try step(headline, against: attack), steps: steps,
      remedies: try remedies(against: headline), scenario: scenario, holder: holder)
  }

  private func remedies(against adversary: HistoryAdversary) throws -> [HistoryOutcome.Remedy] {
    let least = max(Int((HistoryAttack.rareShare * Double(candidateCount)).rounded(.up)), 2)
    var coarser: [(String, SparseHistories)] = []
    if !release.days.isEmpty {
      coarser.append(("the histories without days", release.withoutDays))
    }
    if !release.values.isEmpty {
      coarser.append(
        ("only which items, without days and values", release.withoutDays.withoutValues))
    }
    coarser.append(
      (
        "only items that at least \(Phrase.count(least)) people chose",
        release.leavingOutItems(chosenByFewerThan: least)
      ))
    return try coarser.map { words, coarse in
      HistoryOutcome.Remedy(
        words: words,
        entriesLeft: Double(coarse.entryCount) / Double(max(release.entryCount, 1)),
        success: try step(adversary, against: attack(on: coarse)).ranked.success)
    }
  }
}

extension SparseHistories {
  /// Whether `row` is a data subject here, with an entry.
  fileprivate func holds(_ row: Int) -> Bool {
    (0..<subjectCount).contains(row) && !entries(of: row).isEmpty
  }
}
