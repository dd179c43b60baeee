import Numerics

/// The search for an alignment of two graphs: features, then softly by common ties, then firmly.
///
/// Both graphs' nodes come in an order without meaning: of equal costs the solver takes whichever
/// comes first.
struct AlignmentSearch {
  /// One step of the soft part: how sharply, and how much features weigh beside common ties.
  struct Step {
    let sharpness: Float
    let featureWeight: Float
  }

  /// The steps: they grow sharper, towards a permutation, and features fade.
  static let steps =
    [Step](repeating: Step(sharpness: 40, featureWeight: 0.1), count: 4)
    + [Step](repeating: Step(sharpness: 60, featureWeight: 0.05), count: 4)
    + [Step](repeating: Step(sharpness: 80, featureWeight: 0.02), count: 3)
    + [Step](repeating: Step(sharpness: 100, featureWeight: 0.01), count: 2)
  /// How sharply features alone decide at the start.
  static let startSharpness: Float = 20
  /// How much features weigh in the firm part.
  static let firmWeight: Float = 0.05
  /// How many candidates of a node go into the next step, and how likely each must be.
  static let candidates = 20
  static let leastShare: Float = 1e-3
  static let passes = 20
  static let firmSteps = 30

  let left: SparseGraph
  let right: SparseGraph
  let distances: FeatureDistances
  let workers: Workers
  /// One over the root of each node's degree.
  private let leftScale: [Float]
  private let rightScale: [Float]
  private(set) var matrix: DenseMatrix

  init(_ left: SparseGraph, _ right: SparseGraph, _ distances: FeatureDistances, _ workers: Workers)
  {
    (self.left, self.right, self.distances, self.workers) = (left, right, distances, workers)
    leftScale = Self.scale(left)
    rightScale = Self.scale(right)
    matrix = DenseMatrix(rowCount: left.nodeCount, columnCount: right.nodeCount)
  }

  /// The better of two searches: firmly from the features, and softly first.
  ///
  /// - Returns: the right node of each left node, -1 for none, and the edges that it keeps.
  mutating func run() throws(NumericsError) -> (columns: [Int], edges: Int) {
    fillDistances(factor: 1)
    let byFeatures = try refined(from: assigned())
    fillDistances(factor: -Self.startSharpness)
    var middle = scaledRows()
    for step in Self.steps {
      fillScores(middle, factor: step.sharpness, featureWeight: step.featureWeight)
      middle = scaledRows()
    }
    fillScores(middle, factor: -1, featureWeight: Self.firmWeight)
    let softly = try refined(from: assigned())
    return softly.edges >= byFeatures.edges ? softly : byFeatures
  }

  /// Common ties, and the features beside them, of each pair under an alignment.
  mutating func fillSimilarity(_ columns: [Int]) {
    fillScores(
      SparseRows(columnOfRow: columns), factor: 1, featureWeight: Self.firmWeight)
  }

  /// Assigns by the common ties under the last assignment, until no more edges are kept.
  private mutating func refined(
    from start: [Int]
  ) throws(NumericsError) -> (columns: [Int], edges: Int) {
    var best = (columns: start, edges: keptEdges(start))
    var (current, misses) = (start, 0)
    for _ in 0..<Self.firmSteps {
      fillScores(SparseRows(columnOfRow: current), factor: -1, featureWeight: Self.firmWeight)
      let next = try assigned()
      if next == current { break }
      current = next
      let edges = keptEdges(current)
      misses = edges > best.edges ? 0 : misses + 1
      if edges > best.edges { best = (current, edges) }
      if misses > 2 { break }
    }
    return best
  }

  /// How many edges on the left lie on an edge on the right.
  func keptEdges(_ columns: [Int]) -> Int {
    left.edges.count { first, second in
      let (one, other) = (columns[Int(first)], columns[Int(second)])
      return one >= 0 && other >= 0 && right.contains(one, other)
    }
  }

  private func assigned() throws(NumericsError) -> [Int] {
    try Assignment.optimal(
      costs: matrix.values, rowCount: matrix.rowCount, columnCount: matrix.columnCount)
  }

  /// The distances of features times a factor.
  private mutating func fillDistances(factor: Float) {
    let distances = distances
    _ = matrix.updateRows(workers: workers) { rows, band in
      distances.write(rows, to: &band)
      for place in band.indices { band[place] *= factor }
    }
  }

  /// factor x (common ties / root of both degrees - weight x distance of features).
  private mutating func fillScores(_ middle: SparseRows, factor: Float, featureWeight: Float) {
    let ties = CommonTies(left, middle, right)
    let (distances, leftScale, rightScale) = (distances, leftScale, rightScale)
    let width = right.nodeCount
    _ = matrix.updateRows(workers: workers) { rows, band in
      ties.write(rows, to: &band)
      var others = [Float](repeating: 0, count: band.count)
      var target = others.mutableSpan
      distances.write(rows, to: &target)
      let scales = rightScale.span
      for row in 0..<rows.count {
        let scale = leftScale[rows.lowerBound + row] * factor
        for column in 0..<width {
          let place = row * width + column
          band[place] =
            band[place] * scale * scales[column] - factor * featureWeight * target[place]
        }
      }
    }
  }

  /// The matrix as exponents of a kernel, scaled, its likeliest pairs.
  private mutating func scaledRows() -> SparseRows {
    matrix.exponentiateRows(workers: workers)
    let scaling = SinkhornScaling(matrix, passes: Self.passes, workers: workers)
    return SparseRows(
      greatest: Self.candidates, above: Self.leastShare, of: matrix, scaled: scaling,
      workers: workers)
  }

  private static func scale(_ graph: SparseGraph) -> [Float] {
    (0..<graph.nodeCount).map { 1 / Float(max(graph.degree(of: $0), 1)).squareRoot() }
  }
}
