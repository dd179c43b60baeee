import Foundation
import Numerics

/// The degrees around each node as numbers that can be compared where ties are missing.
///
/// Hay's H1 to H4 tell nodes apart by the exact multisets of what lies around them; one missing tie
/// changes them. Here H1 is the logarithm of the degree, and each step further the eighths of what
/// the neighbours had one step before, by their means; each number has mean 0 and deviation 1
/// within its own graph, and the eight of a step weigh as much as one.
///
/// **Source** the steps of Hay et al., PVLDB 1 (2008), vertex refinement.
/// **Cost** O(edges log degree) for each of three steps; 100 bytes for each node.
struct DegreeProfiles {
  /// Feature by feature the numbers of all nodes.
  let columns: [[Float]]

  private static let quantiles = 8

  init(_ graph: SparseGraph) {
    var current = (0..<graph.nodeCount).map { log1p(Double(graph.degree(of: $0))) }
    var columns = [Self.standardised(current, weight: 1)]
    for _ in 0..<3 {
      let (values, last) = (graph, current)
      let rows = concurrentChunks(count: graph.nodeCount, minimumChunk: 256) { range in
        range.map { Self.quantiles(of: last, around: $0, in: values) }
      }.flatMap(\.self)
      for place in 0..<Self.quantiles {
        columns.append(
          Self.standardised(rows.map { $0[place] }, weight: 1 / Double(Self.quantiles)))
      }
      current = (0..<graph.nodeCount).map { node in
        let sum = graph.neighbors(of: node).reduce(0) { $0 + last[Int($1)] }
        return sum / Double(max(graph.degree(of: node), 1))
      }
    }
    self.columns = columns
  }

  /// The eighths of the neighbours' numbers, between two of them in proportion; 0 without any.
  private static func quantiles(
    of values: [Double], around node: Int, in graph: SparseGraph
  ) -> [Double] {
    let sorted = graph.neighbors(of: node).map { values[Int($0)] }.sorted()
    guard !sorted.isEmpty else { return [Double](repeating: 0, count: quantiles) }
    return (0..<quantiles).map { place in
      let position = (Double(place) + 0.5) / Double(quantiles) * Double(sorted.count) - 0.5
      let held = min(max(position, 0), Double(sorted.count - 1))
      let low = Int(held)
      let high = min(low + 1, sorted.count - 1)
      return sorted[low] + (held - Double(low)) * (sorted[high] - sorted[low])
    }
  }

  private static func standardised(_ column: [Double], weight: Double) -> [Float] {
    let count = Double(max(column.count, 1))
    let mean = column.reduce(0, +) / count
    let deviation = (column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
    guard deviation > 1e-9 * max(abs(mean), 1e-300) else { return column.map { _ in 0 } }
    return column.map { Float(($0 - mean) / deviation * weight) }
  }
}
