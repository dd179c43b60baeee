public import Findings
import Evaluation
import Numerics

extension SeededMatching {
  /// How many edges both graphs may have for curves over seeds and overlap: above, those need more
  /// time than the attack itself and are left out.
  public static let curveEdgeLimit = 200_000

  /// Attacks a release from seeds by each method.
  ///
  /// - Parameters:
  ///   - pair: what the adversary holds, and the release.
  ///   - seeds: how many people the adversary knows in both.
  ///   - choice: who they are.
  ///   - threshold: how many marks a pair needs in a percolation.
  ///   - methods: how graphs are matched; a result for each.
  ///   - draws: how many draws of seeds each point of a curve is the mean of.
  /// - Throws: `GraphAttackError.tooManySeeds` where nobody is left to find.
  /// - Complexity: some 12 matchings for each draw and method where there are curves, else one.
  public static func results(
    for setting: EventSetting, pair: GraphPair, seeds: Int, choice: SeedChoice = .random,
    threshold: Int = 2, methods: [Method] = Method.allCases, draws: Int = 3
  ) throws -> [AttackResult] {
    let experiment = SeededExperiment(
      setting: setting, pair: pair, choice: choice, threshold: threshold)
    let overlap = pair.overlap
    return try methods.map {
      try experiment.result($0, seeds: seeds, draws: draws, overlap: overlap)
    }
  }
}

extension SeededExperiment {
  /// Runs and reports one method.
  fileprivate func result(
    _ method: SeededMatching.Method, seeds: Int, draws: Int, overlap: Double
  ) throws -> AttackResult {
    let (attack, grade, trials) = try grade(method, seeds: seeds, draw: 0)
    let hasCurves =
      pair.auxiliary.edgeCount + pair.release.edgeCount <= SeededMatching.curveEdgeLimit
    let rates = hasCurves ? try rates(method, seeds: seeds, draws: draws) : nil
    return AttackResult(
      id: setting.resultID(attack.description), attack: attack.description,
      setting: setting.reportSetting(
        scenario: .auxiliaryTable, knowledge: knowledge(seeds: seeds, overlap: overlap),
        targets: trials.targets.count, controls: trials.controls.count,
        candidates: pair.release.nodeCount,
        exhaustive: trials.targets.count + seeds == shared.count),
      success: grade.success, baseline: grade.baseline, control: grade.control,
      excess: grade.excess, topRates: grade.topRates,
      anonymitySets: AnonymitySetBin.histogram(ofTargets: grade.firstGroupSizes),
      subjectRisk: RiskDistribution(risks: grade.targetRisks),
      measures: grade.measures
        + measures(attack, seeds: seeds, overlap: overlap, rates: rates, draws: draws),
      charts: [try precisionChart(attack, method, trials: trials)]
        + (hasCurves
          ? [
            try seedChart(method, seeds: seeds, draws: draws),
            try overlapChart(method, seeds: seeds, draws: draws),
          ] : []),
      sentence: sentence(grade, seeds: seeds), remedy: remedy)
  }

  private func knowledge(seeds: Int, overlap: Double) -> String {
    "holds another graph of the same people, which shares \(Phrase.perCent(overlap)) of all ties "
      + "with the release, and knows "
      + Phrase.count(seeds, "person", "people") + " in both"
      + (choice == .bestConnected ? ", those with the most ties" : "")
  }

  private func sentence(_ grade: TrialGrade, seeds: Int) -> String {
    "Whoever holds such a graph and knows who \(Phrase.count(seeds, "person is", "people are")) "
      + "in the release finds \(Phrase.ofHundred(grade.success.value)) of 100 of the others"
      + (grade.precision.map { ", and is right in \(Phrase.ofHundred($0.value)) of 100 names" }
        ?? "") + "."
  }

  private var remedy: String {
    "Release counts over groups of people instead of who is tied to whom. Where ties must be "
      + "released, see by the curve over the overlap how many would have to be left out or "
      + "invented before the attack stops, and what the release is then still good for."
  }

