/// 8 x 8 numbers, and their orthonormal cosine transform (T.81, A.3.3).
struct CosineBlock {
  /// The rows.
  var rows = InlineArray<8, SIMD8<Float>>(repeating: .zero)

  /// Replaces the numbers by their transform.
  @inline(__always)
  mutating func transform(_ basis: [Float]) { multiplyTwice(basis, 8, 1) }

  /// Undoes `transform`.
  @inline(__always)
  mutating func restore(_ basis: [Float]) { multiplyTwice(basis, 1, 8) }

  /// B X B^T, where the entry of B in row r and column c is `basis[r * row + c * column]`.
  @inline(__always)
  private mutating func multiplyTwice(_ basis: [Float], _ row: Int, _ column: Int) {
    for _ in 0..<2 {
      var products = InlineArray<8, SIMD8<Float>>(repeating: .zero)
      for index in 0..<8 {
        var sum = SIMD8<Float>.zero
        for inner in 0..<8 { sum += rows[inner] * basis[index * row + inner * column] }
        products[index] = sum
      }
      rows = Self.transposed(products)
    }
  }

  @inline(__always)
  private static func transposed(
    _ rows: InlineArray<8, SIMD8<Float>>
  ) -> InlineArray<8, SIMD8<Float>> {
    var result = InlineArray<8, SIMD8<Float>>(repeating: .zero)
    for row in 0..<8 {
      for column in 0..<8 { result[column][row] = rows[row][column] }
    }
    return result
  }

  /// The matrix, row by row: row k holds basis function k.
  static let basis: [Float] = {
    // cos(k pi / 16), k from 0 to 8.
    let cosines: [Double] = [
      1, 0.980_785_280_403_230_4, 0.923_879_532_511_286_8, 0.831_469_612_302_545_2,
      0.707_106_781_186_547_6, 0.555_570_233_019_602_2, 0.382_683_432_365_089_8,
      0.195_090_322_016_128_3, 0,
    ]
    func cosine(_ step: Int) -> Double {
      let place = step % 32
      let folded = place <= 16 ? place : 32 - place
      return folded <= 8 ? cosines[folded] : -cosines[16 - folded]
    }
    return (0..<64).map { index in
      let (wave, place) = (index / 8, index % 8)
      return Float((wave == 0 ? 0.353_553_390_593_273_8 : 0.5) * cosine((2 * place + 1) * wave))
    }
  }()
}
