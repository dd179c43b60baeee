import Numerics

/// The draws that the demonstration's model is made of, on the house's own generator.
///
/// Only + - * / on doubles, so that the same seed gives the same bytes on every machine.
extension SeededGenerator {
  /// The stream of `purpose` and `index` under a seed; streams don't depend on each other.
  init(seed: UInt64, purpose: UInt64 = 0, index: UInt64 = 0) {
    let state = Self.mix(seed &+ 0x9E37_79B9_7F4A_7C15) ^ Self.mix(purpose &* 0xD1B5_4A32_D192_ED03)
    self.init(seed: Self.mix(state &+ index &* 0x8CB9_2BA7_2F3D_8DD7))
  }

  /// A word that differs in about half its bits wherever the input differs in one (the finalizer of
  /// SplitMix64, Steele, Lea, Flood 2014).
  static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z &>> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z &>> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z &>> 31)
  }

  /// A whole number of 0 ..< bound; 0 where there is nothing to choose from.
  mutating func below(_ bound: Int) -> Int { index(below: max(1, bound)) }

  /// Nearly normal, mean 0 and variance 1: the sum of twelve units less six (Irwin-Hall).
  mutating func bell() -> Double {
    var sum = -6.0
    for _ in 0..<12 { sum += unit() }
    return sum
  }

  /// An index, drawn by weights that are not negative and not all zero.
  mutating func index(of weights: [Double]) -> Int {
    var total = 0.0
    for weight in weights { total += weight }
    var rest = unit() * total
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.lastIndex { $0 > 0 } ?? 0
  }

  /// A rank of 0 ..< count by a law close to Zipf's with exponent 1: u -> n^u is approximated by
  /// a hyperbola, rank = q (1 / (1 - u c) - 1), c = n / (n + q): P(rank >= r) falls as 1 / (r + q).
  mutating func zipf(_ count: Int, flatness q: Double = 8) -> Int {
    let n = Double(count)
    let c = n / (n + q)
    let rank = q * (1 / (1 - unit() * c) - 1)
    return min(count - 1, max(0, Int(rank)))
  }

  /// A heavy-tailed number: scale / (1 - 0.9 u), from `scale` to ten times that, mean 2.558 scale.
  mutating func heavy(_ scale: Double) -> Int {
    Int(scale / (1 - 0.9 * unit()))
  }
}
