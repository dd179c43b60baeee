/// Quantiles of numbers that are already sorted.
public enum Quantiles {
  /// The quantile at `probability` by linear interpolation between order statistics, or `nil`
  /// without numbers or outside [0, 1].
  ///
  /// - Parameters:
  ///   - probability: from 0 (the smallest number) to 1 (the largest).
  ///   - sorted: finite numbers in ascending order.
  /// - Complexity: O(1).
  /// - Source: type 7 of Hyndman and Fan, The American Statistician 50 (1996), the default of R and
  ///   NumPy.
  public static func quantile(_ probability: Double, ofSorted sorted: [Double]) -> Double? {
    guard probability >= 0, probability <= 1, let last = sorted.last else { return nil }
    let position = probability * Double(sorted.count - 1)
    let index = Int(position)
    guard index + 1 < sorted.count else { return last }
    let (low, high) = (sorted[index], sorted[index + 1])
    return low + (position - Double(index)) * (high - low)
  }
}
