/// The risks of re-identification that follow from the released classes alone.
///
/// - Prosecutor: the adversary knows that the target is in the release; a row's risk is one over
///   the size of its class.
/// - Marketer: the adversary links everyone; the expected share of correct links is the mean of
///   the prosecutor's risks, classes over rows.
///
/// **Source**: El Emam, "Guide to the De-Identification of Personal Health Information", 2013,
/// ch. 16. **Cost**: O(distinct sizes). **Does not protect against**: an adversary who knows more
/// columns than the classes were made of, or who only wants the sensitive value.
public struct SampleRisk: Sendable, Equatable {
  /// The classes.
  public let histogram: ClassSizeHistogram

  /// The risks of the rows behind `histogram`.
  public init(_ histogram: ClassSizeHistogram) {
    self.histogram = histogram
  }

  /// The risk of the row that stands out most: one over the smallest class.
  public var prosecutorMaximum: Double { 1 / Double(histogram.sizes.first ?? 1) }

  /// The risk of the row that is hidden best: one over the largest class.
  public var prosecutorMinimum: Double { 1 / Double(histogram.sizes.last ?? 1) }

  /// The mean risk over rows: classes over rows.
  public var prosecutorAverage: Double {
    Double(histogram.classCount) / Double(histogram.rowCount)
  }

  /// The expected share of rows that are linked to the right person when all are linked.
  public var marketer: Double { prosecutorAverage }

  /// The mean number of rows in a class.
  public var averageClassSize: Double {
    Double(histogram.rowCount) / Double(histogram.classCount)
  }

  /// The share of rows whose risk is above `threshold` (strictly).
  ///
  /// - Complexity: O(distinct sizes).
  public func shareOfRows(aboveRisk threshold: Double) -> Double {
    var rows = 0
    for (size, count) in zip(histogram.sizes, histogram.counts)
    where 1 / Double(size) > threshold {
      rows += size * count
    }
    return Double(rows) / Double(histogram.rowCount)
  }
}
