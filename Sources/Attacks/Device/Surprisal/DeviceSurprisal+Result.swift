public import Findings
import Evaluation
import Foundation
import Numerics
import Tables

extension DeviceSurprisal {
  /// Reports on the devices of `records`.
  ///
  /// - Throws: `EvaluationError.noTargets` where nobody has a row; `NumericsError`.
  public static func result(
    for setting: EventSetting, records: DeviceRecords
  ) throws -> AttackResult {
    let attack = try DeviceSurprisal(records)
    let sets = attack.fingerprints.smallestSets()
    let grade = try setting.evaluator.grade(attack, baseline: 1 / Double(max(sets.count, 1)))
    let histogram = try ClassSizeHistogram(
      classSizes: attack.fingerprints.peopleOfClass.filter { $0 > 0 })
    let estimates = try SampleEstimates(
      histogram, declared: nil, seed: setting.seed, table: setting.table)
    let remedies = try TraitRemedy.all(records, fingerprints: attack.fingerprints)
    let unique = Double(sets.count { $0 == 1 }) / Double(sets.count)
    return AttackResult(
      id: setting.resultID(attack.description), attack: attack.description,
      setting: setting.reportSetting(
        scenario: .groupSizes, knowing: records.names,
        knowledge: "knows \(Phrase.list(records.names)) of a device of a person",
        targets: sets.count, candidates: sets.count, exhaustive: true),
      success: grade.success, baseline: grade.baseline, control: nil, excess: grade.excess,
      anonymitySets: AnonymitySetBin.histogram(ofTargets: sets), subjectRisk: grade.distribution,
      measures: try attack.measures(unique: unique, estimates, histogram),
      charts: [attack.chart()],
      grids: [
        attack.traitGrid(), attack.orderGrid(), attack.publishedGrid(unique: unique),
        try estimates.grid(), remedyGrid(remedies),
      ],
      sentence: attack.sentence(records.names, unique: unique, success: grade.success.value),
      remedy: remedy(remedies, success: grade.success.value, people: sets.count))
  }

  private func measures(
    unique: Double, _ estimates: SampleEstimates, _ histogram: ClassSizeHistogram
  ) throws -> [Measure] {
    func bits(_ id: String, _ label: String, _ value: Double) -> Measure {
      Measure(id: id, label: label, estimate: .model(value), unit: "bits")
    }
    var measures = [
      Measure(
        id: "unique-people", label: "People with a fingerprint that nobody else has",
        estimate: .exact(unique), unit: "probability"),
      Measure(
        id: "entropy/joint", label: "Entropy of all traits together (mean surprisal)",
        estimate: .exact(joint.entropyBits), unit: "bits"),
      bits(
        "entropy/joint/miller-madow", "The same, corrected (Miller-Madow)", joint.millerMadowBits),
      bits("entropy/joint/chao-shen", "The same, corrected (Chao-Shen)", joint.chaoShenBits),
      Measure(
        id: "surprisal/maximum", label: "Surprisal of the rarest fingerprint",
        estimate: .exact(joint.maximumSurprisalBits), unit: "bits"),
      Measure(
        id: "entropy/normalized", label: "Entropy over the most that it could be",
        estimate: .exact(joint.normalizedEntropy), unit: "probability"),
      try estimates.measure(.dankar, fraction: 0.01),
    ]
    if let kappa = try correctness(histogram, times: 100) { measures.append(kappa) }
    return measures
  }

  /// How often a match would be right were the people a sample of a population `times` as large.
  private func correctness(_ histogram: ClassSizeHistogram, times: Int) throws -> Measure? {
    let (people, overflow) = histogram.rowCount.multipliedReportingOverflow(by: times)
    guard !overflow, case .success(let fit) = PitmanFit.fit(histogram),
      let law = MatchCorrectness(fit)
    else { return nil }
    return Measure(
      id: "match-correctness/\(times)",
      label: "Matches that would be right among \(times) times as many devices",
      estimate: .model(try law.correctness(people: people)), unit: "probability",
      note: "Pitman-Yor law fitted to the sizes of the groups; a sample of volunteers overstates")
  }

