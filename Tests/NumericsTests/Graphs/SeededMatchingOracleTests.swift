import Testing

@testable import Numerics

@Suite("Matchings from seeds")
struct SeededMatchingOracleTests {
  struct Case {
    let auxiliary: SparseGraph
    let release: SparseGraph
    let seeds: [(UInt32, UInt32)]

    init(_ seed: UInt64) throws {
      var source = SeededGenerator(seed: seed, stream: "matching")
      let graph = try RandomGraphs.graph(
        nodes: 6 + source.index(below: 14), probability: 0.1 + 0.4 * source.unit(), using: &source)
      let copies = try RandomGraphs.copies(of: graph, share: 0.85, using: &source)
      auxiliary = copies.first
      release = copies.second
      seeds = source.sample(count: 1 + source.index(below: 4), of: graph.nodeCount)
        .map { (UInt32($0), copies.truth[$0]) }
    }
  }

  /// The rule word by word: all marks counted anew at each step.
  struct SlowPercolation {
    let auxiliary: SparseGraph
    let release: SparseGraph
    let threshold: Int
    var matched: [(Int, Int)]
    var used: [(Int, Int)]

    func isOpen(_ first: Int, _ second: Int) -> Bool {
      !matched.contains { $0.0 == first || $0.1 == second }
    }

    func marks(_ first: Int, _ second: Int) -> Int {
      used.count { auxiliary.contains($0.0, first) && release.contains($0.1, second) }
    }

    var openPairs: [(Int, Int)] {
      (0..<auxiliary.nodeCount).flatMap { first in
        (0..<release.nodeCount).map { (first, $0) }
      }.filter { isOpen($0.0, $0.1) }
    }

    mutating func percolate() {
      while true {
        let ready = openPairs.filter { marks($0.0, $0.1) >= threshold }
        let best = ready.min {
          (-marks($0.0, $0.1), difference($0), $0.0, $0.1)
            < (-marks($1.0, $1.1), difference($1), $1.0, $1.1)
        }
        guard let best else { return }
        matched.append(best)
        if !used.contains(where: { $0 == best }) { used.append(best) }
      }
    }

    mutating func expand() {
      while true {
        percolate()
        let new = openPairs.filter { pair in
          marks(pair.0, pair.1) > 0 && !used.contains { $0 == pair }
        }
        if new.isEmpty { return }
        used += new
      }
    }

    func difference(_ pair: (Int, Int)) -> Int {
      abs(auxiliary.degree(of: pair.0) - release.degree(of: pair.1))
    }
  }

  static func slow(_ example: Case, seed: UInt64, threshold: Int) -> (
    SlowPercolation, ShuffledGraph
  ) {
    let shuffled = ShuffledGraph(example.release, seed: seed)
    let seeds = shuffled.renumbered(example.seeds).map { (Int($0.0), Int($0.1)) }
    return (
      SlowPercolation(
        auxiliary: example.auxiliary, release: shuffled.graph, threshold: threshold,
        matched: seeds, used: seeds), shuffled
    )
  }

  static func pairs(_ slow: SlowPercolation, _ shuffled: ShuffledGraph) throws -> [UInt32?] {
    let state = try MatchingState(
      auxiliaryCount: slow.auxiliary.nodeCount, releaseCount: slow.release.nodeCount,
      seeds: slow.matched.map { (UInt32($0.0), UInt32($0.1)) })
    return shuffled.restored(state).releaseOf
  }

  @Test("percolation matches the pairs of the rule, step by step", arguments: 1...3)
  func percolation(threshold: Int) throws {
    for seed in UInt64(0)..<(Self.isQuick ? 40 : 300) {
      let example = try Case(seed)
      var (slow, shuffled) = Self.slow(example, seed: seed, threshold: threshold)
      slow.percolate()
      let fast = try PercolationMatching(threshold: threshold, seed: seed).match(
        auxiliary: example.auxiliary, release: example.release, seeds: example.seeds)
      #expect(try fast.releaseOf == Self.pairs(slow, shuffled), "seed \(seed)")
      #expect(fast.isFinished)
    }
  }

