public import Numerics
import Evaluation
import Findings

extension GraphPair {
  /// What is known when ties are compared.
  public struct EvidenceOptions: Sendable {
    /// Pairs of an auxiliary and a release node that are known to be one person.
    public var seeds: [(auxiliary: UInt32, release: UInt32)] = []
    /// The alignment of whole graphs is a feature where neither has more nodes than this.
    public var alignmentLimit = 3_000
    /// The seed of the order in which the alignment looks at nodes.
    public var seed: UInt64 = 1

    /// No seeds, alignment up to 3,000 nodes.
    public init() {}
  }

  /// What the ties around a known person and around a released node say about whether they are one.
  ///
  /// Features: the degrees around a node up to four steps away; recursive features; the alignment
  /// of both graphs, where they are small; known people in common, where there are any. Known
  /// people and nodes without a tie are neither candidates nor targets. A node of the release has
  /// its own number; a person of the auxiliary graph that of its node, or, outside the release, one
  /// from the release's number of nodes on, in order.
  ///
  /// - Parameters:
  ///   - table: the table's name.
  ///   - columns: the columns that say who is tied to whom.
  /// - Throws: `SeedlessError` where a graph has no node, `NumericsError` never in practice.
  public func evidence(
    table: String, columns: [String], options: EvidenceOptions = EvidenceOptions()
  ) throws -> KnownEvidence {
    let people = TieEvidence(self, seeds: options.seeds)
    var comparisons: [any PairComparison] = [
      people.vectors(
        id: "degrees-around", title: "degrees up to four steps away", { DegreeProfiles($0).columns }
      ),
      people.vectors(
        id: "recursive-features", title: "surroundings by recursive features",
        { RecursiveFeatures($0).columns }),
    ]
    if max(auxiliary.nodeCount, release.nodeCount) <= options.alignmentLimit {
      comparisons.append(try people.alignment(seed: options.seed, limit: options.alignmentLimit))
    }
    if !options.seeds.isEmpty { comparisons.append(people.commonSeeds) }
    return KnownEvidence(
      evidence: comparisons.map {
        ChannelEvidence(channel: .graph, table: table, columns: columns, comparison: $0)
      }, candidates: people.candidates, targets: people.targets)
  }

  /// The same for an adversary who knows this share of all ties of a released network.
  ///
  /// - Parameters:
  ///   - graph: the released network, its nodes the data subjects.
  ///   - share: the probability that the adversary knows a tie.
  ///   - seedCount: how many people of the best connected are known in both.
  ///   - seed: the seed of the ties known and of the alignment.
  /// - Throws: as `evidence(table:columns:options:)`.
  public static func evidence(
    table: String, columns: [String], graph: SparseGraph, share: Double, seedCount: Int = 0,
    seed: UInt64, alignmentLimit: Int = EvidenceOptions().alignmentLimit
  ) throws -> KnownEvidence {
    var source = SeededGenerator(seed: seed, stream: "graph/evidence/\(table)")
    let known = graph.edges.filter { _ in source.bernoulli(share) }
    let pair = GraphPair(
      auxiliary: try SparseGraph(nodeCount: graph.nodeCount, edges: known), release: graph,
      truth: (0..<graph.nodeCount).map { UInt32($0) })
    var options = EvidenceOptions()
    options.seed = seed
    options.alignmentLimit = alignmentLimit
    options.seeds = (0..<graph.nodeCount)
      .sorted { (pair.auxiliary.degree(of: $1), $0) < (pair.auxiliary.degree(of: $0), $1) }
      .prefix(max(seedCount, 0)).map { (UInt32($0), UInt32($0)) }
    return try pair.evidence(table: table, columns: columns, options: options)
  }
}

/// The nodes of both graphs by the numbers of people.
private struct TieEvidence {
  let candidates: [UInt32]
  let targets: [UInt32]
  private let pair: GraphPair
  private let seeds: [(auxiliary: UInt32, release: UInt32)]
  /// For each number of a person the auxiliary node, -1 where there is none.
  private let nodes: [Int]

  init(_ pair: GraphPair, seeds: [(auxiliary: UInt32, release: UInt32)]) {
    self.pair = pair
    self.seeds = seeds.filter {
      $0.auxiliary < pair.auxiliary.nodeCount && $0.release < pair.release.nodeCount
    }
    let numbers = EvidenceNumbers(
      subjects: pair.truth, subjectCount: pair.release.nodeCount
    ).numbers
    var nodes = [Int](
      repeating: -1, count: max(pair.release.nodeCount, Int(numbers.max() ?? 0) + 1))
    for (node, number) in numbers.enumerated() { nodes[Int(number)] = node }
    self.nodes = nodes
    let (known, released) = (Set(seeds.map(\.auxiliary)), Set(seeds.map(\.release)))
    candidates = nodes.indices.filter { number in
      let node = nodes[number]
      return node >= 0 && pair.auxiliary.degree(of: node) > 0 && !known.contains(UInt32(node))
    }.map(UInt32.init)
    targets = (0..<pair.release.nodeCount).filter {
      pair.release.degree(of: $0) > 0 && !released.contains(UInt32($0))
    }.map(UInt32.init)
  }

  func vectors(
    id: String, title: String, _ columns: (SparseGraph) -> [[Float]]
  ) -> VectorComparison {
    VectorComparison(
      id: id, title: title, candidates: columns(pair.auxiliary), candidateRows: nodes,
      targets: columns(pair.release))
  }

  func alignment(seed: UInt64, limit: Int) throws -> AlignmentComparison {
    AlignmentComparison(
      try SeedlessAlignment(
        auxiliary: pair.auxiliary, release: pair.release, seed: seed,
        options: SeedlessAlignment.Options(coreLimit: limit)),
      auxiliaryNodes: nodes, releaseCount: pair.release.nodeCount)
  }

  var commonSeeds: CommonSeedComparison {
    CommonSeedComparison(
      auxiliary: pair.auxiliary, release: pair.release, seeds: seeds, auxiliaryNodes: nodes)
  }
}
