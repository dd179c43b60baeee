import Glibc

/// The discrete Fourier transform of real sequences whose length is a power of two.
///
/// A sequence of n = 2m reals is a complex one of m, transformed by radix-2 butterflies from
/// natural to bit-reversed order and back, so nothing is ever permuted: block b of a stage has the
/// one root exp(-i pi v(b)), v(b) the bits of b mirrored behind the point.
///
/// **Guarantee**: with u = 2^-53, every computed coefficient is the exact transform of a sequence
/// whose entries are off by a relative (1 + 8u)^(log2 n + 2) - 1 each, for that coefficient: a
/// butterfly multiplies by a root known to 3u (relative error sqrt(5) u + 3u; Brent, Percival and
/// Zimmermann 2007, doi:10.1090/S0025-5718-07-01931-X) and adds (u). So the error of a coefficient
/// is at most `errorFactor` times the sum of the absolute entries, and the same holds backwards.
/// **Cost**: 5 n/2 log2 n flops, four lanes at a time.
struct RealTransform {
  /// How many reals.
  let count: Int
  private let real: [Double]
  private let imaginary: [Double]

  typealias Lanes = SIMD4<Double>

  /// A transform of `count` = 2^k >= 16 reals.
  init(count: Int) {
    self.count = count
    let half = count / 2
    var (real, imaginary) = ([1.0], [0.0])
    real.reserveCapacity(half)
    imaginary.reserveCapacity(half)
    var fractions = [0.0]
    fractions.reserveCapacity(half)
    var (span, step) = (1, 0.5)
    while span < half {
      for index in 0..<span {
        let fraction = fractions[index] + step
        fractions.append(fraction)
        let (cosine, sine) = Self.root(fraction)
        real.append(cosine)
        imaginary.append(-sine)
      }
      (span, step) = (span * 2, step / 2)
    }
    (self.real, self.imaginary) = (real, imaginary)
  }

  /// cos and sin of pi f for f in [0, 1), from arguments of at most pi/4.
  private static func root(_ fraction: Double) -> (Double, Double) {
    if fraction > 0.5 {
      let (cosine, sine) = root(1 - fraction)
      return (-cosine, sine)
    }
    if fraction > 0.25 { return (sin(.pi * (0.5 - fraction)), cos(.pi * (0.5 - fraction))) }
    return (cos(.pi * fraction), sin(.pi * fraction))
  }

  /// The bound of the guarantee: the relative error of each entry.
  var errorFactor: Double {
    8.5 * 0x1p-53 * Double(count.trailingZeroBitCount + 2)
  }

  /// Coefficients in bit-reversed order: slot 0 has the first and the middle one, both real.
  struct Spectrum {
    var real: [Lanes]
    var imaginary: [Lanes]
  }

  func forward(_ values: [Double]) -> Spectrum {
    let lanes = count / 8
    var spectrum = Spectrum(
      real: [Lanes](repeating: .zero, count: lanes),
      imaginary: [Lanes](repeating: .zero, count: lanes))
    for lane in 0..<lanes {
      let base = lane * 8
      spectrum.real[lane] = Lanes(
        values[base], values[base + 2], values[base + 4], values[base + 6])
      spectrum.imaginary[lane] = Lanes(
        values[base + 1], values[base + 3], values[base + 5], values[base + 7])
    }
    ascend(&spectrum.real, &spectrum.imaginary)
    untangle(&spectrum)
    return spectrum
  }

  func backward(_ spectrum: consuming Spectrum) -> [Double] {
    var spectrum = spectrum
    tangle(&spectrum)
    descend(&spectrum.real, &spectrum.imaginary)
    let scale = 2 / Double(count)
    var values = [Double](repeating: 0, count: count)
    for lane in 0..<count / 8 {
      let (first, second) = (spectrum.real[lane] * scale, spectrum.imaginary[lane] * scale)
      for index in 0..<4 {
        values[lane * 8 + 2 * index] = first[index]
        values[lane * 8 + 2 * index + 1] = second[index]
      }
    }
    return values
  }