  private func measures(
    _ attack: SeededMatching, seeds: Int, overlap: Double,
    rates: (mean: Double, lowest: Double, highest: Double)?, draws: Int
  ) -> [Measure] {
    var measures = [
      Measure(
        id: "seeds", label: "People known in both graphs", estimate: .exact(Double(seeds)),
        unit: "people"),
      Measure(
        id: "overlap", label: "Ties in both graphs, of all ties", estimate: .exact(overlap),
        unit: "probability"),
      Measure(
        id: "matched", label: "People of the adversary's graph who are given a name",
        estimate: .exact(Double(attack.matching.count - seeds)), unit: "people",
        note: attack.matching.isFinished
          ? "" : "a limit on memory or rounds cut the matching short: it may find more"),
    ]
    if let rates {
      measures.append(
        Measure(
          id: "draws", label: "Found, over \(draws) draws of seeds",
          estimate: Estimate(
            value: rates.mean, lower: rates.lowest, upper: rates.highest, level: 1,
            method: .subsample),
          unit: "probability", note: "the mean, the lowest and the highest draw"))
    }
    return measures
  }

  /// Precision against recall, by how strongly the matching bears its pairs out.
  private func precisionChart(
    _ attack: SeededMatching, _ method: SeededMatching.Method, trials: TrialSet<UInt32>
  ) throws -> Chart {
    let strengths = trials.targets.map { attack.support[Int($0.clue)] }.filter { $0 > 0 }.sorted()
    let levels = strengths.isEmpty ? [0] : (0..<20).map { strengths[$0 * strengths.count / 20] }
    var points: [Chart.Point] = []
    for level in Set(levels).sorted(by: >) {
      let grade = try evaluator.grade(
        attack.naming(atLeast: level, by: method), on: trials, baseline: .known(0))
      guard let precision = grade.precision else { continue }
      if let last = points.last, last.x >= grade.success.value { points.removeLast() }
      points.append(
        Chart.Point(
          x: grade.success.value, y: precision.value, lower: precision.lower,
          upper: precision.upper))
    }
    let ends = [points.first, points.last].compactMap(\.self).map {
      "\(Phrase.perCent($0.y)) of the names right at \(Phrase.perCent($0.x)) found"
    }
    return Chart(
      id: "precision-recall", title: "How often a name is right, by how many are found",
      kind: .line, xLabel: "share of people found", yLabel: "share of names that are right",
      series: [Chart.Series(name: "by support", points: points)],
      alternativeText: ends.isEmpty ? "Nobody is named." : Phrase.list(ends) + ".")
  }

  private func seedChart(
    _ method: SeededMatching.Method, seeds: Int, draws: Int
  ) throws -> Chart {
    let counts = Set([1, 2, 5, 10, 20, 50, 100, 200, 500, seeds]).filter {
      $0 > 0 && $0 <= max(shared.count / 2, seeds)
    }.sorted()
    let points = try counts.map { count in
      let rates = try rates(method, seeds: count, draws: draws)
      return Chart.Point(
        x: Double(count), y: rates.mean, lower: rates.lowest, upper: rates.highest)
    }
    return Chart(
      id: "by-seeds", title: "Found with how many known people", kind: .line,
      xLabel: "people known in both graphs", yLabel: "share of the others found",
      xIsLogarithmic: true, series: [Chart.Series(name: "mean of \(draws) draws", points: points)],
      alternativeText: "Found (mean of \(draws) draws of known people; bars show the lowest and "
        + "the highest): "
        + points.map { "\(Phrase.perCent($0.y)) with \(Phrase.count(Int($0.x)))" }
        .joined(separator: ", ") + ".")
  }

  private func overlapChart(
    _ method: SeededMatching.Method, seeds: Int, draws: Int
  ) throws -> Chart {
    let points = try [0.5, 0.6, 0.7, 0.8, 0.9, 1].map { share in
      let thinned = share < 1 ? try thinned(share) : self
      let rates = try thinned.rates(method, seeds: seeds, draws: draws)
      return Chart.Point(
        x: thinned.pair.overlap, y: rates.mean, lower: rates.lowest, upper: rates.highest)
    }.sorted { $0.x < $1.x }
    return Chart(
      id: "by-overlap", title: "Found at which overlap of the two graphs", kind: .line,
      xLabel: "share of all ties that stand in both", yLabel: "share of the others found",
      series: [Chart.Series(name: "mean of \(draws) draws", points: points)],
      alternativeText: "Ties are left out of both graphs at random. Found: "
        + points.map { "\(Phrase.perCent($0.y)) at an overlap of \(Phrase.perCent($0.x))" }
        .joined(separator: ", ") + ".")
  }
}
