/// Whether two files show or play the same: their payloads, compared byte for byte.
public enum PayloadComparison {
  /// Compares part by part.
  ///
  /// Compressed parts are equal where their streams are, or else where what they inflate to is.
  /// O(payload) time; constant memory but for compressed parts that differ, which are joined.
  public static func areEqual(
    _ one: [PayloadPart], of first: MediaSource, _ other: [PayloadPart], of second: MediaSource
  ) throws(MediaError) -> Bool {
    guard one.count == other.count else { return false }
    for (left, right) in zip(one, other) {
      switch (left, right) {
      case (.header(let left), .header(let right)):
        guard ByteComparison.areEqual(left.span, right.span) else { return false }
      case (.bytes(let left), .bytes(let right)):
        guard try areEqual(left, of: first, right, of: second) else { return false }
      case (.inflated(let left, let limit), .inflated(let right, let otherLimit)):
        guard limit == otherLimit else { return false }
        if try areEqual(left, of: first, right, of: second) { continue }
        guard
          InflateComparison.areEqual(
            try joined(left, of: first), try joined(right, of: second), limit: limit)
        else { return false }
      default: return false
      }
    }
    return true
  }

  /// Compares two lists of runs, each read one after another.
  private static func areEqual(
    _ left: [Range<Int>], of first: MediaSource, _ right: [Range<Int>], of second: MediaSource
  ) throws(MediaError) -> Bool {
    guard left.reduce(0, { $0 + $1.count }) == right.reduce(0, { $0 + $1.count }) else {
      return false
    }
    var leftRuns = RunCursor(left)
    var rightRuns = RunCursor(right)
    while let count = leftRuns.nextCount(with: &rightRuns, window: Rebuild.window) {
      let one = leftRuns.take(count)
      let other = rightRuns.take(count)
      guard try areEqual(one, of: first, other, of: second) else { return false }
    }
    return true
  }

  /// Compares two runs of one length, of at most a window, where they stand: what is in memory is
  /// not copied.
  private static func areEqual(
    _ left: Range<Int>, of first: MediaSource, _ right: Range<Int>, of second: MediaSource
  ) throws(MediaError) -> Bool {
    var isEqual = false
    try first.forEachChunk(of: left, window: left.count) { (one) throws(MediaError) in
      try second.forEachChunk(of: right, window: right.count) { (other) throws(MediaError) in
        isEqual = ByteComparison.areEqual(one.span, other.span)
      }
    }
    return isEqual
  }

  /// The bytes of the runs, one after another.
  private static func joined(
    _ runs: [Range<Int>], of source: MediaSource
  ) throws(MediaError) -> [UInt8] {
    var bytes: [UInt8] = []
    for run in runs { bytes += try source.bytes(run) }
    return bytes
  }
}

/// A place in a list of runs.
private struct RunCursor {
  private let runs: [Range<Int>]
  private var index = 0
  private var offset = 0

  init(_ runs: [Range<Int>]) { self.runs = runs.filter { !$0.isEmpty } }

  private var left: Int { index < runs.count ? runs[index].count - offset : 0 }

  /// How many bytes both can give next without leaving a run; nil at the end of either.
  func nextCount(with other: inout RunCursor, window: Int) -> Int? {
    let count = min(left, other.left, window)
    return count > 0 ? count : nil
  }

  /// The range of the next `count` bytes, which must lie in the current run.
  mutating func take(_ count: Int) -> Range<Int> {
    let start = runs[index].lowerBound + offset
    offset += count
    if offset == runs[index].count {
      index += 1
      offset = 0
    }
    return start..<(start + count)
  }
}
