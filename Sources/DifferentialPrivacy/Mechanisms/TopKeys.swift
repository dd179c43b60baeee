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
  fileprivate let rate: ExactRatio
  fileprivate let divisor: BigUInt

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
    var draws = TopKeyDraws(self, counts: counts)
    return draws.next(from: &source)
  }
}

/// Releases of the largest keys of one list of counts: brackets are computed once for all of them.
///
/// **Guarantee**: each `next` is a release of its own, and costs `TopKeys.cost` again.
/// **Cost**: a set of keys left is prepared when it is first met; then a draw is a search.
struct TopKeyDraws {
  private let mechanism: TopKeys
  private let counts: [Int]
  private var prepared: [[Int]: WeightedSelection] = [:]

  /// Releases of a mechanism on these counts.
  init(_ mechanism: TopKeys, counts: [Int]) {
    (self.mechanism, self.counts) = (mechanism, counts)
  }

  /// One release: the positions of the chosen keys, the largest first.
  mutating func next<Source: RandomSource & ~Copyable>(from source: inout Source) -> [Int] {
    var left = Array(counts.indices)
    var chosen: [Int] = []
    while chosen.count < mechanism.count, !left.isEmpty {
      let known = prepared[left]
      let selection = known ?? prepare(left)
      if known == nil, prepared.count < 4096 { prepared[left] = selection }
      chosen.append(left.remove(at: selection.draw(from: &source)))
    }
    return chosen
  }

  private func prepare(_ left: [Int]) -> WeightedSelection {
    let top = left.reduce(Int.min) { max($0, counts[$1]) }
    return WeightedSelection(
      weights: [UInt64](repeating: 1, count: left.count),
      losses: left.map { UInt64(Int128(top) - Int128(counts[$0])) },
      rate: (
        BigUInt(mechanism.rate.numerator),
        BigUInt(mechanism.rate.denominator) * mechanism.divisor
      ))
  }
}
