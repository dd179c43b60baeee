import Glibc

/// A product of powers of spectra, with a bound on the error of each coefficient.
struct PoweredSpectrum {
  private(set) var spectrum: RealTransform.Spectrum
  /// Bounds on the errors, lane by lane; those of slot 0 hold for its two real coefficients.
  private var errors: [RealTransform.Lanes]
  private let count: Int

  typealias Lanes = RealTransform.Lanes

  init(count: Int) {
    self.count = count
    let lanes = count / 8
    spectrum = RealTransform.Spectrum(
      real: [Lanes](repeating: .one, count: lanes),
      imaginary: [Lanes](repeating: .zero, count: lanes))
    spectrum.imaginary[0][0] = 1
    errors = [Lanes](repeating: .zero, count: lanes)
  }

  /// n times the root mean square of the coefficients' errors, which bounds the sum of the absolute
  /// errors of the n values (Cauchy-Schwarz and Parseval); each slot but 0 stands for two
  /// coefficients.
  var error: Double {
    let squares = errors.reduce(0) { $0 + ($1 * $1).sum() }
    return (2 * squares * Double(count)).squareRoot() / Double(count).squareRoot()
  }

  /// The sum of the sizes of all n coefficients.
  var sumOfSizes: Double {
    var total = 0.0
    for lane in spectrum.real.indices {
      let (re, im) = (spectrum.real[lane], spectrum.imaginary[lane])
      total += (re * re + im * im).squareRoot().sum()
    }
    return 2 * total + 2
  }

  /// Multiplies by a spectrum to a power.
  ///
  /// A factor f of size m, known to c, has f^k known to k c m^(k-1) e^(kc/m); repeated squaring
  /// adds 4u k |f|^k. Where k (1 - m^2)/2 > 60, |f|^k < e^-60: zero will do, with that error.
  mutating func multiply(
    by factor: RealTransform.Spectrum, power: Int, coefficientError: Double
  ) {
    let times = Double(power)
    for lane in factor.real.indices {
      let (re, im) = (factor.real[lane], factor.imaginary[lane])
      var square = re * re + im * im
      if lane == 0 { square[0] = max(re[0] * re[0], im[0] * im[0]) }
      if power > 1, times * (1 - square.max()) > 120 {
        dismiss(lane)
        continue
      }
      let (first, second) = (re[0], im[0])
      let (powerRe, powerIm) = Self.power(re, im, power)
      let size = square.squareRoot()
      var own = Lanes.zero
      for index in 0..<4 {
        own[index] = Self.error(size[index], times: times, coefficientError)
      }
      accumulate(lane, powerRe, powerIm, own)
      if lane == 0 {
        let before = edge
        spectrum.real[0][0] = before.0 * Self.power(first, power)
        spectrum.imaginary[0][0] = before.1 * Self.power(second, power)
        edge = (spectrum.real[0][0], spectrum.imaginary[0][0])
      }
    }
  }

  /// The two real coefficients of slot 0.
  private var edge = (1.0, 1.0)

  private mutating func dismiss(_ lane: Int) {
    spectrum.real[lane] = .zero
    spectrum.imaginary[lane] = .zero
    errors[lane] = Lanes(repeating: 2e-26)
    if lane == 0 { edge = (0, 0) }
  }

  private static func error(_ size: Double, times: Double, _ coefficientError: Double) -> Double {
    let safe = min(size + 2 * coefficientError, 1 + 2 * coefficientError)
    let below = times == 1 ? 1 : pow(safe, times - 1)
    return 1.0001 * times * below * (coefficientError + 4 * 0x1p-53 * safe)
  }

  private mutating func accumulate(_ lane: Int, _ re: Lanes, _ im: Lanes, _ own: Lanes) {
    let (oldRe, oldIm, oldError) = (spectrum.real[lane], spectrum.imaginary[lane], errors[lane])
    spectrum.real[lane] = oldRe * re - oldIm * im
    spectrum.imaginary[lane] = oldRe * im + oldIm * re
    var oldSize = (oldRe * oldRe + oldIm * oldIm).squareRoot()
    var size = (re * re + im * im).squareRoot()
    if lane == 0 { (oldSize[0], size[0]) = (1, 1) }
    errors[lane] = oldSize * own + size * oldError + own * oldError + 0x1p-51 * oldSize * size
  }

  private static func power(_ re: Lanes, _ im: Lanes, _ exponent: Int) -> (Lanes, Lanes) {
    var (resultRe, resultIm) = (Lanes.one, Lanes.zero)
    var (baseRe, baseIm, left) = (re, im, exponent)
    while left > 0 {
      if left & 1 == 1 {
        (resultRe, resultIm) = (
          resultRe * baseRe - resultIm * baseIm, resultRe * baseIm + resultIm * baseRe
        )
      }
      left >>= 1
      if left > 0 {
        (baseRe, baseIm) = (baseRe * baseRe - baseIm * baseIm, 2 * baseRe * baseIm)
      }
    }
    return (resultRe, resultIm)
  }

  private static func power(_ base: Double, _ exponent: Int) -> Double {
    var (result, square, left) = (1.0, base, exponent)
    while left > 0 {
      if left & 1 == 1 { result *= square }
      left >>= 1
      square *= square
    }
    return result
  }
}
