import Glibc

/// Gauss and Legendre's rule on [0, 1]: exact for polynomials of degree 2n - 1.
enum GaussLegendre {
  /// The rule's places and weights, right to some 1e-15.
  static func nodes(_ count: Int) -> [(place: Double, weight: Double)] {
    (0..<count).map { index in
      var place = cos(Double.pi * (Double(index) + 0.75) / (Double(count) + 0.5))
      // Newton's method doubles the digits: 8 rounds from Tricomi's first guess are plenty.
      for _ in 0..<8 {
        let (value, slope) = legendre(count, place)
        place -= value / slope
      }
      let slope = legendre(count, place).slope
      return ((1 + place) / 2, 1 / ((1 - place * place) * slope * slope))
    }
  }

  private static func legendre(_ degree: Int, _ place: Double) -> (value: Double, slope: Double) {
    var before = 1.0
    var value = place
    for step in stride(from: 2.0, through: Double(degree), by: 1) {
      (before, value) = (value, ((2 * step - 1) * place * value - (step - 1) * before) / step)
    }
    return (value, Double(degree) * (place * value - before) / (place * place - 1))
  }
}
