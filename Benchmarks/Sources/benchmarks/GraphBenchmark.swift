import Foundation
import Numerics

/// Kernels on graphs: signatures of a file's graph, and matchings from seeds on made ones.
///
/// `graphs FILE` reads pairs of numbers; `graphs random|attached NODES EDGES SEEDS` makes a graph
/// (uniformly random ties, or each newcomer tied to whoever has many) and matches two copies that
/// keep nine of ten ties.
func graphs(_ arguments: [String], runs: Int) throws -> Comparison {
  guard arguments.count >= 2 else { throw BenchmarkError.usage }
  if arguments[1] == "random" || arguments[1] == "attached" {
    return try percolation(arguments, runs: runs)
  }
  let graph = try fileGraph(arguments[1])
  var unique: [Int] = []
  let signatures = Timing("H1 to H4, exact", runs: runs) {
    unique = ColorRefinement.rounds(of: graph, count: 4).map(\.uniqueCount)
  }
  var triangles = 0
  let counted = Timing("edges among all neighbours", runs: runs) {
    triangles = Triangles.counts(of: graph).reduce(0, +) / 3
  }
  var measures = ["edges": Double(graph.edgeCount), "triangles": Double(triangles)]
  for (round, count) in unique.enumerated() {
    measures["unique share H\(round + 1)"] = Double(count) / Double(max(graph.nodeCount, 1))
  }
  return Comparison(
    benchmark: "signatures", rowCount: graph.nodeCount, timings: [signatures, counted],
    measures: measures)
}

private func percolation(_ arguments: [String], runs: Int) throws -> Comparison {
  let numbers = arguments.dropFirst(2).prefix(3).compactMap { Int($0) }
  guard numbers.count == 3, numbers[0] > 1, numbers[2] < numbers[0] else {
    throw BenchmarkError.usage
  }
  var source = SeededGenerator(seed: 1, stream: "benchmark/graph")
  let graph =
    arguments[1] == "random"
    ? try randomGraph(nodes: numbers[0], edges: numbers[1], using: &source)
    : try attachedGraph(nodes: numbers[0], edges: numbers[1], using: &source)
  let order = source.permutation(count: graph.nodeCount).map { UInt32($0) }
  func copy(_ number: (UInt32) -> UInt32) throws -> SparseGraph {
    try SparseGraph(
      nodeCount: graph.nodeCount,
      edges: graph.edges.filter { _ in source.bernoulli(0.9) }.map { (number($0), number($1)) })
  }
  let (auxiliary, release) = (try copy { $0 }, try copy { order[Int($0)] })
  let seeds = source.sample(count: numbers[2], of: graph.nodeCount).map { (UInt32($0), order[$0]) }
  var result: GraphMatching?
  let timing = try Timing("percolation, r = 2", runs: runs) {
    result = try PercolationMatching().match(auxiliary: auxiliary, release: release, seeds: seeds)
  }
  guard let result else { throw BenchmarkError.usage }
  let right = zip(result.releaseOf, order).count { $0 == $1 }
  return Comparison(
    benchmark: "percolation on \(arguments[1]) ties", rowCount: graph.nodeCount,
    timings: [timing],
    measures: [
      "edges": Double(graph.edgeCount),
      "precision, without seeds": Double(right - seeds.count)
        / Double(max(result.count - seeds.count, 1)),
      "recall, without seeds": Double(right - seeds.count)
        / Double(graph.nodeCount - seeds.count),
      "greatest degree": Double((0..<graph.nodeCount).map { graph.degree(of: $0) }.max() ?? 0),
    ])
}

private func randomGraph(
  nodes: Int, edges: Int, using source: inout SeededGenerator
) throws -> SparseGraph {
  try SparseGraph(
    nodeCount: nodes,
    edges: (0..<edges).map { _ in
      (UInt32(source.index(below: nodes)), UInt32(source.index(below: nodes)))
    })
}

/// Preferential attachment (Barabási and Albert 1999): heavy-tailed degrees.
private func attachedGraph(
  nodes: Int, edges: Int, using source: inout SeededGenerator
) throws -> SparseGraph {
  var ends: [UInt32] = [0]
  var ties: [(UInt32, UInt32)] = []
  for node in 1..<UInt32(nodes) {
    for _ in 0..<max(edges / nodes, 1) {
      let other = ends[source.index(below: ends.count)]
      ties.append((node, other))
      ends += [node, other]
    }
  }
  return try SparseGraph(nodeCount: nodes, edges: ties)
}

private func fileGraph(_ path: String) throws -> SparseGraph {
  let text = try String(contentsOfFile: path, encoding: .utf8)
  let ties = text.split(whereSeparator: \.isNewline).compactMap { line -> (UInt32, UInt32)? in
    let numbers = line.split(whereSeparator: { " ,\t".contains($0) }).map { UInt32($0) }
    guard numbers.count >= 2, let first = numbers[0], let second = numbers[1] else { return nil }
    return (first, second)
  }
  let most = ties.reduce(UInt32(0)) { max($0, $1.0, $1.1) }
  return try SparseGraph(nodeCount: ties.isEmpty ? 0 : Int(most) + 1, edges: ties)
}
