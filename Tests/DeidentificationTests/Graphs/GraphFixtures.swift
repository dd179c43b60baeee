import DifferentialPrivacy
import Foundation
import Numerics
import TestSupport

/// Graphs that tests of anonymisers are run on.
enum GraphFixtures {
  /// Every edge list of the shared folder, by file name.
  static func shared() throws -> [(name: String, graph: SparseGraph)] {
    let folder = SharedFolder.file("data/graphs")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    return try names.filter { $0.hasSuffix(".txt") }.map { name in
      (name, try read(folder.appendingPathComponent(name)))
    }
  }

  /// An edge list: two numbers a line.
  static func read(_ file: URL) throws -> SparseGraph {
    let text = try String(contentsOf: file, encoding: .utf8)
    let edges = text.split(whereSeparator: \.isNewline).compactMap { line -> (UInt32, UInt32)? in
      let ends = line.split(whereSeparator: { $0 == " " || $0 == "\t" || $0 == "," })
      guard ends.count >= 2, let first = UInt32(ends[0]), let second = UInt32(ends[1]) else {
        return nil
      }
      return (first, second)
    }
    let count = edges.map { Int(max($0.0, $0.1)) + 1 }.max() ?? 0
    return try SparseGraph(nodeCount: count, edges: edges)
  }

  /// A random graph that ties each pair with a probability.
  static func random(_ count: Int, _ probability: Double, seed: UInt64) throws -> SparseGraph {
    var generator = SeededGenerator(seed: seed)
    var edges: [(UInt32, UInt32)] = []
    for first in 0..<UInt32(count) {
      for second in (first + 1)..<UInt32(max(count, Int(first) + 1))
      where generator.bernoulli(probability) {
        edges.append((first, second))
      }
    }
    return try SparseGraph(nodeCount: count, edges: edges)
  }

  /// One person whom all others know.
  static func star(_ count: Int) throws -> SparseGraph {
    try SparseGraph(nodeCount: count, edges: (1..<UInt32(count)).map { (0, $0) })
  }

  /// All know all.
  static func complete(_ count: Int) throws -> SparseGraph {
    try random(count, 1, seed: 0)
  }

  /// Small graphs of many shapes.
  static func small() throws -> [SparseGraph] {
    var graphs = [
      try SparseGraph(nodeCount: 0, edges: []), try SparseGraph(nodeCount: 7, edges: []),
      try star(9), try complete(6), try complete(1),
      try SparseGraph(nodeCount: 8, edges: (0..<7).map { (UInt32($0), UInt32($0 + 1)) }),
    ]
    for seed in 0..<40 {
      let probability = [0.05, 0.2, 0.5, 0.9][seed % 4]
      graphs.append(try random(5 + seed, probability, seed: UInt64(seed)))
    }
    return graphs
  }

  static func ties(_ graph: SparseGraph) -> Set<[UInt32]> {
    Set(graph.edges.map { [$0.0, $0.1] })
  }

  static func degrees(_ graph: SparseGraph) -> [Int] {
    (0..<graph.nodeCount).map { graph.degree(of: $0) }
  }
}