  private func traitGrid() -> Grid {
    Grid(
      id: "traits", title: "What each trait tells by itself",
      header: [
        "trait", "values", "entropy, bits", "Miller-Madow", "Chao-Shen", "normalised",
        "rarest, bits", "of one person only",
      ],
      rows: (traits.sorted { $0.entropyBits > $1.entropyBits } + [joint]).map { trait in
        [
          .text(trait.name), .count(trait.values), .number(trait.entropyBits),
          .number(trait.millerMadowBits), .number(trait.chaoShenBits),
          .share(trait.normalizedEntropy), .number(trait.maximumSurprisalBits),
          .share(trait.uniqueShare),
        ]
      })
  }

  private func orderGrid() -> Grid {
    Grid(
      id: "joint-entropy", title: "What each trait adds to those before it",
      header: ["trait", "adds, bits", "together, bits"],
      rows: contributions.map {
        [.text($0.name), .number($0.addedBits), .number($0.jointBits)]
      })
  }

  private func publishedGrid(unique: Double) -> Grid {
    Grid(
      id: "published", title: "Published, for comparison",
      header: ["study", "devices", "unique", "entropy, bits"],
      rows: [
        [.text("Panopticlick 2010"), .count(470_161), .share(0.836), .number(18.1)],
        [.text("AmIUnique 2016"), .count(118_934), .share(0.894), .empty],
        [.text("Hiding in the Crowd 2018"), .count(2_067_942), .share(0.336), .empty],
        [
          .text("this table"), .count(joint.fingerprints), .share(joint.uniqueShare),
          .number(joint.entropyBits),
        ],
      ])
  }

  private func chart() -> Chart {
    Chart(
      id: "joint-entropy", title: "How many bits the traits tell together", kind: .bars,
      xLabel: "trait, with those before it", yLabel: "bits", yIsShare: false,
      series: [
        Chart.Series(
          name: "together",
          points: contributions.enumerated().map { index, contribution in
            Chart.Point(label: contribution.name, x: Double(index), y: contribution.jointBits)
          })
      ],
      alternativeText: "The entropy of the traits taken together rises to "
        + "\(Phrase.decimals(joint.entropyBits, 1)) bits.")
  }

  private func sentence(_ names: [String], unique: Double, success: Double) -> String {
    "Whoever knows \(Phrase.list(names)) of a person's device finds that person in "
      + "\(Phrase.ofHundred(success)) of 100 cases; \(Phrase.perCent(unique)) of the people have a "
      + "device that nobody else in this table has."
  }

  private static func remedyGrid(_ remedies: [TraitRemedy]) -> Grid {
    Grid(
      id: "remedies", title: "Telling less of one trait",
      header: ["change", "mean risk", "unique people", "bits left"],
      rows: remedies.sorted { $0.meanRisk < $1.meanRisk }.map(\.row))
  }

  /// The trait to leave out first, and the coarsening that helps most, in figures.
  private static func remedy(
    _ remedies: [TraitRemedy], success: Double, people: Int
  ) -> String {
    func best(_ choice: [TraitRemedy]) -> TraitRemedy? {
      choice.min { $0.meanRisk < $1.meanRisk }.flatMap { $0.meanRisk < success ? $0 : nil }
    }
    let without = best(remedies.filter { $0.coarsening == nil })
    let coarser = best(remedies.filter { $0.coarsening != nil })
    guard success > 1 / Double(people), let without else { return "" }
    var text =
      "With \(without.words) the mean risk falls from \(Phrase.perCent(success)) to "
      + Phrase.perCent(without.meanRisk)
    if let coarser {
      text += "; with \(coarser.words) to \(Phrase.perCent(coarser.meanRisk))"
    }
    return text + "."
  }
}
