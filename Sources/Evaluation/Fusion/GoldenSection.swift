/// The least value of a function of one variable.
enum GoldenSection {
  /// Where a function with one minimum in an interval is least, and its value there.
  ///
  /// - Source: Kiefer, *Sequential Minimax Search for a Maximum*, Proc. AMS 4 (1953).
  /// - Complexity: some 1.44 log2(width / `precision`) values.
  static func minimum(
    of function: (Double) -> Double, from start: Double, to end: Double, within precision: Double
  ) -> (place: Double, value: Double) {
    var (low, high) = (start, end)
    let ratio = (5.0.squareRoot() - 1) / 2
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var (atLeft, atRight) = (function(left), function(right))
    while high - low > precision {
      if atLeft < atRight {
        (high, right, atRight) = (right, left, atLeft)
        left = high - ratio * (high - low)
        atLeft = function(left)
      } else {
        (low, left, atLeft) = (left, right, atRight)
        right = low + ratio * (high - low)
        atRight = function(right)
      }
    }
    return atLeft < atRight ? (left, atLeft) : (right, atRight)
  }
}
