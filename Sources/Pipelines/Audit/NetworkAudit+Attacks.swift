import Attacks
import Evaluation
import Findings
import Numerics
import Tables

extension NetworkAudit {
  /// With more people than this, other overlaps are not tried: each is an alignment of its own.
  private static let overlapLimit = 1_500
  /// How many people of highest degree are aligned without seeds at most.
  private static let coreLimit = 3_000
  /// With more ties than this, one matching goes on from seeds and not all three.
  private static let manyTies = 300_000

  /// Who looks like whom by the ties around them, in the release and in two networks.
  func signatures(_ pair: GraphPair, into outcome: inout Outcome) throws {
    try steps.next("\(setting.table): how many contacts, and theirs")
    let shapes = NeighborhoodShapes.commonest(
      of: loaded.graph, minimum: NeighborhoodShapes.drawnMinimum,
      count: NeighborhoodShapes.drawnCount)
    outcome.results.append(
      try StructuralSignatures.result(for: setting, graph: loaded.graph).adding(shapes.chart()))
    do {
      outcome.results.append(try RecursiveFeatureLinkage.result(for: setting, pair: pair))
    } catch EvaluationError.noTargets {
      unmeasured("surroundings in two networks", because: "nobody is in both", into: &outcome)
    }
  }

  /// Who follows from a few people that are known in both networks.
  func seeds(_ pair: GraphPair, into outcome: inout Outcome) throws {
    try steps.next("\(setting.table): from a few known people")
    let shared = pair.truth.count { $0 != nil }
    // Of a few people not all can be known: then there would be nobody to find.
    let seeds = min(request.manifest.adversary.seeds, shared / 4)
    guard seeds > 0 else {
      unmeasured(
        "matching from known people",
        because: request.manifest.adversary.seeds == 0
          ? "the adversary knows nobody (adversary.seeds)"
          : "fewer than 4 people are in both networks",
        into: &outcome)
      return
    }
    let isLarge = loaded.graph.edgeCount > Self.manyTies
    outcome.results += try SeededMatching.results(
      for: setting, pair: pair, seeds: seeds,
      methods: isLarge ? [.percolation] : SeededMatching.Method.allCases)
  }

  /// Who is who by the shape of the ties alone.
  func alignment(_ pair: GraphPair, into outcome: inout Outcome) throws {
    try steps.next("\(setting.table): by the shape of ties alone")
    let isSmall = loaded.graph.nodeCount <= Self.overlapLimit
    let overlaps =
      try isSmall && loaded.declaration.auxiliary == nil
      ? [0.5, 0.7, 0.9, 1].map { SeedlessAlignment.Overlap(share: $0, pair: try sampled($0)) } : []
    let seed = request.seed
    do {
      outcome.results.append(
        try SeedlessAlignment.result(
          for: setting, pair: pair, overlaps: overlaps,
          options: .init(coreLimit: Self.coreLimit)
        ) { auxiliary, release, seeds in
          try PercolationMatching(seed: seed).match(
            auxiliary: auxiliary, release: release, seeds: seeds.map { ($0, $1) }
          ).releaseOf
        })
    } catch EvaluationError.noTargets {
      unmeasured(
        "alignment without known people", because: "nobody is in both networks", into: &outcome)
      return
    }
    guard max(pair.auxiliary.nodeCount, pair.release.nodeCount) > Self.coreLimit else { return }
    unmeasured(
      "alignment of everybody at once",
      because: "there are more than \(Phrase.count(Self.coreLimit)) people: those with the most "
        + "ties were aligned, and others only as far as they follow from these; the number is a "
        + "lower bound",
      into: &outcome)
  }
}
