import BigInt

/// Draws whole numbers y with probability proportional to exp(-y/scale) or exp(-y^2/(2 variance)),
/// with or without a sign: the engine of `Geometric`, `DiscreteLaplace` and `DiscreteGaussian`.
///
/// **Guarantee**: exact. Narrow laws are drawn from an `InversionTable` alone. Wide laws are split: y =
/// k 2^s + b. The table draws k with weight(k 2^s); b is s uniform bits; the pair is kept with
/// probability weight(k 2^s + b)/weight(k 2^s) = exp(-x), x = b/scale or (2 k 2^s b + b^2)/(2
/// variance), else all is drawn anew. So P[k, b] is proportional to weight(y). A signed law draws a
/// sign bit too, and begins anew at -0, so that 0 does not count twice.
///
/// Whether U < exp(-x) is decided by ever finer bounds: 1 - x <= exp(-x) in one word (98 % of all
/// and more), an enclosure of 112 bits, enclosures of as many bits as it takes.
/// **Cost**: narrow: 1 word; wide: 2 words, 1.03 tries. The time depends on the outcome through the
/// table's cache lines and the rare retries; no retry depends on data.
@usableFromInline
struct LatticeSampler: Sendable {
  let table: InversionTable
  @usableFromInline let lower: [UInt64]
  @usableFromInline let guide: [UInt16]
  @usableFromInline let gap: UInt64
  @usableFromInline let guideShift: UInt64
  /// The bits of b.
  @usableFromInline let shift: UInt64
  /// g = 2^s/scale or 2^2s/(2 variance), above, in units of 2^-64.
  @usableFromInline let steepness: UInt64
  @usableFromInline let isGaussian: Bool
  @usableFromInline let isSigned: Bool
  /// g in units of 2^-112, below by at most 1.
  let fineSteepness: UInt128

  /// Chooses the split so that the table has at most some 1,900 entries.
  ///
  /// - Returns: nil where an outcome might need more than 62 bits.
  init?(_ law: DecayLaw, isSigned: Bool) {
    // The law's width in table steps is below 32 (exponential) or 128 (Gaussian).
    let bits: Int
    switch law {
    case .exponential(let scale): bits = scale.floor.magnitude.bitWidth - 5
    case .gaussian(let variance): bits = (variance.floor.magnitude.bitWidth + 1) / 2 - 7
    }
    guard bits <= 48 else { return nil }
    self.init(law, isSigned: isSigned, shift: max(0, bits))
  }

  /// A sampler with a given split; tests also split narrow laws.
  init(_ law: DecayLaw, isSigned: Bool, shift: Int) {
    table = InversionTable(
      law, shift: shift, multiplicity: isSigned && shift == 0 ? 2 : 1)
    lower = table.lower
    guide = table.guide
    gap = table.gap
    guideShift = table.guideShift
    self.shift = UInt64(shift)
    self.isSigned = isSigned
    if case .gaussian = law { isGaussian = true } else { isGaussian = false }
    let unit = law.exponent(BigInt(1) << shift)
    fineSteepness = UInt128(truncatingIfNeeded: unit.scaled(bits: 112))
    steepness = UInt64(clamping: unit.scaled(bits: 64) + 1)
  }

  /// One outcome.
  @inlinable
  func draw<Source: RandomSource & ~Copyable>(from source: inout Source) -> Int64 {
    while true {
      let word = source.next()
      let entry = index(of: word >> 1, from: &source)
      let isNegative = isSigned && word & 1 == 1
      if shift == 0 { return isNegative ? 0 &- Int64(entry) : Int64(entry) }
      let second = source.next()
      let mask = (1 as UInt64) << shift &- 1
      let low = second & mask
      if isNegative, entry == 0, low == 0 { continue }
      if isKept(entry, low, word: second, mask: mask, from: &source) {
        return combine(entry, low, isNegative: isNegative)
      }
    }
  }

  /// The table's outcome for 63 uniform bits.
  @inlinable
  func index<Source: RandomSource & ~Copyable>(
    of bits: UInt64, from source: inout Source
  ) -> Int {
    var entry = Int(guide[Int(truncatingIfNeeded: bits >> guideShift)])
    while bits >= lower[entry] &+ gap { entry &+= 1 }
    if bits < lower[entry] { return entry }
    return resolve(bits, from: &source)
  }

  /// True with probability exp(-x).
  ///
  /// U's first bits are the word's, without the low `shift` bits, which are b's. x = g b/2^s, or g
  /// (2k + b/2^s) b/2^s <= g (2k + 1) b/2^s.
  @inlinable
  func isKept<Source: RandomSource & ~Copyable>(
    _ entry: Int, _ low: UInt64, word: UInt64, mask: UInt64, from source: inout Source
  ) -> Bool {
    let factor = isGaussian ? UInt64(truncatingIfNeeded: entry) &* 2 &+ 1 : 1
    let slope = steepness.multipliedReportingOverflow(by: factor)
    let product = slope.partialValue.multipliedFullWidth(by: low)
    // floor(slope * b/2^s) + 1 >= 2^64 x; U < (1 - x) where the rest of the word's range allows.
    let bound = (product.high << (64 &- shift) | product.low >> shift) &+ 1
    if !slope.overflow, bound <= ~(word | mask) { return true }
    return resolveKept(entry, low, bits: word >> shift, from: &source)
  }

  /// The outcome k 2^s + b with its sign; at the ends of Int64 it stops.
  @inlinable
  func combine(_ entry: Int, _ low: UInt64, isNegative: Bool) -> Int64 {
    let high = Int64(truncatingIfNeeded: entry)
      .multipliedReportingOverflow(by: (1 as Int64) << Int64(shift))
    let sum = high.partialValue.addingReportingOverflow(Int64(truncatingIfNeeded: low))
    let magnitude = high.overflow || sum.overflow ? Int64.max : sum.partialValue
    return isNegative ? 0 &- magnitude : magnitude
  }
}
