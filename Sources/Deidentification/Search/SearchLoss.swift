/// A loss as the search compares it: one number, or ranked losses number by number.
///
/// One number is compared to 10 digits: losses nearer than that are ties, for their sums may round
/// differently. Ranked losses are compared exactly, so that of two bounds the smaller one never
/// exceeds a loss that the larger one doesn't.
struct SearchLoss: Sendable, Comparable {
  /// The loss, or the largest of the ranked ones.
  let first: Double
  /// The ranked losses behind the first; empty where losses are not ranked.
  let rest: [Double]

  /// Less than any loss: the bound where none is known.
  static let unknown = SearchLoss(-.infinity)
  /// More than any loss.
  static let unbounded = SearchLoss(.infinity)

  /// One number; no number at all stands for `missing`.
  init(_ value: Double, missing: Double = .infinity) {
    first = value.isNaN ? missing : value
    rest = []
  }

  /// Ranked losses, the largest first.
  init(ranks: [Double]) {
    first = ranks.first ?? 0
    rest = Array(ranks.dropFirst())
  }

  /// Whether this is more than `other`, and no tie.
  func exceeds(_ other: SearchLoss) -> Bool {
    if !rest.isEmpty || !other.rest.isEmpty { return other < self }
    return first > other.first + max(abs(other.first) * 1e-10, 1e-15)
  }

  static func < (left: SearchLoss, right: SearchLoss) -> Bool {
    left.first == right.first
      ? left.rest.lexicographicallyPrecedes(right.rest) : left.first < right.first
  }
}
