public import Findings
public import Numerics
import Evaluation

extension SeedlessAlignment {
  /// What goes on from seeds over graphs that are too large to be aligned whole: the release's
  /// node of each auxiliary node, `nil` where it finds none.
  public typealias Propagation =
    @Sendable (
      _ auxiliary: SparseGraph, _ release: SparseGraph,
      _ seeds: [(auxiliary: UInt32, release: UInt32)]
    ) throws -> [UInt32?]

  /// A pair of graphs of which it is known how much they overlap.
  public struct Overlap: Sendable {
    /// The share of an edge's chance to be in the one graph if it is in the other, or any other
    /// measure of overlap in [0, 1].
    public let share: Double
    /// The graphs.
    public let pair: GraphPair

    /// A pair of graphs with its overlap.
    public init(share: Double, pair: GraphPair) {
      self.share = share
      self.pair = pair
    }
  }

  /// Attacks the release of a pair of graphs by the shape of its ties alone, and reports it.
  ///
  /// - Parameters:
  ///   - setting: the audit's; its columns are the ends of an edge.
  ///   - pair: what the adversary holds, the release, and who is who for grading.
  ///   - overlaps: further pairs, for the rate against overlap.
  ///   - options: what the alignment may take.
  ///   - propagation: goes on from the core's seeds where a graph is too large.
  /// - Throws: `SeedlessError`; `EvaluationError.noTargets` where nobody is in both graphs.
  public static func result(
    for setting: EventSetting, pair: GraphPair, overlaps: [Overlap] = [],
    options: Options = Options(), propagation: Propagation? = nil
  ) throws -> AttackResult {
    func experiment(_ pair: GraphPair) throws -> SeedlessExperiment {
      try SeedlessExperiment(pair, setting: setting, options: options, propagation: propagation)
    }
    let rates = try overlaps.map { ($0.share, try experiment($0.pair).grade.success) }
    return try experiment(pair).result(for: setting, rates: rates)
  }
}

extension SeedlessExperiment {
  fileprivate func result(
    for setting: EventSetting, rates: [(share: Double, success: Estimate)]
  ) throws -> AttackResult {
    let claims = try claims()
    let charts = [SeedlessCharts.ranks(grade), SeedlessCharts.precision(claims)]
    return AttackResult(
      id: setting.resultID(SeedlessLinkage.what), attack: SeedlessLinkage.what,
      setting: setting.reportSetting(
        scenario: .auxiliaryTable, knowledge: knowledge, targets: trials.targets.count,
        controls: trials.controls.count, candidates: pair.release.nodeCount,
        exhaustive: trials.targets.count == pair.truth.count { $0 != nil }),
      success: grade.success, baseline: grade.baseline, control: grade.control,
      excess: grade.excess, topRates: grade.topRates,
      anonymitySets: AnonymitySetBin.histogram(ofTargets: grade.firstGroupSizes),
      subjectRisk: RiskDistribution(risks: grade.targetRisks),
      measures: grade.measures + (try graphMeasures()),
      charts: charts + (rates.isEmpty ? [] : [SeedlessCharts.overlaps(rates)]),
      sentence: sentence, remedy: remedy)
  }

  private func graphMeasures() throws -> [Measure] {
    let unmatched = trials.targets.reduce(0.0) { sum, trial in
      sum + (trial.truth.map { 1 / Double(twins.twins(of: $0).count) } ?? 0)
    }
    var measures = [
      Measure(
        id: "up-to-interchangeable",
        label: "Right up to people whose neighbours are the same",
        estimate: try grade(.twinClass).success, unit: "probability"),
      Measure(
        id: "interchangeable-ceiling",
        label: "The most that ties alone can give, where neighbours are the same",
        estimate: .exact(unmatched / Double(trials.targets.count)), unit: "probability"),
      Measure(
        id: "kept-edges", label: "Edges that the alignment lays on edges of the release",
        estimate: .exact(Double(keptEdges)), unit: "edges"),
      Measure(
        id: "true-edges", label: "Edges that the right alignment would lay on edges of the release",
        estimate: .exact(Double(trueEdges)), unit: "edges"),
    ]
    if isCore {
      measures.append(
        Measure(
          id: "aligned-core", label: "People of highest degree who were aligned",
          estimate: .exact(Double(alignment.auxiliaryCore.count)), unit: "people",
          note: "The graph is too large to be aligned whole; those with few ties count as not "
            + "found unless a propagation finds them."))
    }
    return measures
  }

  private var knowledge: String {
    "holds a graph of the ties of "
      + Phrase.count(pair.auxiliary.nodeCount, "person", "people")
      + ", by name, and the release's graph of "
      + Phrase.count(pair.release.nodeCount, "pseudonym", "pseudonyms")
      + "; knows no pair of a person and a pseudonym"
  }

  private var sentence: String {
    "Whoever knows who is tied to whom finds \(Phrase.ofHundred(grade.success.value)) of 100 "
      + "people behind new pseudonyms by the shape of the ties alone, without knowing a single "
      + "one of them beforehand"
      + (isCore
        ? ", though only the \(Phrase.count(alignment.auxiliaryCore.count)) with the most ties "
          + "were tried at once." : ".")
  }

  private var remedy: String {
    guard grade.success.lower > grade.baseline.value else { return "" }
    return "Don't release who is tied to whom: release counts of ties between groups of people, "
      + "with noise of differential privacy. Leaving out a part of the ties, or adding wrong ones, "
      + "helps little: see the rate against overlap."
  }
}
