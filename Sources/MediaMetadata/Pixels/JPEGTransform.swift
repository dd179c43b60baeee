/// The inverse discrete cosine transform of 8 x 8 blocks, as decoders compute it.
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
}