  private func ascend(_ re: inout [Lanes], _ im: inout [Lanes]) {
    var span = re.count / 2
    var blocks = 1
    while span >= 1 {
      for block in 0..<blocks {
        let (rootRe, rootIm) = (Lanes(repeating: real[block]), Lanes(repeating: imaginary[block]))
        let base = block * 2 * span
        for index in base..<base + span {
          let (highRe, highIm) = (re[index + span], im[index + span])
          let turnedRe = highRe * rootRe - highIm * rootIm
          let turnedIm = highRe * rootIm + highIm * rootRe
          let (lowRe, lowIm) = (re[index], im[index])
          (re[index], im[index]) = (lowRe + turnedRe, lowIm + turnedIm)
          (re[index + span], im[index + span]) = (lowRe - turnedRe, lowIm - turnedIm)
        }
      }
      (span, blocks) = (span / 2, blocks * 2)
    }
    for index in 0..<re.count { innermost(&re[index], &im[index], index) }
  }

  /// The last two stages, inside the four lanes.
  private func innermost(_ re: inout Lanes, _ im: inout Lanes, _ index: Int) {
    let (rootRe, rootIm) = (real[index], imaginary[index])
    var (lowRe, lowIm, highRe, highIm) = (re.lowHalf, im.lowHalf, re.highHalf, im.highHalf)
    let turnedRe = highRe * rootRe - highIm * rootIm
    let turnedIm = highRe * rootIm + highIm * rootRe
    (highRe, highIm) = (lowRe - turnedRe, lowIm - turnedIm)
    (lowRe, lowIm) = (lowRe + turnedRe, lowIm + turnedIm)
    let evenRe = SIMD2(lowRe.x, highRe.x)
    let evenIm = SIMD2(lowIm.x, highIm.x)
    let oddRe = SIMD2(lowRe.y, highRe.y)
    let oddIm = SIMD2(lowIm.y, highIm.y)
    let pairRe = SIMD2(real[2 * index], real[2 * index + 1])
    let pairIm = SIMD2(imaginary[2 * index], imaginary[2 * index + 1])
    let againRe = oddRe * pairRe - oddIm * pairIm
    let againIm = oddRe * pairIm + oddIm * pairRe
    let (plusRe, plusIm) = (evenRe + againRe, evenIm + againIm)
    let (minusRe, minusIm) = (evenRe - againRe, evenIm - againIm)
    re = Lanes(plusRe.x, minusRe.x, plusRe.y, minusRe.y)
    im = Lanes(plusIm.x, minusIm.x, plusIm.y, minusIm.y)
  }

  private func descend(_ re: inout [Lanes], _ im: inout [Lanes]) {
    for index in 0..<re.count { outermost(&re[index], &im[index], index) }
    var span = 1
    var blocks = re.count / 2
    while blocks >= 1 {
      for block in 0..<blocks {
        let (rootRe, rootIm) = (Lanes(repeating: real[block]), Lanes(repeating: -imaginary[block]))
        let base = block * 2 * span
        for index in base..<base + span {
          let (plusRe, plusIm) = (re[index], im[index])
          let (minusRe, minusIm) = (re[index + span], im[index + span])
          let (restRe, restIm) = (plusRe - minusRe, plusIm - minusIm)
          (re[index], im[index]) = (plusRe + minusRe, plusIm + minusIm)
          re[index + span] = restRe * rootRe - restIm * rootIm
          im[index + span] = restRe * rootIm + restIm * rootRe
        }
      }
      (span, blocks) = (span * 2, blocks / 2)
    }
  }

