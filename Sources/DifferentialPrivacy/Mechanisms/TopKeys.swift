import BigInt

/// The k largest of a list of public keys, in order, without their counts.
///
/// **Guarantee**: `cost`: k times the exponential mechanism, each time among the keys left. Where
/// subjects are added or taken away, all counts move in one direction, and a choice in proportion
/// to exp(epsilon count) costs epsilon; substituted, exp(epsilon count / 2).
/// **Source**: McSherry and Talwar 2007; Durfee and Rogers 2019, Lemma 4.2 (peeling).
/// **Cost**: k sorts of the keys. **Does not protect against**: a list taken from the data.
public struct TopKeys: Sendable {
  /// How many keys come out.
  public let count: Int
  /// What one release costs.
  public let cost: PrivacyCost
  private let rate: ExactRatio
  private let divisor: BigUInt

  /// The `count` largest keys at a cost of `epsilon`, where a subject has at most `rowsPerKey` rows
  /// under a key, and any number of keys.
  public init(
    _ count: Int, epsilon: Double, rowsPerKey: Int = 1, neighbours: Neighbours = .addRemove
  ) throws(PrivacyError) {
    guard (1...1 << 20).contains(count), (1...1 << 20).contains(rowsPerKey) else {
      throw .parameter(name: "count, rowsPerKey", rule: "must be between 1 and 2^20")
    }
    self.count = count
    rate = try ExactRatio(roundedDown: epsilon / Double(count), name: "epsilon")
    divisor = BigUInt(rowsPerKey) * (neighbours == .substitute ? 2 : 1)
    cost = .pure(
      epsilon: RoundedUp.quotient(
        BigUInt(rate.numerator) * BigUInt(count), BigUInt(rate.denominator)))
  }

  /// The positions of the chosen keys in the list, the largest first.
  public func released<Source: RandomSource & ~Copyable>(
    counts: [Int], from source: inout Source
  ) -> [Int] {
    var left = Array(counts.indices)
    var chosen: [Int] = []
    while chosen.count < count, !left.isEmpty {
      let top = left.reduce(Int.min) { max($0, counts[$1]) }
      let losses = left.map { UInt64(Int128(top) - Int128(counts[$0])) }
      let selection = WeightedSelection(
        weights: [UInt64](repeating: 1, count: left.count), losses: losses,
        rate: (BigUInt(rate.numerator), BigUInt(rate.denominator) * divisor))
      chosen.append(left.remove(at: selection.draw(from: &source)))
    }
    return chosen
  }
}
