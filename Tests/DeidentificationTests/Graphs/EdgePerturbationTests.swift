import Deidentification
import DifferentialPrivacy
import Numerics
import TestSupport
import Testing

@Suite("Perturbation of ties")
struct EdgePerturbationTests {
  @Test("sampling keeps true ties only, and each as often as its share says")
  func sampling() throws {
    let graph = try GraphFixtures.random(60, 0.3, seed: 1)
    let ties = GraphFixtures.ties(graph)
    let rounds = 400
    var kept: [[UInt32]: Int] = [:]
    var source = InjectedSource(seed: 2)
    let sampling = try EdgeSampling(share: 0.7)
    for _ in 0..<rounds {
      let sampled = GraphFixtures.ties(sampling.apply(to: graph, from: &source))
      #expect(sampled.isSubset(of: ties))
      for tie in sampled { kept[tie, default: 0] += 1 }
    }
    // 531 ties or so: each within the tolerance for a false alarm below 1e-8.
    for tie in ties {
      let share = Double(kept[tie] ?? 0) / Double(rounds)
      #expect(abs(share - 0.7) < shareTolerance(rounds))
    }
    #expect(try EdgeSampling(share: 1).apply(to: graph) == graph)
    #expect(try EdgeSampling(share: 0).apply(to: graph).edgeCount == 0)
    for share in [-0.1, 1.1, Double.nan] {
      #expect(throws: DeidentificationError.self) { try EdgeSampling(share: share) }
    }
  }

  @Test("replacement keeps the number of ties and changes as many as asked for, in any graph")
  func replacement() throws {
    for (index, graph) in try GraphFixtures.small().enumerated() {
      for share in [0, 0.1, 0.5, 1] {
        let replacement = try EdgeReplacement(share: share)
        var source = InjectedSource(seed: UInt64(index))
        let changed = replacement.apply(to: graph, from: &source)
        #expect(changed.edgeCount == graph.edgeCount)
        #expect(changed.nodeCount == graph.nodeCount)
        let kept = GraphFixtures.ties(graph).intersection(GraphFixtures.ties(changed)).count
        #expect(kept == graph.edgeCount - replacement.count(in: graph), "graph \(index), \(share)")
      }
    }
    for share in [-1, 2, Double.nan] {
      #expect(throws: DeidentificationError.self) { try EdgeReplacement(share: share) }
    }
  }

  @Test("which ties go and which pairs come is uniform, sparse or dense", arguments: [0.2, 0.8])
  func uniform(density: Double) throws {
    let graph = try GraphFixtures.random(16, density, seed: 3)
    let ties = GraphFixtures.ties(graph)
    let replacement = try EdgeReplacement(share: 0.25)
    let count = replacement.count(in: graph)
    let rounds = 4_000
    var seen: [[UInt32]: Int] = [:]
    var source = InjectedSource(seed: 4)
    for _ in 0..<rounds {
      for tie in GraphFixtures.ties(replacement.apply(to: graph, from: &source)) {
        seen[tie, default: 0] += 1
      }
    }
    let (stays, comes) = (
      1 - Double(count) / Double(ties.count), Double(count) / Double(120 - ties.count)
    )
    for first in 0..<UInt32(16) {
      for second in (first + 1)..<UInt32(max(16, first + 1)) {
        let share = Double(seen[[first, second]] ?? 0) / Double(rounds)
        let expected = ties.contains([first, second]) ? stays : comes
        #expect(abs(share - expected) < shareTolerance(rounds))
      }
    }
  }

  @Test("switching keeps each person's number of ties, and ends where no switch is possible")
  func switching() throws {
    for (index, graph) in try GraphFixtures.small().enumerated() {
      var source = InjectedSource(seed: UInt64(index))
      let result = try EdgeSwitching(share: 0.5).apply(to: graph, from: &source)
      #expect(GraphFixtures.degrees(result.graph) == GraphFixtures.degrees(graph))
      #expect(result.graph.edgeCount == graph.edgeCount)
    }
    let star = try GraphFixtures.star(12)
    let switched = try EdgeSwitching(share: 1).apply(to: star)
    #expect(switched.graph == star && switched.switchCount == 0)
    let complete = try GraphFixtures.complete(5)
    #expect(try EdgeSwitching(share: 1).apply(to: complete).switchCount == 0)
    for share in [-1, 101, Double.nan] {
      #expect(throws: DeidentificationError.self) { try EdgeSwitching(share: share) }
    }
  }

  @Test("many switches reach every graph with the same degrees equally often")
  func stationary() throws {
    // Two parted ties on four people: three such graphs. The chain stays where a draw is refused,
    // which a count of made switches leaves out; with one switch of two equally likely others, the
    // law after many is uniform.
    let graph = try SparseGraph(nodeCount: 4, edges: [(0, 1), (2, 3)])
    var counts: [Set<[UInt32]>: Int] = [:]
    var source = InjectedSource(seed: 8)
    let rounds = 6_000
    for _ in 0..<rounds {
      let result = try EdgeSwitching(share: 10).apply(to: graph, from: &source)
      #expect(result.switchCount == 20)
      counts[GraphFixtures.ties(result.graph), default: 0] += 1
    }
    #expect(counts.count == 3)
    for count in counts.values {
      #expect(abs(Double(count) / Double(rounds) - 1.0 / 3) < shareTolerance(rounds))
    }
  }

  @Test("a key gives the same graph again, and another key another one")
  func keyed() throws {
    let graph = try GraphFixtures.random(50, 0.2, seed: 5)
    let key = SecretKey()
    func draw(_ step: String) throws -> SparseGraph {
      var source = KeyedRandomSource(key: key, release: "test", step: step)
      return try EdgeReplacement(share: 0.3).apply(to: graph, from: &source)
    }
    #expect(try draw("one") == draw("one"))
    #expect(try draw("one") != draw("two"))
  }
}
