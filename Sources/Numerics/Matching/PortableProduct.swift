/// A matrix product in SIMD Swift, for systems without OpenBLAS.
///
/// Eight rows of the right side are laid out as vectors, one for each inner place, and stay in the
/// first cache while all rows of the left side pass, four at a time: four sums of eight lanes.
enum PortableProduct {
  static func multiply(
    _ left: Span<Float>, _ right: Span<Float>, inner: Int, into result: inout MutableSpan<Float>
  ) {
    let (rows, columns) = (left.count / inner, right.count / inner)
    var panel = [SIMD8<Float>](repeating: .zero, count: inner)
    var column = 0
    while column < columns {
      let width = min(8, columns - column)
      for lane in 0..<8 {
        for place in 0..<inner {
          panel[place][lane] = lane < width ? right[(column + lane) * inner + place] : 0
        }
      }
      var row = 0
      while row < rows {
        // The last rows are done again where fewer than four are left.
        let first = max(0, min(row, rows - 4))
        let sums = fourRows(left, panel.span, first, min(rows - 1, 3))
        store(sums.0, at: first * columns + column, width, in: &result)
        if rows > 1 { store(sums.1, at: (first + 1) * columns + column, width, in: &result) }
        if rows > 2 { store(sums.2, at: (first + 2) * columns + column, width, in: &result) }
        if rows > 3 { store(sums.3, at: (first + 3) * columns + column, width, in: &result) }
        row += 4
      }
      column += 8
    }
  }

  @inline(__always)
  private static func store(
    _ sum: SIMD8<Float>, at place: Int, _ width: Int, in result: inout MutableSpan<Float>
  ) {
    for lane in 0..<width { result[place + lane] = sum[lane] }
  }

  /// The sums of four rows; with fewer rows, the last one stands for those that are missing.
  @inline(__always)
  private static func fourRows(
    _ left: Span<Float>, _ panel: Span<SIMD8<Float>>, _ row: Int, _ last: Int
  ) -> (SIMD8<Float>, SIMD8<Float>, SIMD8<Float>, SIMD8<Float>) {
    let inner = panel.count
    let starts = (
      row * inner, (row + min(1, last)) * inner, (row + min(2, last)) * inner,
      (row + last) * inner
    )
    var (sum0, sum1) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    var (sum2, sum3) = (SIMD8<Float>.zero, SIMD8<Float>.zero)
    for place in 0..<inner {
      let vector = panel[place]
      sum0 += vector * left[starts.0 + place]
      sum1 += vector * left[starts.1 + place]
      sum2 += vector * left[starts.2 + place]
      sum3 += vector * left[starts.3 + place]
    }
    return (sum0, sum1, sum2, sum3)
  }
}
