import BigInt

/// A number in [0, 1] between two natural numbers over 2^bits.
struct FixedBracket: Sendable {
  var low: BigUInt
  var high: BigUInt

  /// exp(-numerator / denominator), to some `bits` bits.
  ///
  /// **Guarantee**: the true value lies within. The argument is halved until it is below 1/2, where
  /// the alternating series brackets; each of its terms is rounded down, and is off by less than 3;
  /// the squarings round outwards.
  static func exponential(
    minus numerator: BigUInt, _ denominator: BigUInt, bits: Int
  ) -> FixedBracket {
    let halvings = max(0, numerator.bitWidth - denominator.bitWidth + 2)
    let one = BigUInt(1) << bits
    let argument = (numerator << bits) / (denominator << halvings)
    var (term, sum, terms) = (one, BigInt(one), BigUInt(1))
    while term > 0 {
      term = ((term * argument) >> bits) / terms
      sum += terms % 2 == 1 ? -BigInt(term) : BigInt(term)
      terms += 1
    }
    // Each term off by less than 3, the rest of the series by 1, the argument's rounding by 1.
    let slack = BigInt(terms) * 4 + 4
    var bracket = FixedBracket(
      low: (sum - slack).sign == .minus ? 0 : (sum - slack).magnitude,
      high: min((sum + slack).magnitude, one))
    for _ in 0..<halvings { bracket = bracket.multiplied(by: bracket, bits: bits) }
    return bracket
  }

  /// The product, rounded outwards.
  func multiplied(by other: FixedBracket, bits: Int) -> FixedBracket {
    FixedBracket(
      low: (low * other.low) >> bits,
      high: min(((high * other.high) >> bits) + 1, BigUInt(1) << bits))
  }
}

/// Exact sampling of one of many candidates, each with a weight and a loss.
///
/// **Guarantee**: candidate i comes out with probability proportional to
/// weight(i) exp(-rate loss(i)), exactly: uniform bits are compared with brackets of the cumulative
/// probabilities, and where the bits drawn so far do not decide, more are drawn and the brackets
/// narrowed. **Source**: lazy inversion, Knuth and Yao 1976, with the weights of Smith 2011.
/// **Cost**: O(n log n), and big-number work for the losses that matter to 128 bits.
/// **Does not protect against**: timing.
struct WeightedSelection {
  /// Positions of the candidates of positive weight, the least loss first.
  private let order: [Int]
  private let weights: [UInt64]
  private let losses: [UInt64]
  private let rate: (numerator: BigUInt, denominator: BigUInt)

  /// - Precondition: as many losses as weights, and one positive weight.
  init(weights: [UInt64], losses: [UInt64], rate: (numerator: BigUInt, denominator: BigUInt)) {
    precondition(weights.count == losses.count, "each candidate has a weight and a loss")
    order = weights.indices.filter { weights[$0] > 0 }.sorted { losses[$0] < losses[$1] }
    precondition(!order.isEmpty, "nothing to choose from")
    (self.weights, self.losses, self.rate) = (weights, losses, rate)
  }

  /// One choice: a position among the candidates.
  func draw<Source: RandomSource & ~Copyable>(from source: inout Source) -> Int {
    var bits = 128
    var uniform = Draws.bits(bits, from: &source)
    while true {
      if let choice = choice(uniform, bits: bits) { return choice }
      uniform = uniform << bits | Draws.bits(bits, from: &source)
      bits *= 2
    }
  }

  /// A candidate's probability between two doubles that are off by rounding only.
  func probability(of position: Int) -> (low: Double, high: Double) {
    let bits = 256
    let (ends, total) = cumulated(bits: bits)
    guard let place = order.firstIndex(of: position), place < ends.count else {
      return (0, 0x1p-200)
    }
    let start = place > 0 ? ends[place - 1] : FixedBracket(low: 0, high: 0)
    // Differences of one side each: the brackets' own widths are some 2^-240.
    let shift = BigUInt(1) << bits
    let low = (ends[place].low - start.low) * shift / total.high
    let high = (ends[place].high - start.high) * shift / total.low
    return (Double(low) * 0x1p-256, Double(high) * 0x1p-256)
  }

  /// The candidate whose share of [0, 1) holds [uniform, uniform + 1) / 2^bits for certain.
  private func choice(_ uniform: BigUInt, bits: Int) -> Int? {
    let (ends, total) = cumulated(bits: bits + 64)
    let (first, last) = (uniform * total.low, (uniform + 1) * total.high)
    for (place, end) in ends.enumerated() where last <= end.low << bits {
      guard place > 0 else { return order[0] }
      return ends[place - 1].high << bits <= first ? order[place] : nil
    }
    return nil
  }

  /// Brackets of the cumulated weights of the candidates that matter, and of the total.
  private func cumulated(bits: Int) -> (ends: [FixedBracket], total: FixedBracket) {
    let one = BigUInt(1) << bits
    var factors: [UInt64: FixedBracket] = [:]
    var power = FixedBracket(low: one, high: one)
    var sum = FixedBracket(low: 0, high: 0)
    var ends: [FixedBracket] = []
    var loss = losses[order[0]]
    for (place, position) in order.enumerated() {
      let increase = losses[position] - loss
      if increase > 0 {
        let factor =
          factors[increase]
          ?? .exponential(
            minus: rate.numerator * BigUInt(increase), rate.denominator, bits: bits)
        if factors.count < 64 { factors[increase] = factor }
        power = power.multiplied(by: factor, bits: bits)
        loss = losses[position]
      }
      if power.high <= 1 {
        // Everything from here on has less than 2^-bits each, before its weight.
        let rest = order[place...].reduce(BigUInt(0)) { $0 + BigUInt(weights[$1]) }
        return (ends, FixedBracket(low: sum.low, high: sum.high + rest))
      }
      sum.low += power.low * BigUInt(weights[position])
      sum.high += power.high * BigUInt(weights[position])
      ends.append(sum)
    }
    return (ends, sum)
  }
}
