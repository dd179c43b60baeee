import Evaluation
import Findings
import Numerics

/// The adversary and the people of one run of the seeded attacks.
struct SeededExperiment {
  let setting: EventSetting
  let pair: GraphPair
  let choice: SeededMatching.SeedChoice
  let threshold: Int
  /// Auxiliary nodes whose person is in the release, rising.
  let shared: [UInt32]

  init(
    setting: EventSetting, pair: GraphPair, choice: SeededMatching.SeedChoice, threshold: Int
  ) {
    self.setting = setting
    self.pair = pair
    self.choice = choice
    self.threshold = threshold
    self.shared = pair.truth.indices.filter { pair.truth[$0] != nil }.map { UInt32($0) }
  }

  /// The seeds of one draw.
  ///
  /// - Throws: `GraphAttackError.tooManySeeds` where nobody would be left to find.
  func seeds(count: Int, draw: Int) throws(GraphAttackError) -> [(UInt32, UInt32)] {
    guard count >= 0, count < shared.count else {
      throw .tooManySeeds(table: setting.table, asked: count, available: shared.count)
    }
    let chosen: [UInt32]
    switch choice {
    case .random:
      var source = setting.generator("graph/seeds/\(count)/\(draw)")
      chosen = source.sample(count: count, of: shared.count).map { shared[$0] }
    case .bestConnected:
      chosen = Array(
        shared.sorted {
          (pair.auxiliary.degree(of: Int($1)), $0) < (pair.auxiliary.degree(of: Int($0)), $1)
        }.prefix(count))
    }
    return chosen.compactMap { node in pair.truth[Int(node)].map { (node, $0) } }
  }

  /// The people to find who are no seeds, and those who can't be found.
  func trials(without seeds: [(UInt32, UInt32)]) -> TrialSet<UInt32> {
    let known = Set(seeds.map(\.0))
    var source = setting.generator("graph/targets")
    func drawn(_ nodes: [UInt32]) -> [UInt32] {
      source.sample(count: min(setting.targetCount, nodes.count), of: nodes.count)
        .map { nodes[$0] }.sorted()
    }
    let outsiders = pair.truth.indices.filter { pair.truth[$0] == nil }.map { UInt32($0) }
    return TrialSet(
      targets: drawn(shared.filter { !known.contains($0) }).map {
        Trial(clue: $0, truth: pair.truth[Int($0)])
      },
      controls: drawn(outsiders).map { Trial(clue: $0, truth: nil) })
  }

  /// The grader: Clopper and Pearson's intervals, as a matching of strangers names a few right by
  /// luck, of which Wilson's makes too much.
  var evaluator: Evaluator {
    setting.evaluator.corrected(tried: 1, depths: [1])
  }

  /// Matches from one draw of seeds and grades.
  func grade(
    _ method: SeededMatching.Method, seeds count: Int, draw: Int
  ) throws -> (attack: SeededMatching, grade: TrialGrade, trials: TrialSet<UInt32>) {
    let seeds = try seeds(count: count, draw: draw)
    let attack = try SeededMatching(
      method, pair: pair, seeds: seeds, threshold: threshold, seed: setting.seed &+ UInt64(draw))
    let trials = trials(without: seeds)
    let grade = try evaluator.grade(
      attack, on: trials, baseline: .chance(candidates: pair.release.nodeCount - seeds.count))
    return (attack, grade, trials)
  }

  /// The rates of several draws of seeds: their mean, the lowest and the highest.
  func rates(
    _ method: SeededMatching.Method, seeds count: Int, draws: Int
  ) throws -> (mean: Double, lowest: Double, highest: Double) {
    let rates = try (0..<draws).map {
      try grade(method, seeds: count, draw: $0).grade.success.value
    }
    let (lowest, highest) = (rates.min() ?? 0, rates.max() ?? 0)
    // The mean of equal rates may be off by a rounding error.
    let mean = rates.reduce(0, +) / Double(max(draws, 1))
    return (min(max(mean, lowest), highest), lowest, highest)
  }

  /// The same experiment where either graph keeps an edge with probability `share` only.
  func thinned(_ share: Double) throws -> SeededExperiment {
    var source = setting.generator("graph/thinned/\(share)")
    func thinned(_ graph: SparseGraph) throws -> SparseGraph {
      try SparseGraph(
        nodeCount: graph.nodeCount, edges: graph.edges.filter { _ in source.bernoulli(share) })
    }
    let pair = GraphPair(
      auxiliary: try thinned(pair.auxiliary), release: try thinned(pair.release),
      truth: pair.truth)
    return SeededExperiment(setting: setting, pair: pair, choice: choice, threshold: threshold)
  }
}

extension GraphPair {
  /// The share of all ties among people of both graphs that stand in both.
  ///
  /// - Complexity: O(edges log degree).
  public var overlap: Double {
    var both = 0
    var known = 0
    var inRelease = [Bool](repeating: false, count: release.nodeCount)
    for node in truth { if let node { inRelease[Int(node)] = true } }
    for (first, second) in auxiliary.edges {
      guard let left = truth[Int(first)], let right = truth[Int(second)] else { continue }
      known += 1
      if release.contains(Int(left), Int(right)) { both += 1 }
    }
    let released = release.edges.count { inRelease[Int($0)] && inRelease[Int($1)] }
    let all = known + released - both
    return all > 0 ? Double(both) / Double(all) : 0
  }
}
