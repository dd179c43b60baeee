import Evaluation
import Foundation
import Numerics

/// The sum of absolute differences of people's numbers, feature by feature.
///
/// **Cost** O(features) for each pair, in blocks that stay in the cache.
struct VectorComparison: PairComparison {
  let id: String
  let title: String
  private let candidateColumns: [[Float]]
  private let candidateRows: [Int]
  private let targetColumns: [[Float]]

  /// How many candidates are compared at a time.
  private static let block = 2_048

  /// - Parameters:
  ///   - candidates: feature by feature the numbers of the adversary's rows.
  ///   - candidateRows: for each person's number the adversary's row, -1 where there is none.
  ///   - targets: feature by feature the numbers of the release's data subjects.
  init(
    id: String, title: String, candidates: [[Float]], candidateRows: [Int], targets: [[Float]]
  ) {
    self.id = id
    self.title = title
    candidateColumns = candidates
    self.candidateRows = candidateRows
    targetColumns = targets
  }

  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    let rows = candidates.map { Int($0) < candidateRows.count ? candidateRows[Int($0)] : -1 }
    let isThere = rows.map { $0 >= 0 }
    let gathered = candidateColumns.map { column in rows.map { $0 < 0 ? 0 : column[$0] } }
    let held = targetColumns.first?.count ?? 0
    var costs = DenseMatrix(rowCount: targets.count, columnCount: candidates.count)
    _ = costs.updateRows(minimumRows: 4) { range, band in
      var sums = [Float](repeating: 0, count: Self.block)
      for first in stride(from: 0, to: rows.count, by: Self.block) {
        let block = first..<min(first + Self.block, rows.count)
        for row in range {
          let start = (row - range.lowerBound) * rows.count
          let isHeld = Int(targets[row]) < held
          for place in sums.indices { sums[place] = 0 }
          for (own, others) in zip(targetColumns, gathered) where isHeld {
            Self.add(own[Int(targets[row])], others, block, to: &sums)
          }
          for (place, column) in block.enumerated() {
            band[start + column] = isHeld && isThere[column] ? sums[place] : .infinity
          }
        }
      }
    }
    return PairCosts(
      rowCount: costs.rowCount, columnCount: costs.columnCount, values: costs.values)
  }

  private static func add(
    _ value: Float, _ others: [Float], _ block: Range<Int>, to sums: inout [Float]
  ) {
    let source = others.span.extracting(block)
    var target = sums.mutableSpan
    for place in source.indices { target[place] += abs(value - source[place]) }
  }
}

/// How unlike two nodes are under an alignment of both graphs; who is not in it is infinite.
///
/// **Source** `SeedlessAlignment`.
struct AlignmentComparison: PairComparison {
  let id = "alignment"
  let title = "the alignment of both networks"
  private let similarity: DenseMatrix
  private let rows: [Int]
  private let columns: [Int]

  init(_ alignment: SeedlessAlignment, auxiliaryNodes: [Int], releaseCount: Int) {
    similarity = alignment.similarity
    var rowOfNode = [UInt32: Int]()
    for (row, node) in alignment.auxiliaryCore.enumerated() { rowOfNode[node] = row }
    rows = auxiliaryNodes.map { $0 < 0 ? -1 : rowOfNode[UInt32($0)] ?? -1 }
    var columns = [Int](repeating: -1, count: releaseCount)
    for (column, node) in alignment.releaseCore.enumerated() { columns[Int(node)] = column }
    self.columns = columns
  }

  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    let own = candidates.map { Int($0) < rows.count ? rows[Int($0)] : -1 }
    var costs = DenseMatrix(rowCount: targets.count, columnCount: candidates.count)
    _ = costs.updateRows(minimumRows: 4) { range, band in
      let (values, own) = (similarity.values.span, own.span)
      for row in range {
        let start = (row - range.lowerBound) * own.count
        let column = Int(targets[row]) < columns.count ? columns[Int(targets[row])] : -1
        for place in own.indices {
          // Common ties by the root of both degrees are at most 1.
          band[start + place] =
            column < 0 || own[place] < 0
            ? .infinity : max(0, 1 - values[own[place] * similarity.columnCount + column])
        }
      }
    }
    return PairCosts(
      rowCount: costs.rowCount, columnCount: costs.columnCount, values: costs.values)
  }
}

