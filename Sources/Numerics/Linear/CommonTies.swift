/// The product A S B of two graphs' adjacency matrices around a sparse matrix: how many ties of a
/// node here lead to ties of a node there, by what corresponds to what.
///
/// Eight rows are made at a time, one in each lane: for each column l of S that A's neighbours
/// reach, B's neighbours of l gain all eight numbers at once.
///
/// **Cost** for n rows of A, each reaching c columns of S: n (degree x entries of a row of S) +
/// n / 8 x min(8 c, columns) x B's degree steps of eight.
public struct CommonTies: Sendable {
  private let left: SparseGraph
  private let right: SparseGraph
  private let middle: SparseRows

  /// A product that is made row by row.
  ///
  /// - Precondition: `middle` has a row for each node of `left`, and its columns are nodes of
  ///   `right`.
  public init(_ left: SparseGraph, _ middle: SparseRows, _ right: SparseGraph) {
    precondition(middle.rowCount == left.nodeCount, "a row for each node")
    precondition(middle.columns.allSatisfy { $0 < right.nodeCount }, "columns are nodes")
    (self.left, self.middle, self.right) = (left, middle, right)
  }

  /// Writes some rows of the product.
  ///
  /// - Precondition: `band` has a place for each node of the right graph in each of the rows.
  public func write(_ rows: Range<Int>, to band: inout MutableSpan<Float>) {
    let width = right.nodeCount
    precondition(band.count == rows.count * width, "a place for each pair")
    var weights = [SIMD8<Float>](repeating: .zero, count: width)
    var sums = [SIMD8<Float>](repeating: .zero, count: width)
    var isReached = [Bool](repeating: false, count: width)
    var reached: [UInt32] = []
    for first in stride(from: rows.lowerBound, to: rows.upperBound, by: 8) {
      let eight = first..<min(first + 8, rows.upperBound)
      gather(eight, &weights, &isReached, &reached)
      spread(reached, weights.span, &sums)
      for column in reached {
        weights[Int(column)] = .zero
        isReached[Int(column)] = false
      }
      reached.removeAll(keepingCapacity: true)
      for lane in 0..<eight.count {
        let start = (first - rows.lowerBound + lane) * width
        for column in 0..<width { band[start + column] = sums[column][lane] }
      }
      for column in 0..<width { sums[column] = .zero }
    }
  }

  private func gather(
    _ rows: Range<Int>, _ weights: inout [SIMD8<Float>], _ isReached: inout [Bool],
    _ reached: inout [UInt32]
  ) {
    for (lane, row) in rows.enumerated() {
      for neighbor in left.neighbors(of: row) {
        for place in middle.row(Int(neighbor)) {
          let column = Int(middle.columns[place])
          weights[column][lane] += middle.values[place]
          if !isReached[column] {
            isReached[column] = true
            reached.append(UInt32(column))
          }
        }
      }
    }
  }

  private func spread(
    _ reached: [UInt32], _ weights: Span<SIMD8<Float>>, _ sums: inout [SIMD8<Float>]
  ) {
    var target = sums.mutableSpan
    let neighbors = right.neighbors.span
    for column in reached {
      let weight = weights[Int(column)]
      for place in right.offsets[Int(column)]..<right.offsets[Int(column) + 1] {
        target[Int(neighbors[place])] += weight
      }
    }
  }
}
