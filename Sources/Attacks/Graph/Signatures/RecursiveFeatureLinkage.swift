public import Evaluation
public import Findings
import Numerics

/// Finds people of one graph in another by numbers that describe their surroundings.
///
/// Each auxiliary node's candidates are the release nodes by rising distance of their recursive
/// features; nobody needs to be known beforehand.
///
/// **Guarantee** none is claimed: it is a lower bound for what a better comparison finds.
/// **Source** Henderson et al., KDD 2011 (ReFeX), section 4.3: identity resolution by L1 distance.
/// **Cost** O(release nodes * features) for each target, and the features of both graphs once.
/// **Does not protect against** an adversary who uses who is tied to whom beyond these numbers.
public struct RecursiveFeatureLinkage: TrialAttack {
  /// What it is.
  public let description = AttackDescription(
    id: "graph/recursive-features", title: "Surroundings alike in two graphs", channel: .graph,
    risk: .linkability, failureMode: .contextualAggregation,
    source: "Henderson et al. 2011, KDD (ReFeX)",
    doesNotCover:
      "matchings of whole graphs, which find more (see the seedless attack and those from known "
      + "people), and attributes beside the ties")

  /// How many candidates each answer lists, ties at its end included.
  public static let listed = 1_000

  private let auxiliary: RecursiveFeatures
  private let release: RecursiveFeatures

  /// Measures both graphs of a pair.
  ///
  /// - Parameter depth: how often sums and means over neighbours are taken.
  public init(_ pair: GraphPair, depth: Int = 2) {
    auxiliary = RecursiveFeatures(pair.auxiliary, depth: depth)
    release = RecursiveFeatures(pair.release, depth: depth)
  }

  /// Answers each auxiliary node with the release nodes nearest to it.
  public func attack(_ clues: [UInt32], answer: (Int, RankedCandidates) throws -> Void) throws {
    let candidates = (0..<UInt32(release.nodeCount)).map { $0 }
    for start in stride(from: 0, to: clues.count, by: 256) {
      let end = min(start + 256, clues.count)
      let rankings = concurrentChunks(count: end - start, minimumChunk: 4) { range in
        range.map { offset in
          let costs = distances(from: Int(clues[start + offset]))
          return CostRanking.ranking(
            costs: costs[...], of: candidates, within: Self.nearest(costs))
        }
      }
      for (offset, ranking) in rankings.flatMap(\.self).enumerated() {
        try answer(start + offset, ranking)
      }
    }
  }

  private func distances(from node: Int) -> [Float] {
    var sums = [Float](repeating: 0, count: release.nodeCount)
    for (own, others) in zip(auxiliary.columns, release.columns) {
      let value = own[node]
      for other in sums.indices { sums[other] += abs(value - others[other]) }
    }
    return sums
  }

  /// The nodes at most as far as the last one listed.
  private static func nearest(_ costs: [Float]) -> [UInt32]? {
    guard costs.count > listed else { return nil }
    let limit = costs.sorted()[listed - 1]
    return costs.indices.filter { costs[$0] <= limit }.map { UInt32($0) }
  }

  /// Attacks a release without seeds by the surroundings alone.
  ///
  /// - Throws: `EvaluationError.noTargets` where no person is in both graphs.
  public static func result(
    for setting: EventSetting, pair: GraphPair, depth: Int = 2
  ) throws -> AttackResult {
    let attack = RecursiveFeatureLinkage(pair, depth: depth)
    let experiment = SeededExperiment(
      setting: setting, pair: pair, choice: .random, threshold: 2)
    let trials = experiment.trials(without: [])
    let evaluator = setting.evaluator.corrected(tried: 1, depths: setting.evaluator.depths)
    let grade = try evaluator.grade(
      attack, on: trials, baseline: .chance(candidates: pair.release.nodeCount))
    let ten = grade.topRates.last { $0.k <= 10 }?.rate.value ?? grade.success.value
    return AttackResult(
      id: setting.resultID(attack.description), attack: attack.description,
      setting: setting.reportSetting(
        scenario: .auxiliaryTable,
        knowledge: "holds another graph of the same people, which shares "
          + "\(Phrase.perCent(pair.overlap)) of all ties with the release, and knows nobody in it",
        targets: trials.targets.count, controls: trials.controls.count,
        candidates: pair.release.nodeCount,
        exhaustive: trials.targets.count == experiment.shared.count),
      success: grade.success, baseline: grade.baseline, control: grade.control,
      excess: grade.excess, topRates: grade.topRates,
      anonymitySets: AnonymitySetBin.histogram(ofTargets: grade.firstGroupSizes),
      subjectRisk: RiskDistribution(risks: grade.targetRisks), measures: grade.measures,
      sentence: "Whoever holds such a graph finds \(Phrase.ofHundred(grade.success.value)) of 100 "
        + "people by what is around them alone, and \(Phrase.ofHundred(ten)) among the first ten.",
      remedy:
        "Don't release who is tied to whom: release counts of ties between groups of people, with "
        + "noise of differential privacy.")
  }
}
