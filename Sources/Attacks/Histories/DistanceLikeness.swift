import Foundation

/// How alike two numbers are: exp(-distance / scale).
///
/// Ratings lie whole or half numbers apart, days whole ones: these come from a table, to the same
/// bits as computed.
struct DistanceLikeness: Sendable {
  private let rate: Double
  /// Of 0, 1/2, 1 and so on.
  private let halves: [Double]

  /// Distances below half of this come from the table: eleven years of days.
  private static let tableLength = 8_192

  /// - Precondition: `scale` is above 0.
  init(scale: Double) {
    let rate = -1 / scale
    self.rate = rate
    halves = (0..<Self.tableLength).map { exp(Double($0) / 2 * rate) }
  }

  /// The likeness at a distance of 0 or more.
  @inline(__always)
  func at(_ distance: Float) -> Double {
    let double = distance * 2
    if double < Float(Self.tableLength) {
      let whole = Int(double)
      if Float(whole) == double { return halves[whole] }
    }
    return exp(Double(distance) * rate)
  }
}

extension HistoryScales {
  /// The likenesses of values and of days at these scales.
  var likenesses: (value: DistanceLikeness, days: DistanceLikeness) {
    (DistanceLikeness(scale: value), DistanceLikeness(scale: days))
  }
}
