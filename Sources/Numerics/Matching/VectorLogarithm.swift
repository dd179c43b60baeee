#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// x ln x, which is 0 at 0.
func timesLogarithm(_ value: Double) -> Double {
  value > 0 ? value * log(value) : 0
}

/// x ln x of eight values; each is 0, or positive and not subnormal.
///
/// With x = 2^k (1 + f), 1 + f from sqrt(1/2) to sqrt 2, and s = f / (2 + f), ln(1 + f) is
/// f - s (f - R(s^2)), R a polynomial of degree 7 whose error is below 2^-58. Some 2 units in the
/// last place of the logarithm, of ln 2 where it is near 0.
///
/// - Source: fdlibm's `e_log.c` (Sun Microsystems, 1993), its method and coefficients.
@inline(__always)
func timesLogarithm(_ values: SIMD8<Double>) -> SIMD8<Double> {
  let safe = values.replacing(with: 1, where: values .<= 0)
  // Unsafe because vectors have no `bitPattern`; both types are eight times 64 bits.
  let bits = unsafe unsafeBitCast(safe, to: SIMD8<UInt64>.self)
  let one = SIMD8<UInt64>(repeating: 0x3FF0_0000_0000_0000)
  let shifted = bits &- 0x3FE6_A09E_667F_3BCD &+ one
  let exponentBits = shifted &>> 52
  // A small integer in the mantissa of 2^52 is that much more than 2^52.
  let magic = unsafe unsafeBitCast(
    exponentBits | 0x4330_0000_0000_0000, to: SIMD8<Double>.self)
  let exponent = magic - (0x1p52 + 1_023)
  let fractionBits = bits &- (exponentBits &<< 52) &+ one
  let f = unsafe unsafeBitCast(fractionBits, to: SIMD8<Double>.self) - 1
  let s = f / (f + 2)
  let z = s * s
  var r = z * 1.479_819_860_511_658_591e-1 + 1.531_383_769_920_937_332e-1
  r = r * z + 1.818_357_216_161_805_012e-1
  r = r * z + 2.222_219_843_214_978_396e-1
  r = r * z + 2.857_142_874_366_239_149e-1
  r = r * z + 3.999_999_999_940_941_908e-1
  r = r * z + 6.666_666_666_666_735_130e-1
  let logarithm = exponent * 0.693_147_180_559_945_309_417_232 + (f - s * (f - r * z))
  return values * logarithm
}

/// x ln x of eight values in single precision; each is 0, or positive and not subnormal.
///
/// As in double precision, with a polynomial whose error is below 2^-34: some 2 units in the last
/// place of the logarithm, of ln 2 where it is near 0.
///
/// - Source: fdlibm's `e_logf.c`, its method and coefficients.
@inline(__always)
func timesLogarithm(_ values: SIMD8<Float>) -> SIMD8<Float> {
  values * logarithm(values.replacing(with: 1, where: values .<= 0))
}

/// ln x of eight values in single precision, which are positive, finite and not subnormal.
///
/// - Source: as above.
@inline(__always)
private func logarithm(_ safe: SIMD8<Float>) -> SIMD8<Float> {
  // Unsafe because vectors have no `bitPattern`; both types are eight times 32 bits.
  let bits = unsafe unsafeBitCast(safe, to: SIMD8<UInt32>.self)
  let one = SIMD8<UInt32>(repeating: 0x3F80_0000)
  let shifted = bits &- 0x3F35_04F3 &+ one
  let exponentBits = shifted &>> 23
  // A small integer in the mantissa of 2^23 is that much more than 2^23.
  let magic = unsafe unsafeBitCast(exponentBits | 0x4B00_0000, to: SIMD8<Float>.self)
  let exponent = magic - (0x1p23 + 127)
  let fractionBits = bits &- (exponentBits &<< 23) &+ one
  let f = unsafe unsafeBitCast(fractionBits, to: SIMD8<Float>.self) - 1
  let s = f / (f + 2)
  let z = s * s
  var r = z * 0.242_790_788 + 0.284_987_867
  r = r * z + 0.400_009_722
  r = r * z + 0.666_666_627
  return exponent * 0.693_147_181 + (f - s * (f - r * z))
}

/// The natural logarithms of `values` in single precision, within some 2 units in the last place.
///
/// - Parameters:
///   - least: what smaller values, which are not negative, count as; normal and positive.
///   - logarithms: is emptied and takes them; infinity and not-a-number give something finite.
/// - Complexity: O(values).
public func naturalLogarithms(
  _ values: ArraySlice<Float>, least: Float, into logarithms: inout [Float]
) {
  logarithms.removeAll(keepingCapacity: true)
  logarithms.reserveCapacity(values.count + 8)
  let span = values.span
  var place = 0
  while place < span.count {
    let count = min(8, span.count - place)
    var group = SIMD8<Float>(repeating: least)
    if count == 8 {
      group = eight(span, at: place)
    } else {
      for lane in 0..<count { group[lane] = span[place + lane] }
    }
    let isUsual = (group .> least) .& (group .< .greatestFiniteMagnitude)
    let found = logarithm(group.replacing(with: least, where: .!isUsual))
    for lane in 0..<count { logarithms.append(found[lane]) }
    place += 8
  }
}

/// Eight neighbouring elements.
@inline(__always)
func eight(_ values: Span<Double>, at place: Int) -> SIMD8<Double> {
  precondition(place >= 0 && place + 8 <= values.count)
  // Unsafe because a Span hands out single elements only; both ends are checked above.
  return unsafe values.withUnsafeBytes {
    unsafe $0.loadUnaligned(fromByteOffset: place * 8, as: SIMD8<Double>.self)
  }
}

/// Eight neighbouring elements.
@inline(__always)
func eight(_ values: Span<Float>, at place: Int) -> SIMD8<Float> {
  precondition(place >= 0 && place + 8 <= values.count)
  // Unsafe because a Span hands out single elements only; both ends are checked above.
  return unsafe values.withUnsafeBytes {
    unsafe $0.loadUnaligned(fromByteOffset: place * 4, as: SIMD8<Float>.self)
  }
}
