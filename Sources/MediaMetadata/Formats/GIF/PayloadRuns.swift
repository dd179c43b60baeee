/// Runs of bytes that make up a payload; neighbours become one run.
struct PayloadRuns: Sendable {
  /// The runs, in order.
  private(set) var ranges: [Range<Int>]

  /// Begins with one run.
  init(_ first: Range<Int>) { ranges = [first] }

  /// Adds a run.
  mutating func append(_ range: Range<Int>) {
    guard let last = ranges.last, last.upperBound == range.lowerBound else {
      return ranges.append(range)
    }
    ranges[ranges.count - 1] = last.lowerBound..<range.upperBound
  }
}
