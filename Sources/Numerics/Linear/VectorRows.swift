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
    let greatest = Self.greatest(numbers.span.extracting(row))
    var place = row.lowerBound
    while place + 8 <= row.upperBound {
      let exponents = pointwiseMax(
        eight(numbers.span, at: place) - greatest, SIMD8(repeating: least))
      let result = VectorExponential.exponential(exponents)
      for lane in 0..<8 { numbers[place + lane] = result[lane] }
      place += 8
    }
    while place < row.upperBound {
      let exponent = max(numbers[place] - greatest, least)
      numbers[place] = VectorExponential.exponential(SIMD8(repeating: exponent))[0]
      place += 1
    }
  }

  @inline(__always)
  private static func greatest(_ numbers: Span<Float>) -> Float {
    var eights = SIMD8<Float>(repeating: -.infinity)
    var place = 0
    while place + 8 <= numbers.count {
      eights = pointwiseMax(eights, eight(numbers, at: place))
      place += 8
    }
    var greatest = eights.max()
    while place < numbers.count {
      greatest = max(greatest, numbers[place])
      place += 1
    }
    return greatest
  }
}
