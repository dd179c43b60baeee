import BigInt

/// Exact sampling of one of many candidates, each with a weight and a loss.
///
/// **Guarantee**: candidate i comes out with probability proportional to
/// weight(i) exp(-rate loss(i)), exactly: uniform bits are compared with brackets of the cumulative
/// probabilities, and where the bits drawn so far do not decide, more are drawn and the brackets
/// narrowed. **Source**: lazy inversion, Knuth and Yao 1976, with the weights of Smith 2011.
/// **Cost**: O(n log n), and big-number work for the losses that matter to 128 bits, once; then a
/// draw is a search among the brackets, but for one in 2^60, which computes them anew.
/// **Does not protect against**: timing.
struct WeightedSelection {
  /// Positions of the candidates of positive weight, the least loss first.
  private let order: [Int]
  private let weights: [UInt64]
  private let losses: [UInt64]
  private let rate: (numerator: BigUInt, denominator: BigUInt)
  /// The brackets that decide a draw's first bits.
  private let table: Cumulated

  /// Uniform bits that a draw begins with.
  private static let firstBits = 128
  /// Bits of the brackets beyond those of the draw.
  private static let slackBits = 64

  /// Brackets of the cumulated weights of the candidates that matter, and of the total.
  private typealias Cumulated = (ends: [FixedBracket], total: FixedBracket)

  /// - Precondition: as many losses as weights, and one positive weight.
  init(weights: [UInt64], losses: [UInt64], rate: (numerator: BigUInt, denominator: BigUInt)) {
    precondition(weights.count == losses.count, "each candidate has a weight and a loss")
    order = weights.indices.filter { weights[$0] > 0 }.sorted { losses[$0] < losses[$1] }
    precondition(!order.isEmpty, "nothing to choose from")
    (self.weights, self.losses, self.rate) = (weights, losses, rate)
    table = Self.cumulated(
      order, weights: weights, losses: losses, rate: rate, bits: Self.firstBits + Self.slackBits)
  }

  /// One choice: a position among the candidates.
  func draw<Source: RandomSource & ~Copyable>(from source: inout Source) -> Int {
    var bits = Self.firstBits
    var uniform = Draws.bits(bits, from: &source)
    if let choice = choice(uniform, bits: bits, among: table) { return choice }
    while true {
      uniform = uniform << bits | Draws.bits(bits, from: &source)
      bits *= 2
      if let choice = choice(uniform, bits: bits, among: cumulated(bits: bits + Self.slackBits)) {
        return choice
      }
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
  private func choice(_ uniform: BigUInt, bits: Int, among cumulated: Cumulated) -> Int? {
    let (ends, total) = cumulated
    let last = (uniform + 1) * total.high
    // The least place whose end lies above: ends never fall.
    var (place, after) = (0, ends.count)
    while place < after {
      let middle = (place + after) / 2
      if last <= ends[middle].low << bits { after = middle } else { place = middle + 1 }
    }
    guard place < ends.count else { return nil }
    guard place > 0 else { return order[0] }
    return ends[place - 1].high << bits <= uniform * total.low ? order[place] : nil
  }

  private func cumulated(bits: Int) -> Cumulated {
    Self.cumulated(order, weights: weights, losses: losses, rate: rate, bits: bits)
  }

  private static func cumulated(
    _ order: [Int], weights: [UInt64], losses: [UInt64],
    rate: (numerator: BigUInt, denominator: BigUInt), bits: Int
  ) -> Cumulated {
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
