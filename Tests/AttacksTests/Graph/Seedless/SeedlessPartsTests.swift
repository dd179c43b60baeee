import Numerics
import Testing

@testable import Attacks

@Suite("Parts of the seedless alignment")
struct SeedlessPartsTests {
  @Test("twins are those with the same neighbours but for each other, on all graphs of 5 nodes")
  func twins() throws {
    for mask in 0..<(1 << 10) {
      let graph = try SmallGraphs.numbered(mask, nodes: 5)
      let found = InterchangeableNodes(graph)
      for node in 0..<5 {
        let expected = (0..<5).filter { other in
          (0..<5).allSatisfy { third in
            third == node || third == other
              || graph.contains(node, third) == graph.contains(other, third)
          }
        }
        #expect(found.twins(of: UInt32(node)).map { Int($0) } == expected)
      }
    }
  }

  @Test("triangles are those of a triple loop, on all graphs of 5 nodes")
  func triangles() throws {
    for mask in 0..<(1 << 10) {
      let graph = try SmallGraphs.numbered(mask, nodes: 5)
      var expected = [Int](repeating: 0, count: 5)
      for first in 0..<5 {
        for second in 0..<first where graph.contains(first, second) {
          for third in 0..<second
          where graph.contains(first, third) && graph.contains(second, third) {
            for node in [first, second, third] { expected[node] += 1 }
          }
        }
      }
      #expect(TriangleCounts.counts(of: graph) == expected)
    }
  }

  @Test("features do not depend on how nodes are numbered, and are numbers")
  func features() throws {
    var generator = SeededGenerator(seed: 11)
    let graph = try SmallGraphs.random(40, share: 0.1, &generator)
    let pair = try GraphPair.sampled(
      graph, auxiliaryShare: 1, releaseShare: 1, generator: &generator)
    let (one, other) = (NodeFeatures(pair.auxiliary), NodeFeatures(pair.release))
    for (node, truth) in pair.truth.enumerated() {
      let image = Int(try #require(truth))
      for index in 0..<NodeFeatures.count {
        let value = one.values[node * NodeFeatures.count + index]
        #expect(value.isFinite)
        // Sums over neighbours in another order differ by rounding only.
        #expect(abs(value - other.values[image * NodeFeatures.count + index]) < 1e-4)
      }
    }
  }

  @Test("margins are what a pair exceeds all others of its row and column by")
  func margins() throws {
    var generator = SeededGenerator(seed: 13)
    let left = try SmallGraphs.random(6, share: 0.8, &generator)
    let right = try SmallGraphs.random(8, share: 0.8, &generator)
    let numbers = (0..<48).map { _ in Float(generator.unit()) }
    var matrix = DenseMatrix(rowCount: 6, columnCount: 8)
    _ = matrix.updateRows { rows, band in
      for place in band.indices { band[place] = numbers[rows.lowerBound * 8 + place] }
    }
    let columns = [3, 1, -1, 7, 0, 5]
    let found = AlignmentMargins.margins(of: matrix, at: columns, left, right)
    for (row, column) in columns.enumerated() {
      guard column >= 0 else {
        #expect(found[row] == -.infinity)
        continue
      }
      let others =
        (0..<8).filter { $0 != column }.map { numbers[row * 8 + $0] }
        + (0..<6).filter { $0 != row }.map { numbers[$0 * 8 + column] }
      let degrees = Float(left.degree(of: row) * right.degree(of: column))
      let expected = (numbers[row * 8 + column] - others.max()!) * degrees.squareRoot()
      #expect(abs(found[row] - expected) < 1e-5)
    }
  }

  @Test("the core is the nodes of highest degree, in an order without meaning")
  func core() throws {
    var generator = SeededGenerator(seed: 17)
    let graph = try SmallGraphs.random(50, share: 0.2, &generator)
    let nodes = GraphCore.nodes(of: graph, limit: 20, generator: &generator)
    #expect(Set(nodes).count == 20)
    let least = nodes.map { graph.degree(of: Int($0)) }.min()!
    for node in 0..<50 where !nodes.contains(UInt32(node)) {
      #expect(graph.degree(of: node) <= least)
    }
    #expect(nodes != nodes.sorted())
    let induced = try GraphCore.induced(graph, on: nodes)
    for (one, first) in nodes.enumerated() {
      for (other, second) in nodes.enumerated() {
        #expect(induced.contains(one, other) == graph.contains(Int(first), Int(second)))
      }
    }
  }
}