  private func outermost(_ re: inout Lanes, _ im: inout Lanes, _ index: Int) {
    let (plusRe, plusIm) = (re.evenHalf, im.evenHalf)
    let (minusRe, minusIm) = (re.oddHalf, im.oddHalf)
    let (evenRe, evenIm) = (plusRe + minusRe, plusIm + minusIm)
    let (restRe, restIm) = (plusRe - minusRe, plusIm - minusIm)
    let pairRe = SIMD2(real[2 * index], real[2 * index + 1])
    let pairIm = SIMD2(-imaginary[2 * index], -imaginary[2 * index + 1])
    let oddRe = restRe * pairRe - restIm * pairIm
    let oddIm = restRe * pairIm + restIm * pairRe
    let (lowRe, lowIm) = (SIMD2(evenRe.x, oddRe.x), SIMD2(evenIm.x, oddIm.x))
    let (highRe, highIm) = (SIMD2(evenRe.y, oddRe.y), SIMD2(evenIm.y, oddIm.y))
    let (rootRe, rootIm) = (real[index], -imaginary[index])
    let (backRe, backIm) = (lowRe - highRe, lowIm - highIm)
    re.lowHalf = lowRe + highRe
    im.lowHalf = lowIm + highIm
    re.highHalf = backRe * rootRe - backIm * rootIm
    im.highHalf = backRe * rootIm + backIm * rootRe
  }

  /// The slot of coefficient m - k, where `slot` has k: all bits below the leading one flipped.
  private func partner(_ slot: Int) -> Int {
    let leading = Int.bitWidth - 1 - slot.leadingZeroBitCount
    return 3 << leading - 1 - slot
  }

  /// From the transform of pairs to that of the reals: X_k = E + w^k O with E, O the even and odd
  /// parts, and X_(m-k) = conj(E - w^k O).
  private func untangle(_ spectrum: inout Spectrum) {
    let (first, second) = (spectrum.real[0][0], spectrum.imaginary[0][0])
    (spectrum.real[0][0], spectrum.imaginary[0][0]) = (first + second, first - second)
    for slot in 1..<count / 2 {
      let other = partner(slot)
      guard other >= slot else { continue }
      let (a, b) = (spectrum.real[slot >> 2][slot & 3], spectrum.imaginary[slot >> 2][slot & 3])
      let (c, d) = (spectrum.real[other >> 2][other & 3], spectrum.imaginary[other >> 2][other & 3])
      let (evenRe, evenIm) = ((a + c) / 2, (b - d) / 2)
      let (oddRe, oddIm) = ((b + d) / 2, (c - a) / 2)
      let turnedRe = oddRe * real[slot] - oddIm * imaginary[slot]
      let turnedIm = oddRe * imaginary[slot] + oddIm * real[slot]
      spectrum.real[other >> 2][other & 3] = evenRe - turnedRe
      spectrum.imaginary[other >> 2][other & 3] = turnedIm - evenIm
      spectrum.real[slot >> 2][slot & 3] = evenRe + turnedRe
      spectrum.imaginary[slot >> 2][slot & 3] = evenIm + turnedIm
    }
  }

  private func tangle(_ spectrum: inout Spectrum) {
    let (first, second) = (spectrum.real[0][0], spectrum.imaginary[0][0])
    (spectrum.real[0][0], spectrum.imaginary[0][0]) = ((first + second) / 2, (first - second) / 2)
    for slot in 1..<count / 2 {
      let other = partner(slot)
      guard other >= slot else { continue }
      let (a, b) = (spectrum.real[slot >> 2][slot & 3], spectrum.imaginary[slot >> 2][slot & 3])
      let (c, d) = (spectrum.real[other >> 2][other & 3], spectrum.imaginary[other >> 2][other & 3])
      let (evenRe, evenIm) = ((a + c) / 2, (b - d) / 2)
      let (restRe, restIm) = ((a - c) / 2, (b + d) / 2)
      let oddRe = restRe * real[slot] + restIm * imaginary[slot]
      let oddIm = restIm * real[slot] - restRe * imaginary[slot]
      spectrum.real[slot >> 2][slot & 3] = evenRe - oddIm
      spectrum.imaginary[slot >> 2][slot & 3] = evenIm + oddRe
      spectrum.real[other >> 2][other & 3] = evenRe + oddIm
      spectrum.imaginary[other >> 2][other & 3] = oddRe - evenIm
    }
  }
}
