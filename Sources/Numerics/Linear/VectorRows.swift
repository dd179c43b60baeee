/// Loops over a row, eight numbers at a time, in an order of their own: the same on every machine.
enum VectorRows {
  /// The sum of the products of two rows.
  ///
  /// - Precondition: both are of one length.
  @inline(__always)
  static func product(_ left: Span<Float>, _ right: Span<Float>) -> Float {
    let count = left.count
    precondition(right.count == count, "rows of one length")
    var sums = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    var place = 0
    while place + 16 <= count {
      sums.0 += eight(left, at: place) * eight(right, at: place)
      sums.1 += eight(left, at: place + 8) * eight(right, at: place + 8)
      place += 16
    }
    var sum = (sums.0 + sums.1).sum()
    while place < count {
      sum += left[place] * right[place]
      place += 1
    }
    return sum
  }

  /// Adds a multiple of one row to another.
  ///
  /// - Precondition: both are of one length.
  @inline(__always)
  static func add(_ factor: Float, times row: Span<Float>, to sums: inout MutableSpan<Float>) {
    precondition(row.count == sums.count, "rows of one length")
    for place in row.indices { sums[place] += factor * row[place] }
  }

  /// Replaces each number x of a row by e^(x - greatest of them), at least e^`least`.
  ///
  /// - Parameters:
  ///   - numbers: what holds the row.
  ///   - row: its places.
  ///   - least: no exponent is below it.
  @inline(__always)
  static func exponentiate(
    _ numbers: inout MutableSpan<Float>, _ row: Range<Int>, least: Float
  ) {
    var greatest = -Float.infinity
    for place in row { greatest = numbers[place] > greatest ? numbers[place] : greatest }
    var start = row.lowerBound
    while start < row.upperBound {
      let width = min(8, row.upperBound - start)
      var eight = SIMD8<Float>(repeating: least)
      for lane in 0..<width { eight[lane] = max(numbers[start + lane] - greatest, least) }
      let result = VectorExponential.exponential(eight)
      for lane in 0..<width { numbers[start + lane] = result[lane] }
      start += 8
    }
  }
}
