/// Exponentials of eight numbers at a time.
///
/// With k the whole number nearest to x / ln 2 and r = x - k ln 2, |r| <= ln 2 / 2, e^x is 2^k e^r;
/// e^r is its Taylor series to the seventh power, whose remainder is below r^8 / 8! < 6e-9.
/// The relative error is below 3e-7 (the tests measure it).
enum VectorExponential {
  /// Arguments below count as this: e^-80 is near the least normal `Float`.
  static let least: Float = -80
  /// Arguments above count as this.
  static let largest: Float = 80

  @inline(__always)
  static func exponential(_ argument: SIMD8<Float>) -> SIMD8<Float> {
    let limited = argument.clamped(
      lowerBound: SIMD8(repeating: least), upperBound: SIMD8(repeating: largest))
    // A number of this size has no places behind the point: adding it rounds, and leaves the whole
    // number in the last bits.
    let shifter = SIMD8<Float>(repeating: 12_582_912)
    let shifted = limited * 1.442_695_04 + shifter
    let power = shifted - shifter
    // ln 2 in two parts, the first exact in few bits, so that the difference loses nothing.
    let rest = (limited - power * 0.693_359_375) + power * 2.121_944_4e-4
    var sum = SIMD8<Float>(repeating: 1 / 5_040)
    sum = sum * rest + 1 / 720
    sum = sum * rest + 1 / 120
    sum = sum * rest + 1 / 24
    sum = sum * rest + 1 / 6
    sum = sum * rest + 0.5
    sum = sum * rest + 1
    sum = sum * rest + 1
    // Unsafe because vectors have no `bitPattern`; both types are eight times 32 bits.
    let bits = unsafe unsafeBitCast(shifted, to: SIMD8<UInt32>.self)
    let exponent = (bits &- Float(12_582_912).bitPattern &+ 127) &<< 23
    let scale = unsafe unsafeBitCast(exponent, to: SIMD8<Float>.self)
    return sum * scale
  }
}
