import BigInt

/// How a sampler's weights fall: weight(y) = exp(-y/scale), or exp(-y^2/(2 sigma^2)).
enum DecayLaw: Sendable, Equatable {
  /// exp(-y/scale): geometric and discrete Laplace.
  case exponential(scale: ExactRational)
  /// exp(-y^2/(2 variance)): discrete Gaussian.
  case gaussian(variance: ExactRational)

  /// The exponent of `weight(y)`: y/scale or y^2/(2 variance), exactly.
  func exponent(_ magnitude: BigInt) -> ExactRational {
    switch self {
    case .exponential(let scale):
      ExactRational(reducing: magnitude * scale.denominator, scale.numerator)
    case .gaussian(let variance):
      ExactRational(
        reducing: magnitude * magnitude * variance.denominator, 2 * variance.numerator)
    }
  }
}

/// Walks the weights of 0, m, 2m, 3m, ... and their sum, as enclosures.
///
/// weight(k + 1) = weight(k) * ratio(k); the exponential's ratio is always exp(-m/scale); the
/// Gaussian's is exp(-(2k + 1) g), g = m^2/(2 variance), which itself falls by exp(-2g) a step.
struct WeightWalk<Word: FractionWord>: Sendable {
  /// The weights' fixed point.
  let precision: Int
  /// 1, or 2 where each weight but that of 0 counts for both signs.
  let multiplicity: Int
  /// The sum of the weights up to the current one.
  private(set) var sum: Enclosure<Word>
  /// The weight after the current one, not in the sum.
  private var following: Enclosure<Word>
  private var ratio: Enclosure<Word>
  private let ratioStep: Enclosure<Word>?

  /// A walk that stands at weight(0) = 1, with steps of 2^shift.
  init(_ law: DecayLaw, shift: Int, multiplicity: Int, precision: Int) {
    self.precision = precision
    self.multiplicity = multiplicity
    let unit = law.exponent(BigInt(1) << shift)
    let first = Self.exponential(minus: unit, precision: precision)
    sum = Enclosure(lower: .power(precision), error: 0)
    following = first
    switch law {
    case .exponential:
      ratio = first
      ratioStep = nil
    case .gaussian:
      let step = Self.exponential(
        minus: ExactRational(reducing: 2 * unit.numerator, unit.denominator),
        precision: precision)
      ratio = first.product(step, precision: precision)
      ratioStep = step
    }
  }

  private static func exponential(minus exponent: ExactRational, precision: Int) -> Enclosure<Word>
  {
    let value = Enclosure<BigUInt>.exponential(minus: exponent, precision: precision)
    return Enclosure(lower: Word(fitting: value.lower), error: value.error)
  }

  /// Takes the next weight into the sum.
  mutating func advance() {
    for _ in 0..<multiplicity { sum = sum.sum(following) }
    following = following.product(ratio, precision: precision)
    if let ratioStep { ratio = ratio.product(ratioStep, precision: precision) }
  }

  /// Whether all the weights after the sum together are at most 2^bits units.
  ///
  /// They are at most following * (1 + r + r^2 + ...) * multiplicity, with r the current ratio; the
  /// ratios never rise. 1/(1 - r) is bounded by 2^8 where 1 - r >= 2^-8: tables are never finer.
  func rest(isBelow bits: Int) -> Bool {
    let margin = Word.power(precision - 8)
    return ratio.upper + margin <= Word.power(precision)
      && following.upper <= Word.power(bits - 9)
  }
}
