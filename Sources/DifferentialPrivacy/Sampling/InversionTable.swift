import BigInt

/// Cumulative probabilities of 0, m, 2m, ..., by which one word decides a draw.
///
/// **Guarantee**: exact. Let U be the uniform real number whose first 63 bits are u, so that u/2^63 <=
/// U < (u + 1)/2^63, and F(k) the true cumulative probability, irrational for all k. Outcome k is to
/// be drawn where F(k - 1) <= U < F(k). The table holds, from enclosures, lower(k) = floor(l 2^63)
/// for some l <= F(k), and a gap with (lower(k) + gap)/2^63 >= F(k) for all k.
/// - u < lower(k): then U < (u + 1)/2^63 <= lower(k)/2^63 <= F(k).
/// - u >= lower(k - 1) + gap: then U >= F(k - 1).
///
/// Where neither is certain, `resolve` draws further bits of U and compares them with enclosures of
/// matching precision, until one is. So the outcome is always that of U: no probability is rounded.
/// **Cost**: 8 bytes an entry; some 30 ns an entry to build. Unresolved words: 2^-50 of all.
struct InversionTable: Sendable {
  /// The bits of a word that are compared.
  static let bits = 63
  /// The table's own fixed point: 112 bits, and room for sums of 2^16 weights.
  private static let precision = 112

  let law: DecayLaw
  let shift: Int
  let multiplicity: Int
  /// lower(k).
  private(set) var lower: [UInt64] = []
  /// By a word's first bits, the first k that it may decide for.
  private(set) var guide: [UInt16] = []
  /// Words from lower(k) to lower(k) + gap are unresolved.
  private(set) var gap: UInt64 = 2
  /// How far a word is shifted to find its place in the guide.
  private(set) var guideShift: UInt64 = 0

  /// A table of the law's weights at multiples of 2^shift.
  ///
  /// - Precondition: at most 2^16 weights are above 2^-68: `LatticeSampler` chooses the shift so.
  init(_ law: DecayLaw, shift: Int, multiplicity: Int) {
    self.law = law
    self.shift = shift
    self.multiplicity = multiplicity
    var walk = WeightWalk<UInt128>(
      law, shift: shift, multiplicity: multiplicity, precision: Self.precision)
    var sums = [walk.sum]
    // What is left out weighs at most 2^-66 (in units of 2^-112: 2^46).
    while !walk.rest(isBelow: Self.precision - 66), sums.count < 1 << 16 {
      walk.advance()
      sums.append(walk.sum)
    }
    precondition(walk.rest(isBelow: Self.precision - 66), "the shift is too small for a table")
    fill(sums, total: walk.sum)
  }

  private mutating func fill(_ sums: [Enclosure<UInt128>], total: Enclosure<UInt128>) {
    let rest: UInt128 = 1 << 46
    let highest = total.upper + rest
    // F(k) lies in [S/T', S'/T] with errors eS <= eT of S and T. As T >= 2^P:
    // S'/T - S/T' <= (eS + eT + 1)/2^P, and one floor and one ceiling add less than 2 words.
    let error = 2 * (UInt128(total.error) + rest) + 1
    gap = 2 + UInt64(error >> UInt128(Self.precision - Self.bits))
    lower = sums.map { sum in
      let wide = (high: sum.lower >> 65, low: sum.lower << 63)
      return UInt64(highest.dividingFullWidth(wide).quotient)
    }
    // The last entry decides for every word that is left: its sum misses 2^-66 at most.
    let guideBits = max(1, min(12, UInt64(lower.count.bitWidth - lower.count.leadingZeroBitCount)))
    guideShift = 63 - guideBits
    guide = []
    var entry = 0
    for cell in 0..<(UInt64(1) << guideBits) {
      while entry + 1 < lower.count, lower[entry] + gap <= cell << guideShift { entry += 1 }
      guide.append(UInt16(entry))
    }
  }
}
