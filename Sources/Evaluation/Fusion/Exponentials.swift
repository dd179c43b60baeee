/// Powers of e, eight at a time.
///
/// Pointers because they are called for ranges of longer arrays in the inner loop of each fit; both
/// go no further than the counts of their buffers.
enum Exponentials {
  /// Fills `powers` with e^(value - top) and returns their sum.
  ///
  /// - Precondition: as many powers as values, none of which is above `top`.
  static func fill(
    _ powers: UnsafeMutableBufferPointer<Float>, of values: UnsafeBufferPointer<Float>,
    less top: Float
  ) -> Float {
    let whole = values.count / 8 * 8
    var sums = SIMD8<Float>.zero
    for start in stride(from: 0, to: whole, by: 8) {
      let power = power(load(values, start) - top)
      UnsafeMutableRawPointer(powers.baseAddress.unsafelyUnwrapped + start)
        .storeBytes(of: power, as: SIMD8<Float>.self)
      sums += power
    }
    var sum = sums.sum()
    for place in whole..<values.count {
      powers[place] = power(SIMD8(repeating: values[place] - top))[0]
      sum += powers[place]
    }
    return sum
  }

  /// The sum of e^(value * factor + offset).
  ///
  /// - Precondition: as many offsets as values.
  static func sum(
    _ values: UnsafeBufferPointer<Float>, times factor: Float,
    plus offsets: UnsafeBufferPointer<Float>
  ) -> Float {
    let whole = values.count / 8 * 8
    var sums = SIMD8<Float>.zero
    for start in stride(from: 0, to: whole, by: 8) {
      sums += power(load(values, start) * factor + load(offsets, start))
    }
    var sum = sums.sum()
    for place in whole..<values.count {
      sum += power(SIMD8(repeating: values[place] * factor + offsets[place]))[0]
    }
    return sum
  }

  @inline(__always)
  private static func load(_ values: UnsafeBufferPointer<Float>, _ start: Int) -> SIMD8<Float> {
    UnsafeRawPointer(values.baseAddress.unsafelyUnwrapped + start)
      .loadUnaligned(as: SIMD8<Float>.self)
  }

  /// e^x as 2^k e^r with k the whole number nearest to x / ln 2 and |r| <= ln 2 / 2, e^r by its
  /// series to the sixth power, whose remainder is below r^7 / 7! < 2e-7; 0 below -80.
  @inline(__always)
  private static func power(_ argument: SIMD8<Float>) -> SIMD8<Float> {
    let limited = argument.clamped(
      lowerBound: SIMD8(repeating: -80), upperBound: SIMD8(repeating: 80))
    let shifted = limited * 1.442_695_04 + 12_582_912
    let whole = shifted - 12_582_912
    let rest = (limited - whole * 0.693_359_375) + whole * 2.121_944_4e-4
    var sum = SIMD8<Float>(repeating: 1 / 720)
    sum = sum * rest + 1 / 120
    sum = sum * rest + 1 / 24
    sum = sum * rest + 1 / 6
    sum = sum * rest + 0.5
    sum = sum * rest + 1
    sum = sum * rest + 1
    let bits = unsafeBitCast(shifted, to: SIMD8<UInt32>.self)
    let exponent = (bits &- Float(12_582_912).bitPattern &+ 127) &<< 23
    let power = sum * unsafeBitCast(exponent, to: SIMD8<Float>.self)
    return power.replacing(with: 0, where: argument .< -80)
  }
}
