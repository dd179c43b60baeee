import Glibc

/// A symmetric matrix with entries beside the diagonal only.
struct SymmetricTridiagonal {
  var diagonal: [Double]
  /// Entry i couples i and i + 1; the last one is 0.
  var beside: [Double]

  /// (D^1/2 A^T A D^1/2)^-1 for the matrix A of running totals and D = diag(weights).
  ///
  /// A^-1 takes differences, so A^-1 A^-T has 1, 2, 2, ... on its diagonal and -1 beside it.
  init(inverseOfTotals weights: [Double]) {
    diagonal = weights.enumerated().map { ($0.offset == 0 ? 1 : 2) / $0.element }
    beside = weights.indices.map { index in
      index + 1 < weights.count ? -1 / (weights[index] * weights[index + 1]).squareRoot() : 0
    }
  }

  /// Eigenvalues with eigenvectors of length 1: QL with implicit shifts.
  ///
  /// **Source**: Bowdler, Martin, Reinsch and Wilkinson 1968 (doi:10.1007/BF02166681).
  func eigenpairs() -> [(value: Double, vector: [Double])] {
    let count = diagonal.count
    var (d, e) = (diagonal, beside)
    var vectors = (0..<count).map { row in (0..<count).map { $0 == row ? 1.0 : 0.0 } }
    for low in 0..<count {
      // A sweep takes two shifts on average; no matrix is known that takes thirty.
      for _ in 0..<60 {
        var high = low
        while high + 1 < count, abs(e[high]) > 0x1p-53 * (abs(d[high]) + abs(d[high + 1])) {
          high += 1
        }
        if high == low { break }
        Self.sweep(from: low, to: high, &d, &e, &vectors)
      }
    }
    return zip(d, vectors).map { ($0, $1) }
  }

  private static func sweep(
    from low: Int, to high: Int, _ d: inout [Double], _ e: inout [Double],
    _ vectors: inout [[Double]]
  ) {
    let slope = (d[low + 1] - d[low]) / (2 * e[low])
    let length = hypot(slope, 1)
    var g = d[high] - d[low] + e[low] / (slope + (slope >= 0 ? length : -length))
    var (sine, cosine, shift) = (1.0, 1.0, 0.0)
    for index in stride(from: high - 1, through: low, by: -1) {
      let (f, b) = (sine * e[index], cosine * e[index])
      let radius = hypot(f, g)
      e[index + 1] = radius
      guard radius > 0 else {
        d[index + 1] -= shift
        e[high] = 0
        return
      }
      (sine, cosine) = (f / radius, g / radius)
      g = d[index + 1] - shift
      let turned = (d[index] - g) * sine + 2 * cosine * b
      shift = sine * turned
      d[index + 1] = g + shift
      g = cosine * turned - b
      for entry in vectors[index].indices {
        let (lower, upper) = (vectors[index][entry], vectors[index + 1][entry])
        vectors[index + 1][entry] = sine * lower + cosine * upper
        vectors[index][entry] = cosine * lower - sine * upper
      }
    }
    d[low] -= shift
    (e[low], e[high]) = (g, 0)
  }
}
