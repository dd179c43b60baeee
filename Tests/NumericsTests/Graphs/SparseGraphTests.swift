import Testing

@testable import Numerics

@Suite("Graphs")
struct SparseGraphTests {
  @Test("a graph holds exactly the set of its edges, whatever order and repetition they come in")
  func sets() throws {
    for seed in UInt64(0)..<200 {
      var source = SeededGenerator(seed: seed, stream: "graphs")
      let nodeCount = source.index(below: 12) + 1
      let edges = (0..<source.index(below: 60)).map { _ in
        (UInt32(source.index(below: nodeCount)), UInt32(source.index(below: nodeCount)))
      }
      let graph = try SparseGraph(nodeCount: nodeCount, edges: edges)
      var set = Set<[UInt32]>()
      for (first, second) in edges where first != second {
        set.insert([min(first, second), max(first, second)])
      }
      let own = Set(graph.edges.map { (first, second) -> [UInt32] in [first, second] })
      #expect(own == set, "seed \(seed)")
      #expect(graph.edgeCount == set.count)
      for node in 0..<nodeCount {
        let others = (0..<nodeCount).filter {
          set.contains([UInt32(min(node, $0)), UInt32(max(node, $0))])
        }
        #expect(graph.neighbors(of: node).map(Int.init) == others)
        #expect((0..<nodeCount).filter { graph.contains(node, $0) } == others)
        #expect(graph.degree(of: node) == others.count)
      }
    }
  }

  @Test("an edge to a node that is not there is an error with its place")
  func outOfRange() {
    #expect(throws: NumericsError.nodeOutOfRange(edge: 1)) {
      try SparseGraph(nodeCount: 3, edges: [(0, 1), (2, 3)])
    }
  }

  @Test("no nodes, no edges, loops only")
  func empty() throws {
    #expect(try SparseGraph(nodeCount: 0, edges: []).edges.isEmpty)
    let loops = try SparseGraph(nodeCount: 2, edges: [(1, 1), (0, 0)])
    #expect(loops.edgeCount == 0 && loops.degree(of: 1) == 0)
  }
}
