import Glibc

/// Nodes and weights of Gauss-Legendre quadrature on [0, 1].
///
/// **Guarantee**: for a function analytic inside the ellipse of foci 0, 1 and parameter r, bounded
/// by M there, n nodes err by at most (64/15) M r^(-2n) / (1 - r^-2) / 2 (Trefethen 2008,
/// doi:10.1137/060659831, theorem 4.5).
struct GaussLegendre {
  let nodes: [Double]
  let weights: [Double]

  /// For pieces over which the exponent changes by at most 0.05: with r = 400 the ellipse reaches
  /// 100 lengths out, M <= e^5 100: relative error below 2e-22.
  static let five = GaussLegendre(5)
  /// For pieces over which the exponent changes by at most 4: with r = 12, M <= e^12 12: below
  /// 1e-27 of the largest value, and a piece's integral is at least 2 e^-4 / 100 of it.
  static let sixteen = GaussLegendre(16)

  /// The rule of `count` nodes, at least 2: Newton's method on Legendre's polynomial from Tricomi's
  /// first guess.
  init(_ count: Int) {
    var (nodes, weights) = ([Double](), [Double]())
    for index in 0..<count {
      var x = cos(.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<50 {
        var (before, now) = (1.0, x)
        for degree in 2...count {
          let k = Double(degree)
          (before, now) = (now, ((2 * k - 1) * x * now - (k - 1) * before) / k)
        }
        slope = Double(count) * (x * now - before) / (x * x - 1)
        let step = now / slope
        x -= step
        if abs(step) < 1e-16 { break }
      }
      nodes.append((1 - x) / 2)
      weights.append(1 / ((1 - x * x) * slope * slope))
    }
    (self.nodes, self.weights) = (nodes, weights)
  }
}
