import Evaluation
import Findings
import Numerics

/// One seedless attack on one pair of graphs, graded.
struct SeedlessExperiment {
  let pair: GraphPair
  let alignment: SeedlessAlignment
  let assignment: [UInt32?]
  let twins: InterchangeableNodes
  let trials: TrialSet<UInt32>
  let evaluator: Evaluator
  let grade: TrialGrade

  init(
    _ pair: GraphPair, setting: EventSetting, options: SeedlessAlignment.Options,
    propagation: SeedlessAlignment.Propagation?
  ) throws {
    self.pair = pair
    evaluator = setting.evaluator
    alignment = try SeedlessAlignment(
      auxiliary: pair.auxiliary, release: pair.release, seed: setting.seed, options: options)
    assignment = try Self.extended(alignment, pair, propagation)
    twins = InterchangeableNodes(pair.release)
    trials = Self.trials(pair, setting)
    guard !trials.targets.isEmpty else {
      throw EvaluationError.noTargets(table: setting.table)
    }
    grade = try evaluator.grade(
      SeedlessLinkage(
        alignment: alignment, assignment: assignment, twins: twins, answers: .ranking),
      on: trials, baseline: .chance(candidates: pair.release.nodeCount))
  }

  /// Whether a graph was too large to be aligned whole.
  var isCore: Bool {
    alignment.auxiliaryCore.count < pair.auxiliary.nodeCount
      || alignment.releaseCore.count < pair.release.nodeCount
  }

  /// The attack with other answers, on trials whose truths it can give.
  func grade(_ answers: SeedlessLinkage.Answers) throws -> TrialGrade {
    let attack = SeedlessLinkage(
      alignment: alignment, assignment: assignment, twins: twins, answers: answers)
    var trials = trials
    if case .twinClass = answers {
      let targets = trials.targets.map { trial in
        Trial(clue: trial.clue, truth: trial.truth.map { twins.classes[Int($0)] })
      }
      trials = TrialSet(targets: targets, controls: trials.controls)
    }
    return try evaluator.grade(
      attack, on: trials, baseline: .chance(candidates: pair.release.nodeCount))
  }

  /// Rates of those names only that stand out by at least a margin, from all names to the tenth
  /// that stands out most.
  func claims() throws -> [TrialGrade] {
    let margins = trials.targets.map { alignment.margins[Int($0.clue)] }.sorted()
    let cuts = (1...9).map { margins[$0 * margins.count / 10] }
    var tried: [Float] = []
    for cut in [-.infinity] + cuts where tried.last != cut { tried.append(cut) }
    return try tried.map { try grade(.claims(margin: $0)) }
  }

  /// How many of the auxiliary graph's edges lie on an edge of the release, rightly placed.
  var trueEdges: Int {
    pair.auxiliary.edges.count { first, second in
      guard let one = pair.truth[Int(first)], let other = pair.truth[Int(second)] else {
        return false
      }
      return pair.release.contains(Int(one), Int(other))
    }
  }

  /// The edges that the assignment keeps, propagated pairs included.
  var keptEdges: Int {
    pair.auxiliary.edges.count { first, second in
      guard let one = assignment[Int(first)], let other = assignment[Int(second)] else {
        return false
      }
      return pair.release.contains(Int(one), Int(other))
    }
  }

  private static func extended(
    _ alignment: SeedlessAlignment, _ pair: GraphPair,
    _ propagation: SeedlessAlignment.Propagation?
  ) throws -> [UInt32?] {
    let whole =
      alignment.auxiliaryCore.count == pair.auxiliary.nodeCount
      && alignment.releaseCore.count == pair.release.nodeCount
    guard let propagation, !whole else { return alignment.assignment }
    let found = try propagation(pair.auxiliary, pair.release, alignment.seeds())
    guard found.count == alignment.assignment.count else {
      throw SeedlessError.propagationCount(
        expected: alignment.assignment.count, found: found.count)
    }
    return zip(found, alignment.assignment).map { $0 ?? $1 }
  }

  /// People of the auxiliary graph: targets are in the release, controls are not.
  private static func trials(_ pair: GraphPair, _ setting: EventSetting) -> TrialSet<UInt32> {
    var source = setting.generator("seedless-alignment")
    func sampled(_ nodes: [Int]) -> [Trial<UInt32>] {
      source.sample(count: min(setting.targetCount, nodes.count), of: nodes.count).sorted().map {
        Trial(clue: UInt32(nodes[$0]), truth: pair.truth[nodes[$0]])
      }
    }
    let inside = sampled(pair.truth.indices.filter { pair.truth[$0] != nil })
    return TrialSet(
      targets: inside, controls: sampled(pair.truth.indices.filter { pair.truth[$0] == nil }))
  }
}