/// One minus the cosine of whom two people are tied to among those known in both networks.
///
/// A known person with many ties says less: each weighs 1 / ln(2 + ties). Who is tied to none of
/// them is unlike everybody.
///
/// **Source** Adamic and Adar, *Friends and neighbors on the Web*, Social Networks 25 (2003), for
/// the weights; Narayanan and Shmatikov, IEEE S&P 2009, for the use.
/// **Cost** for each target the candidates tied to the same known people.
struct CommonSeedComparison: PairComparison {
  let id = "known-people"
  let title = "ties to people who are known"
  /// For each person's number the auxiliary node, -1 where there is none.
  private let nodes: [Int]
  /// For each seed the auxiliary nodes tied to it, with its weight in each, of length 1 in all.
  private let holders: [[(node: UInt32, weight: Float)]]
  /// For each release node its seeds with their weights, of length 1 in all.
  private let seedsOfTarget: [[(seed: Int, weight: Float)]]

  init(
    auxiliary: SparseGraph, release: SparseGraph,
    seeds: [(auxiliary: UInt32, release: UInt32)], auxiliaryNodes: [Int]
  ) {
    nodes = auxiliaryNodes
    func vectors(_ graph: SparseGraph, _ seeds: [UInt32]) -> [[(seed: Int, weight: Float)]] {
      var vectors = [[(seed: Int, weight: Float)]](repeating: [], count: graph.nodeCount)
      for (seed, node) in seeds.enumerated() {
        let weight = 1 / log(Float(2 + graph.degree(of: Int(node))))
        for other in graph.neighbors(of: Int(node)) { vectors[Int(other)].append((seed, weight)) }
      }
      return vectors.map { vector in
        let length = vector.reduce(0) { $0 + $1.weight * $1.weight }.squareRoot()
        return vector.map { ($0.seed, $0.weight / length) }
      }
    }
    seedsOfTarget = vectors(release, seeds.map(\.release))
    var holders = [[(node: UInt32, weight: Float)]](repeating: [], count: seeds.count)
    for (node, vector) in vectors(auxiliary, seeds.map(\.auxiliary)).enumerated() {
      for entry in vector { holders[entry.seed].append((UInt32(node), entry.weight)) }
    }
    self.holders = holders
  }

  func costs(targets: [UInt32], candidates: [UInt32]) -> PairCosts {
    let own = candidates.map { Int($0) < nodes.count ? nodes[Int($0)] : -1 }
    var columnOf = [Int](repeating: -1, count: (nodes.max() ?? -1) + 1)
    for (column, node) in own.enumerated() where node >= 0 { columnOf[node] = column }
    var costs = DenseMatrix(rowCount: targets.count, columnCount: candidates.count)
    _ = costs.updateRows(minimumRows: 4) { [columnOf] range, band in
      for row in range {
        let start = (row - range.lowerBound) * own.count
        let isHeld = Int(targets[row]) < seedsOfTarget.count
        for column in own.indices {
          band[start + column] = isHeld && own[column] >= 0 ? 1 : .infinity
        }
        guard isHeld else { continue }
        for (seed, weight) in seedsOfTarget[Int(targets[row])] {
          for holder in holders[seed] where Int(holder.node) < columnOf.count {
            let column = columnOf[Int(holder.node)]
            if column >= 0 { band[start + column] -= weight * holder.weight }
          }
        }
        for column in own.indices { band[start + column] = max(0, band[start + column]) }
      }
    }
    return PairCosts(
      rowCount: costs.rowCount, columnCount: costs.columnCount, values: costs.values)
  }
}
