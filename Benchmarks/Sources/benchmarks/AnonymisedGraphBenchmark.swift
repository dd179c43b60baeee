import Attacks
import Deidentification
import Foundation
import Numerics

/// How many people are found again in an anonymised graph by an adversary who holds the original.
///
/// Without seeds, and from 20 seeds by propagation; prints a table. The anonymisers draw from the system's source, so figures vary from run to run.
func anonymisedGraphs(_ arguments: [String], runs: Int) throws {
  let graph = try seedlessGraph(arguments[1])
  print("\(graph.nodeCount) nodes, \(graph.edgeCount) edges; mean of \(runs)")
  print("release                       edges   no seeds   20 seeds (right of all)")
  for (name, anonymise) in try anonymisers() {
    var (edges, alone, seeded) = (0, 0.0, 0.0)
    for run in 0..<runs {
      let changed = try anonymise(graph)
      var generator = SeededGenerator(seed: UInt64(run), stream: "anonymised")
      let order = generator.permutation(count: graph.nodeCount).map { UInt32($0) }
      let release = try SparseGraph(
        nodeCount: graph.nodeCount,
        edges: changed.edges.map { (order[Int($0.0)], order[Int($0.1)]) })
      edges += changed.edgeCount
      let found = try SeedlessAlignment(auxiliary: graph, release: release, seed: 1).assignment
      alone += share(found, order)
      let seeds = generator.sample(count: 20, of: graph.nodeCount)
        .map { (UInt32($0), order[$0]) }
      let matching = try SeedPropagation().match(
        auxiliary: graph, release: release, seeds: seeds)
      seeded += share(matching.releaseOf, order)
    }
    print(
      name.padding(toLength: 28, withPad: " ", startingAt: 0),
      String(
        format: "%7d %10.3f %10.3f", edges / runs, alone / Double(runs), seeded / Double(runs)))
  }
}

private func share(_ found: [UInt32?], _ truth: [UInt32]) -> Double {
  Double(zip(found, truth).count { $0 == $1 }) / Double(max(truth.count, 1))
}

private func anonymisers() throws -> [(String, (SparseGraph) throws -> SparseGraph)] {
  var all: [(String, (SparseGraph) throws -> SparseGraph)] = [("as it is", { $0 })]
  for k in [5, 25, 100] {
    let anonymity = try KDegreeAnonymity(k: k)
    all.append(("k-degree, k = \(k)", { try anonymity.apply(to: $0).graph }))
  }
  for share in [0.9, 0.75, 0.5] {
    let sampling = try EdgeSampling(share: share)
    all.append(("sampling, \(share) kept", { sampling.apply(to: $0) }))
  }
  for share in [0.1, 0.2, 0.4, 0.8] {
    let replacement = try EdgeReplacement(share: share)
    all.append(("replacement of \(share)", { replacement.apply(to: $0) }))
  }
  for share in [0.1, 0.4] {
    let switching = try EdgeSwitching(share: share)
    all.append(("switches, \(share) of edges", { switching.apply(to: $0).graph }))
  }
  return all
}
