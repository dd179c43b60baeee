import Foundation

/// How far values and days may lie apart and still speak for one person: the similarity of two is
/// exp(-distance / scale).
public struct HistoryScales: Sendable, Equatable {
  /// The scale of values.
  public let value: Double
  /// The scale of days.
  public let days: Double

  /// The scales of Narayanan and Shmatikov for ratings from 1 to 5: 1.5 stars, 30 days.
  public static let ratings = HistoryScales(unchecked: 1.5, days: 30)

  /// Scales above 0.
  public init(value: Double, days: Double) throws(HistoryError) {
    for scale in [value, days] where !(scale > 0 && scale.isFinite) { throw .magnitude(scale) }
    self.init(unchecked: value, days: days)
  }

  private init(unchecked value: Double, days: Double) {
    self.value = value
    self.days = days
  }

  /// Scales for the values at hand: 3/8 of their range without the outermost twentieths, which is
  /// 1.5 for ratings from 1 to 5, and 30 days.
  ///
  /// - Complexity: that of sorting the different values.
  public init(suiting histories: SparseHistories) {
    let levels = histories.valueLevels
    guard let first = levels.first, let last = levels.last, first < last else {
      self = .ratings
      return
    }
    let cut = levels.count / 20
    let range = Double(levels[levels.count - 1 - cut]) - Double(levels[cut])
    self.init(unchecked: 0.375 * (range > 0 ? range : Double(last) - Double(first)), days: 30)
  }
}
