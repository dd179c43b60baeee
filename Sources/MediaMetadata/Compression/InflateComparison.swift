/// Whether two zlib streams inflate to the same bytes, chunk by chunk in constant memory.
enum InflateComparison {
  /// Compares at most `limit` bytes; what follows them is not looked at.
  ///
  /// Streams that are cut or broken are compared as far as they go. O(limit) time.
  static func areEqual(_ one: [UInt8], _ other: [UInt8], limit: Int) -> Bool {
    var left = Side(one, limit: limit)
    var right = Side(other, limit: limit)
    while left.fill(), right.fill() {
      let count = min(left.rest.count, right.rest.count)
      let first = left.rest.prefix(count)
      let second = right.rest.prefix(count)
      guard ByteComparison.areEqual(first.span, second.span) else { return false }
      left.pass(count)
      right.pass(count)
    }
    return left.rest.isEmpty && !right.fill()
  }

  /// One of the two, with what is left of its chunk.
  private struct Side {
    private var stream: InflateStream
    private var left: Int
    private(set) var rest: ArraySlice<UInt8> = []

    init(_ bytes: [UInt8], limit: Int) {
      stream = InflateStream(bytes, runs: [0..<bytes.count])
      left = limit
    }

    /// Makes the next chunk if there is nothing at hand; false at the end.
    mutating func fill() -> Bool {
      guard rest.isEmpty else { return true }
      guard left > 0 else { return false }
      // The chunk is let go, so that the window is written to in place.
      rest = []
      guard stream.next() else { return false }
      rest = stream.window[stream.chunk].prefix(left)
      left -= rest.count
      return true
    }

    mutating func pass(_ count: Int) { rest = rest.dropFirst(count) }
  }
}
