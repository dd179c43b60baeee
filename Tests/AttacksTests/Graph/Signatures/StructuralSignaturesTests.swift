import Evaluation
import Foundation
import Findings
import Numerics
import TestSupport
import Testing

@testable import Attacks

@Suite("Structural signatures of people")
struct StructuralSignaturesTests {
  // Facts, section c: unique share by degree, H2, H3, to three decimals.
  static let published: [String: [Double]] = [
    "git_edges": [0.004, 0.806, 0.917], "facebook_edges": [0.003, 0.761, 0.903],
    "in-arenas": [0.009, 0.854, 0.958],
  ]

  @Test("unique shares are those of the reference", .enabled(if: SharedFolder.exists))
  func reference() throws {
    var seen = 0
    for file in GraphFiles.all {
      guard let expected = Self.published[file.name] else { continue }
      guard Build.isOptimised || file.name == "in-arenas" else { continue }
      let graph = try GraphFiles.read(file.url)
      let shares = ColorRefinement.rounds(of: graph, count: 3).map {
        Double($0.uniqueCount) / Double(graph.nodeCount)
      }
      for (share, value) in zip(shares, expected) { #expect(abs(share - value) <= 0.0005 + 1e-9) }
      seen += 1
    }
    #expect(seen == (Build.isOptimised ? 3 : 1))
  }

  @Test(
    "every graph of the shared folder: sets are those of multisets written out",
    .enabled(if: SharedFolder.exists && Build.isOptimised))
  func everyGraph() throws {
    #expect(GraphFiles.all.count >= 4)
    for file in GraphFiles.all {
      let graph = try GraphFiles.read(file.url)
      var colors = [UInt32](repeating: 0, count: graph.nodeCount)
      let rounds = ColorRefinement.rounds(of: graph, count: 4)
      for round in rounds {
        var numbers: [[UInt32]: UInt32] = [:]
        colors = (0..<graph.nodeCount).map { node in
          let list = graph.neighbors(of: node).map { colors[Int($0)] }.sorted()
          let number = numbers[list] ?? UInt32(numbers.count)
          numbers[list] = number
          return number
        }
        #expect(round.colors == colors, "\(file.name)")
      }
      let result = try StructuralSignatures.result(
        for: GraphFiles.setting(graph.nodeCount), graph: graph)
      let h2 = Double(rounds[1].count) / Double(graph.nodeCount)
      #expect(abs(result.success.value - h2) < 1e-9)
      #expect(result.anonymitySets.reduce(0) { $0 + $1.subjectShare } > 0.999)
      print(file.name, graph.nodeCount, result.grids[0].rows.map { $0[1] })
    }
  }

  @Test("the risk is one over the set, the rows of the table never fall with what is known")
  func exact() throws {
    let graph = try GraphFiles.random(nodes: 80, edges: 160, seed: 2)
    let all = StructuralSignatures.all(of: graph)
    #expect(all.map(\.knowledge) == StructuralSignatures.Knowledge.allCases)
    for attack in all {
      let risks = attack.subjectRisks()
      for node in 0..<80 {
        let alike = attack.classes.colors.count { $0 == attack.classes.colors[node] }
        #expect(risks[node] == 1 / Double(alike))
      }
    }
    let sets = all.map(\.classes.count)
    #expect(sets[0] <= sets[1] && sets[0] <= sets[2] && sets[2] <= sets[3] && sets[2] <= sets[4])
    #expect(sets[4] <= sets[5])
    let result = try StructuralSignatures.result(for: GraphFiles.setting(80), graph: graph)
    #expect(result.id == "graph/signatures/friends" && result.baseline.value == 1.0 / 80)
    #expect(result.grids[0].rows.count == 6 && result.charts[0].series[0].points.count == 6)
    let data = try JSONEncoder().encode(result)
    #expect(try JSONDecoder().decode(AttackResult.self, from: data) == result)
  }

  @Test("a star, isolated people and twins hide in sets; an empty graph is one clear error")
  func odd() throws {
    let star = try SparseGraph(nodeCount: 12, edges: (1..<11).map { (0, UInt32($0)) })
    let result = try StructuralSignatures.result(for: GraphFiles.setting(12), graph: star)
    #expect(result.success.value == 3.0 / 12)
    #expect(result.measures.first { $0.id == "isolated" }?.estimate?.value == 1)
    #expect(throws: EvaluationError.noTargets(table: "friends")) {
      try StructuralSignatures.result(
        for: GraphFiles.setting(0), graph: try SparseGraph(nodeCount: 0, edges: []))
    }
  }

  @Test("only shapes that enough people share are shown, and everybody is counted once")
  func shapes() throws {
    // 15 triangles, 8 paths of three, one star of 14: triangles and leaves are common enough.
    var edges: [(UInt32, UInt32)] = []
    for part in UInt32(0)..<15 {
      edges += [(3 * part, 3 * part + 1), (3 * part + 1, 3 * part + 2), (3 * part, 3 * part + 2)]
    }
    for part in UInt32(15)..<23 {
      edges += [(3 * part, 3 * part + 1), (3 * part + 1, 3 * part + 2)]
    }
    edges += (70..<84).map { (69, UInt32($0)) }
    let graph = try SparseGraph(nodeCount: 84, edges: edges)
    let shapes = NeighborhoodShapes.commonest(of: graph)
    #expect(shapes.shapes.map(\.people) == [45, 30])
    #expect(shapes.shapes.map(\.shape.nodeCount) == [3, 2])
    #expect(shapes.peopleOfRareShapes == 8 && shapes.peopleOfLargeShapes == 1)
    #expect(NeighborhoodShapes.commonest(of: graph, minimum: 46).shapes.isEmpty)
    #expect(NeighborhoodShapes.commonest(of: graph, minimum: 1).shapes.count == 3)
    for entry in shapes.shapes { #expect(entry.people >= 10 && entry.shape.nodeCount <= 12) }
  }

  @Test("recursive features find people in a copy with few edges gone, and nobody in a stranger")
  func recursive() throws {
    let graph = try GraphFiles.random(nodes: 300, edges: 1_200, seed: 4)
    var source = SeededGenerator(seed: 9)
    let pair = try GraphPair.sampled(
      graph, auxiliaryShare: 1, releaseShare: 1, generator: &source)
    let same = try RecursiveFeatureLinkage.result(for: GraphFiles.setting(300), pair: pair)
    #expect(same.success.value > 0.95 && same.id == "graph/recursive-features/friends")
    var alarms = 0
    for seed in UInt64(0)..<UInt64(NullControl.runs) {
      let first = try GraphFiles.random(nodes: 120, edges: 500, seed: seed)
      let second = try GraphFiles.random(nodes: 120, edges: 500, seed: seed + 10_000)
      let result = try RecursiveFeatureLinkage.result(
        for: GraphFiles.setting(120, seed: seed),
        pair: GraphPair(
          auxiliary: first, release: second, truth: (0..<120).map { UInt32($0) }), depth: 1)
      if result.success.lower > result.baseline.value { alarms += 1 }
    }
    #expect(alarms <= NullControl.mostAlarms, "\(alarms)")
    print("recursive features, strangers: \(alarms) alarms of \(NullControl.runs)")
  }
}
