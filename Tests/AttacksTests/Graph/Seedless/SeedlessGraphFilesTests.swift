import Foundation
import Numerics
import TestSupport
import Testing

@testable import Attacks

@Suite(
  "Seedless alignment of real graphs", .enabled(if: SharedFolder.exists && Build.isOptimised))
struct SeedlessGraphFilesTests {
  // FUGAL's rates in facts/attacks.md, section c, one graph and one seed each, by the number of
  // people: what is reached must not lie below (two people's worth of sampling aside).
  private static let peer: [Int: [(deleted: Double, rate: Double)]] = [
    1_133: [(0, 0.977), (0.05, 0.962), (0.1, 0.940), (0.25, 0.892)],
    1_446: [(0.1, 0.995), (0.25, 0.990)],
  ]
  /// Larger files take too long for a test.
  private static let mostNodes = 5_000

  @Test("each graph is found again after edges were deleted one way, at least as by FUGAL")
  func deleted() throws {
    let folder = SharedFolder.file("data/graphs")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".txt") }.sorted()
    #expect(!names.isEmpty)
    for name in names {
      let graph = try Self.graph(folder.appendingPathComponent(name))
      guard graph.nodeCount > 0, graph.nodeCount <= Self.mostNodes else { continue }
      let cases = Self.peer[graph.nodeCount] ?? [(0, 0), (0.1, 0)]
      for (deleted, rate) in cases {
        var generator = SeededGenerator(seed: 1, stream: "\(name) \(deleted)")
        let pair = try GraphPair.sampled(
          graph, auxiliaryShare: 1, releaseShare: 1 - deleted, generator: &generator)
        let found = try SeedlessAlignment(
          auxiliary: pair.auxiliary, release: pair.release, seed: 1)
        let right = zip(found.assignment, pair.truth).count { $0 == $1 }
        #expect(Double(right + 2) >= rate * Double(graph.nodeCount), "\(name) \(deleted)")
        // The truth keeps all of the release's edges. Symmetric parts can be exchanged without
        // loss, so on any graph the edges kept say whether the search got there.
        #expect(
          Double(found.keptEdges) >= 0.9 * Double(pair.release.edgeCount), "\(name) \(deleted)")
      }
    }
  }

  /// An edge list: two numbers a line, whatever else stands behind them; other lines are skipped.
  private static func graph(_ file: URL) throws -> SparseGraph {
    var (numbers, edges): ([Int: UInt32], [(UInt32, UInt32)]) = ([:], [])
    func number(_ id: Int) -> UInt32 {
      if let known = numbers[id] { return known }
      numbers[id] = UInt32(numbers.count)
      return UInt32(numbers.count - 1)
    }
    for line in try String(contentsOf: file, encoding: .utf8).split(whereSeparator: \.isNewline) {
      let parts = line.split { $0 == " " || $0 == "\t" || $0 == "," }
      guard parts.count >= 2, let one = Int(parts[0]), let other = Int(parts[1]) else { continue }
      edges.append((number(one), number(other)))
    }
    return try SparseGraph(nodeCount: numbers.count, edges: edges)
  }
}
