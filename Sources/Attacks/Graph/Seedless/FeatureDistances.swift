import Numerics

/// How much two nodes' surroundings differ, for bands of pairs at a time: nothing is kept for a
/// pair.
struct FeatureDistances: Sendable {
  private let left: [Float]
  private let right: [Float]
  private let leftNorms: [Float]
  private let rightNorms: [Float]

  /// Distances between some nodes here and some nodes there.
  init(
    _ left: NodeFeatures, _ leftNodes: [UInt32], _ right: NodeFeatures, _ rightNodes: [UInt32]
  ) {
    self.left = Self.rows(left, leftNodes)
    self.right = Self.rows(right, rightNodes)
    leftNorms = Self.norms(self.left)
    rightNorms = Self.norms(self.right)
  }

  /// Writes the mean squared difference of a feature for all pairs of some rows.
  ///
  /// - Complexity: 2 x 30 operations a pair.
  func write(_ rows: Range<Int>, to band: inout MutableSpan<Float>) {
    let (inner, width) = (NodeFeatures.count, rightNorms.count)
    BLAS.automatic.multiplyTransposed(
      left: left.span.extracting((rows.lowerBound * inner)..<(rows.upperBound * inner)),
      right: right.span, inner: inner, into: &band)
    let norms = rightNorms.span
    for row in rows {
      let (start, norm) = ((row - rows.lowerBound) * width, leftNorms[row])
      for column in 0..<width {
        let square = norm + norms[column] - 2 * band[start + column]
        band[start + column] = max(square, 0) * (1 / Float(inner))
      }
    }
  }

  private static func rows(_ features: NodeFeatures, _ nodes: [UInt32]) -> [Float] {
    nodes.flatMap { node in
      features.values[(Int(node) * NodeFeatures.count)..<((Int(node) + 1) * NodeFeatures.count)]
    }
  }

  private static func norms(_ rows: [Float]) -> [Float] {
    stride(from: 0, to: rows.count, by: NodeFeatures.count).map { start in
      rows[start..<(start + NodeFeatures.count)].reduce(0) { $0 + $1 * $1 }
    }
  }
}
