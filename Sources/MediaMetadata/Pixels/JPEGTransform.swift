/// The discrete cosine transform of 8 x 8 blocks.
///
/// **Source**: Loeffler, Ligtenberg, Moschytz, *Practical fast 1-D DCT algorithms with 11
/// multiplications*, ICASSP 1989, with constants of 13 bits: the arithmetic of the widely used
/// decoders, so that samples are equal to theirs and not only near.
enum JPEGTransform {
  private static let bits: Int32 = 13
  private static let pass: Int32 = 2

  /// Puts the samples of a block of dequantised coefficients at `start` of `samples`.
  ///
  /// Sums wrap: only a hostile file reaches them, and any sample is right for it.
  static func inverse(
    _ block: inout [Int32], isFlat: Bool, into samples: inout [UInt8], at start: Int, stride: Int
  ) {
    if isFlat {
      let value = clamp((block[0] &+ 4) >> 3)
      for row in 0..<8 {
        let first = start + row * stride
        for column in 0..<8 { samples[first + column] = value }
      }
      return
    }
    for column in 0..<8 {
      if block[column + 8] | block[column + 16] | block[column + 24] | block[column + 32]
        | block[column + 40] | block[column + 48] | block[column + 56] == 0
      {
        let value = block[column] << pass
        for row in 0..<8 { block[column + 8 * row] = value }
      } else {
        line(&block, column, 8, bits - pass)
      }
    }
    for row in 0..<8 {
      line(&block, 8 * row, 1, bits + pass + 3)
      let first = start + row * stride
      for column in 0..<8 { samples[first + column] = clamp(block[8 * row + column]) }
    }
  }

  @inline(__always)
  private static func clamp(_ value: Int32) -> UInt8 {
    UInt8(truncatingIfNeeded: min(max(value &+ 128, 0), 255))
  }

  @inline(__always)
  private static func line(_ block: inout [Int32], _ first: Int, _ step: Int, _ shift: Int32) {
    func at(_ index: Int) -> Int32 { block[first + index * step] }
    let z1 = (at(2) &+ at(6)) &* 4_433
    let even2 = z1 &- at(6) &* 15_137
    let even3 = z1 &+ at(2) &* 6_270
    let even0 = (at(0) &+ at(4)) << bits
    let even1 = (at(0) &- at(4)) << bits
    let (ten, thirteen) = (even0 &+ even3, even0 &- even3)
    let (eleven, twelve) = (even1 &+ even2, even1 &- even2)

    let (o0, o1, o2, o3) = (at(7), at(5), at(3), at(1))
    let z5 = (o0 &+ o2 &+ o1 &+ o3) &* 9_633
    let a = (o0 &+ o3) &* -7_373
    let b = (o1 &+ o2) &* -20_995
    let c = (o0 &+ o2) &* -16_069 &+ z5
    let d = (o1 &+ o3) &* -3_196 &+ z5
    let odd0 = o0 &* 2_446 &+ a &+ c
    let odd1 = o1 &* 16_819 &+ b &+ d
    let odd2 = o2 &* 25_172 &+ b &+ c
    let odd3 = o3 &* 12_299 &+ a &+ d

    let half = Int32(1) << (shift - 1)
    block[first] = (ten &+ odd3 &+ half) >> shift
    block[first + 7 * step] = (ten &- odd3 &+ half) >> shift
    block[first + step] = (eleven &+ odd2 &+ half) >> shift
    block[first + 6 * step] = (eleven &- odd2 &+ half) >> shift
    block[first + 2 * step] = (twelve &+ odd1 &+ half) >> shift
    block[first + 5 * step] = (twelve &- odd1 &+ half) >> shift
    block[first + 3 * step] = (thirteen &+ odd0 &+ half) >> shift
    block[first + 4 * step] = (thirteen &- odd0 &+ half) >> shift
  }

  /// The orthonormal cosine transform's matrix: row k holds basis function k.
  static let basis: [Float] = {
    // cos(k pi / 16), k from 0 to 8, by the standard's definition (T.81, A.3.3).
    let cosines: [Double] = [
      1, 0.980_785_280_403_230_4, 0.923_879_532_511_286_8, 0.831_469_612_302_545_2,
      0.707_106_781_186_547_6, 0.555_570_233_019_602_2, 0.382_683_432_365_089_8,
      0.195_090_322_016_128_3, 0,
    ]
    func cosine(_ step: Int) -> Double {
      let k = step % 32
      let folded = k <= 16 ? k : 32 - k
      return folded <= 8 ? cosines[folded] : -cosines[16 - folded]
    }
    return (0..<64).map { index in
      let (k, n) = (index / 8, index % 8)
      return Float((k == 0 ? 0.353_553_390_593_273_8 : 0.5) * cosine((2 * n + 1) * k))
    }
  }()

  /// The orthonormal transform of an 8 x 8 block, in place, `basis` being the matrix of that name.
  @inline(__always)
  static func forward(_ block: inout [Float], _ basis: [Float]) {
    product(&block, basis, isInverse: false)
  }

  /// Its inverse.
  @inline(__always)
  static func backward(_ block: inout [Float], _ basis: [Float]) {
    product(&block, basis, isInverse: true)
  }

  /// B X B^T, or B^T X B, eight columns at once.
  @inline(__always)
  private static func product(_ block: inout [Float], _ basis: [Float], isInverse: Bool) {
    for _ in 0..<2 {
      var rows = InlineArray<8, SIMD8<Float>>(repeating: .zero)
      for row in 0..<8 {
        var vector = SIMD8<Float>.zero
        for column in 0..<8 { vector[column] = block[8 * row + column] }
        rows[row] = vector
      }
      for row in 0..<8 {
        var sum = SIMD8<Float>.zero
        for inner in 0..<8 {
          sum += rows[inner] * basis[isInverse ? 8 * inner + row : 8 * row + inner]
        }
        // Written transposed, so that the second round does the other direction.
        for column in 0..<8 { block[8 * column + row] = sum[column] }
      }
    }
  }
}
