/// Eight rows of eight numbers, and the cosine transform of their columns.
///
/// **Guarantee**: the transforms are the orthonormal ones (T.81, A.3.3) times the root of eight.
/// **Source**: Loeffler, Ligtenberg, Moschytz, *Practical fast 1-D DCT algorithms with 11
/// multiplications*, ICASSP 1989, in the form with 12 multiplications that shortens the longest
/// chain.
/// **Cost**: 12 multiplications and 32 additions of eight lanes.
struct CosineBlock {
  /// The rows.
  var rows = InlineArray<8, SIMD8<Float>>(repeating: .zero)

  /// Replaces each column by its transform times the root of eight; row k holds wave k.
  @inline(__always)
  mutating func transformColumns() {
    let (sum0, difference0) = (rows[0] + rows[7], rows[0] - rows[7])
    let (sum1, difference1) = (rows[1] + rows[6], rows[1] - rows[6])
    let (sum2, difference2) = (rows[2] + rows[5], rows[2] - rows[5])
    let (sum3, difference3) = (rows[3] + rows[4], rows[3] - rows[4])

    let (outer, outerTurned) = (sum0 + sum3, sum0 - sum3)
    let (inner, innerTurned) = (sum1 + sum2, sum1 - sum2)
    let even = (innerTurned + outerTurned) * 0.541_196_100
    rows[0] = outer + inner
    rows[4] = outer - inner
    rows[2] = even + outerTurned * 0.765_366_865
    rows[6] = even - innerTurned * 1.847_759_065

    let (one, other) = (difference3 + difference1, difference2 + difference0)
    let both = (one + other) * 1.175_875_602
    let a = (difference3 + difference0) * -0.899_976_223
    let b = (difference2 + difference1) * -2.562_915_447
    let c = one * -1.961_570_560 + both
    let d = other * -0.390_180_644 + both
    rows[7] = difference3 * 0.298_631_336 + a + c
    rows[5] = difference2 * 2.053_119_869 + b + d
    rows[3] = difference1 * 3.072_711_026 + b + c
    rows[1] = difference0 * 1.501_321_110 + a + d
  }

  /// Replaces each column by its inverse transform times the root of eight.
  @inline(__always)
  mutating func restoreColumns() {
    let even = (rows[2] + rows[6]) * 0.541_196_100
    let even2 = even - rows[6] * 1.847_759_065
    let even3 = even + rows[2] * 0.765_366_865
    let (even0, even1) = (rows[0] + rows[4], rows[0] - rows[4])
    let (outer0, outer3) = (even0 + even3, even0 - even3)
    let (outer1, outer2) = (even1 + even2, even1 - even2)

    let (one, other) = (rows[7] + rows[3], rows[5] + rows[1])
    let both = (one + other) * 1.175_875_602
    let a = (rows[7] + rows[1]) * -0.899_976_223
    let b = (rows[5] + rows[3]) * -2.562_915_447
    let c = one * -1.961_570_560 + both
    let d = other * -0.390_180_644 + both
    let odd0 = rows[7] * 0.298_631_336 + a + c
    let odd1 = rows[5] * 2.053_119_869 + b + d
    let odd2 = rows[3] * 3.072_711_026 + b + c
    let odd3 = rows[1] * 1.501_321_110 + a + d

    (rows[0], rows[7]) = (outer0 + odd3, outer0 - odd3)
    (rows[1], rows[6]) = (outer1 + odd2, outer1 - odd2)
    (rows[2], rows[5]) = (outer2 + odd1, outer2 - odd1)
    (rows[3], rows[4]) = (outer3 + odd0, outer3 - odd0)
  }

  /// Makes rows of columns.
  @inline(__always)
  mutating func transpose() {
    var result = InlineArray<8, SIMD8<Float>>(repeating: .zero)
    for row in 0..<8 {
      for column in 0..<8 { result[column][row] = rows[row][column] }
    }
    rows = result
  }
}
