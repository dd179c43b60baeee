import Glibc

/// The discrete Fourier transform of real sequences whose length is a power of two.
///
/// A sequence of n = 2m reals is a complex one of m, transformed by radix-2 butterflies from
/// natural to bit-reversed order and back, so nothing is ever permuted: block b of a stage has the
/// one root exp(-i pi v(b)), v(b) the bits of b mirrored behind the point.
///
/// **Guarantee**: with u = 2^-53, every computed coefficient is the exact transform of a sequence
/// whose entries are off by a relative (1 + 9u)^(log2 n + 2) - 1 each, for that coefficient: a
/// butterfly multiplies by a root known to 5u (relative error sqrt(5) u + 5u; Brent, Percival and
/// Zimmermann 2007, doi:10.1090/S0025-5718-07-01931-X) and adds (u). So the error of a coefficient
/// is at most `errorFactor` times the sum of the absolute entries, and the same holds backwards.
/// **Cost**: 5 n/2 log2 n flops, four lanes at a time.
struct RealTransform {
  /// How many reals.
  let count: Int
  private let real: [Double]
  private let imaginary: [Double]
  /// The same roots, four at a time.
  private let lanes: [(Lanes, Lanes)]

  typealias Lanes = SIMD4<Double>

  /// A transform of `count` = 2^k >= 16 reals.
  init(count: Int) {
    self.count = count
    let half = count / 2
    let near = Self.roots(min(half, 1024), scale: 1)
    var (real, imaginary) = (near.0, near.1)
    if half > 1024 {
      // Index 1024 b + a has the fraction v(a) + v(b)/1024: one product of two exact roots.
      let far = Self.roots(half / 1024, scale: 0x1p-10)
      real.reserveCapacity(half)
      imaginary.reserveCapacity(half)
      for outer in 1..<half / 1024 {
        let (cosine, sine) = (far.0[outer], far.1[outer])
        for inner in 0..<1024 {
          real.append(near.0[inner] * cosine - near.1[inner] * sine)
          imaginary.append(near.0[inner] * sine + near.1[inner] * cosine)
        }
      }
    }
    (self.real, self.imaginary) = (real, imaginary)
    lanes = stride(from: 0, to: half, by: 4).map { start in
      (
        Lanes(real[start], real[start + 1], real[start + 2], real[start + 3]),
        Lanes(imaginary[start], imaginary[start + 1], imaginary[start + 2], imaginary[start + 3])
      )
    }
  }

  /// exp(-i pi scale v(b)) for b below `count`, a power of two.
  private static func roots(_ count: Int, scale: Double) -> ([Double], [Double]) {
    var fractions = [0.0]
    var step = scale / 2
    while fractions.count < count {
      fractions += fractions.map { $0 + step }
      step /= 2
    }
    let roots = fractions.map { root($0) }
    return (roots.map(\.0), roots.map { -$0.1 })
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
    9.5 * 0x1p-53 * Double(count.trailingZeroBitCount + 2)
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
  ///
  /// It holds for lanes of four alike, whose order is then reversed.
  private func partner(_ slot: Int) -> Int {
    let leading = Int.bitWidth - 1 - slot.leadingZeroBitCount
    return 3 << leading - 1 - slot
  }

  private static func reversed(_ lanes: Lanes) -> Lanes {
    Lanes(lanes.w, lanes.z, lanes.y, lanes.x)
  }

  /// Calls `body` on each slot lane and its partner's, in the order of the former.
  private func pairs(
    _ spectrum: inout Spectrum, edge: (inout Spectrum) -> Void,
    _ body: (Int, Lanes, Lanes, Lanes, Lanes) -> (Lanes, Lanes)
  ) {
    let (re, im) = (spectrum.real[0], spectrum.imaginary[0])
    // Lane 0: slot 1 is its own partner, slots 2 and 3 are each other's.
    let (newRe, newIm) = body(
      0, re, im, Lanes(re.x, re.y, re.w, re.z), Lanes(im.x, im.y, im.w, im.z))
    edge(&spectrum)
    let (keptRe, keptIm) = (spectrum.real[0].x, spectrum.imaginary[0].x)
    (spectrum.real[0], spectrum.imaginary[0]) = (newRe, newIm)
    (spectrum.real[0].x, spectrum.imaginary[0].x) = (keptRe, keptIm)
    for lane in 1..<spectrum.real.count {
      let other = partner(lane)
      guard other >= lane else { continue }
      let (a, b) = (spectrum.real[lane], spectrum.imaginary[lane])
      let (c, d) = (
        Self.reversed(spectrum.real[other]), Self.reversed(spectrum.imaginary[other])
      )
      let (backRe, backIm) = body(
        other, Self.reversed(c), Self.reversed(d), Self.reversed(a), Self.reversed(b))
      (spectrum.real[other], spectrum.imaginary[other]) = (backRe, backIm)
      (spectrum.real[lane], spectrum.imaginary[lane]) = body(lane, a, b, c, d)
    }
  }

  /// From the transform of pairs to that of the reals: X_k = E + w^k O with E, O the even and odd
  /// parts.
  private func untangle(_ spectrum: inout Spectrum) {
    pairs(&spectrum) { spectrum in
      let (first, second) = (spectrum.real[0].x, spectrum.imaginary[0].x)
      (spectrum.real[0].x, spectrum.imaginary[0].x) = (first + second, first - second)
    } _: { lane, a, b, c, d in
      let (oddRe, oddIm) = (b + d, c - a)
      let (rootRe, rootIm) = lanes[lane]
      return (
        0.5 * (a + c + oddRe * rootRe - oddIm * rootIm),
        0.5 * (b - d + oddRe * rootIm + oddIm * rootRe)
      )
    }
  }

  private func tangle(_ spectrum: inout Spectrum) {
    pairs(&spectrum) { spectrum in
      let (first, second) = (spectrum.real[0].x, spectrum.imaginary[0].x)
      (spectrum.real[0].x, spectrum.imaginary[0].x) = ((first + second) / 2, (first - second) / 2)
    } _: { lane, a, b, c, d in
      let (restRe, restIm) = (a - c, b + d)
      let (rootRe, rootIm) = lanes[lane]
      let oddRe = restRe * rootRe + restIm * rootIm
      let oddIm = restIm * rootRe - restRe * rootIm
      return (0.5 * (a + c - oddIm), 0.5 * (b - d + oddRe))
    }
  }
}