  @Test("expansion goes on from the pairs of the rule when it is stuck")
  func expansion() throws {
    for seed in UInt64(0)..<(Self.isQuick ? 60 : 150) {
      let example = try Case(seed)
      var (slow, shuffled) = Self.slow(example, seed: seed, threshold: 2)
      slow.expand()
      let fast = try ExpandWhenStuck(seed: seed).match(
        auxiliary: example.auxiliary, release: example.release, seeds: example.seeds)
      #expect(try fast.releaseOf == Self.pairs(slow, shuffled), "seed \(seed)")
    }
  }

  @Test("propagation maps as the paper's pseudocode does")
  func propagation() throws {
    for seed in UInt64(0)..<100 {
      let example = try Case(seed)
      let shuffled = ShuffledGraph(example.release, seed: seed)
      var slow = SlowPropagation(left: example.auxiliary, right: shuffled.graph)
      for (first, second) in shuffled.renumbered(example.seeds) {
        slow.mapping[Int(first)] = Int(second)
      }
      slow.run(seeds: Set(example.seeds.map { Int($0.0) }), rounds: 30)
      let state = try MatchingState(
        auxiliaryCount: slow.left.nodeCount, releaseCount: slow.right.nodeCount,
        seeds: slow.mapping.map { (UInt32($0.key), UInt32($0.value)) })
      let fast = try SeedPropagation(seed: seed).match(
        auxiliary: example.auxiliary, release: example.release, seeds: example.seeds)
      #expect(fast.releaseOf == shuffled.restored(state).releaseOf, "seed \(seed)")
    }
  }

  /// Narayanan and Shmatikov's pseudocode, with lists of all scores.
  struct SlowPropagation {
    let left: SparseGraph
    let right: SparseGraph
    var mapping: [Int: Int] = [:]

    static func scores(
      _ left: SparseGraph, _ right: SparseGraph, _ mapping: [Int: Int], _ node: Int, own: Int?
    ) -> [Double] {
      (0..<right.nodeCount).map { candidate in
        let isTaken = mapping.values.contains(candidate) && candidate != own
        return isTaken
          ? 0
          : left.neighbors(of: node).reduce(0.0) { sum, neighbor in
            guard let image = mapping[Int(neighbor)], right.contains(image, candidate) else {
              return sum
            }
            return sum + 1 / Double(right.degree(of: candidate)).squareRoot()
          }
      }
    }

    static func outstanding(_ scores: [Double]) -> Int? {
      guard let best = scores.max() else { return nil }
      let index = scores.firstIndex(of: best) ?? 0
      let second = scores.enumerated().filter { $0.offset != index }.map(\.element).max() ?? 0
      let mean = scores.reduce(0, +) / Double(scores.count)
      let deviation =
        (scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(scores.count)).squareRoot()
      return deviation > 1e-9 && best > second && (best - second) / deviation >= 0.5 ? index : nil
    }

    mutating func run(seeds: Set<Int>, rounds: Int) {
      for _ in 0..<rounds {
        let before = mapping
        for node in 0..<left.nodeCount where !seeds.contains(node) {
          let own = mapping[node]
          let forward = Self.scores(left, right, mapping, node, own: own)
          guard let image = Self.outstanding(forward) else { continue }
          let inverse = Dictionary(uniqueKeysWithValues: mapping.map { ($1, $0) })
          // The node itself counts as free on the way back where it has a partner.
          let backward = Self.scores(right, left, inverse, image, own: own == nil ? nil : node)
          if Self.outstanding(backward) == node { mapping[node] = image }
        }
        if mapping == before { return }
      }
    }
  }

  static var isQuick: Bool {
    #if DEBUG
      true
    #else
      false
    #endif
  }
}
