public import DifferentialPrivacy

/// Post-randomisation of a categorical column by a transition matrix under which its frequencies
/// are, in expectation, what they were.
///
/// Probabilities are ratios of whole numbers and draws are exact, so invariance is an identity of
/// integers and is checked as one.
///
/// **Guarantee**: for frequencies t and matrix R, t R = t exactly: expected counts of every category
/// are the original ones, so no correction is needed in an analysis of one column.
/// **Source**: Kooiman, Willenborg and Gouweleeuw, PRAM: a method for disclosure limitation of
/// microdata, Statistics Netherlands 9705 (1997), section 5: the one-parameter matrix, and the
/// two-stage matrix R = P Q with Q the reverse of P by Bayes' rule.
/// **Cost**: O(categories) a row in two stages, O(1) with one parameter.
/// **Does not protect against**: whoever takes a released value as likely true, which it is (the
/// diagonal says how likely); other columns of the row, which stay; joint distributions change.
/// Drawn again on the same data with fresh bits, releases average the noise away.
public struct InvariantPRAM: Sendable {
  private enum Kind: Sendable {
    case proportional(thousandths: UInt64)
    case twoStage(weights: [[UInt64]])
  }

  /// The frequencies under which the matrix is invariant, by code.
  public let counts: [UInt64]
  private let kind: Kind
  private let least: UInt64
  private let present: [Int]

  /// Changes a value of category k with probability theta x (least count) / (count of k), to each
  /// of the others alike.
  ///
  /// - Parameters:
  ///   - thousandths: theta x 1,000, 0 to 1,000.
  /// - Throws: `DeidentificationError.parameter` where theta or a code is out of range.
  public init(
    codes: [UInt32], cardinality: Int, thousandths: Int
  ) throws(DeidentificationError) {
    guard (0...1_000).contains(thousandths) else {
      throw .parameter(name: "thousandths", rule: "must be between 0 and 1,000")
    }
    try self.init(
      codes: codes, cardinality: cardinality, kind: .proportional(thousandths: UInt64(thousandths)))
  }

  /// The two-stage matrix made of any transition matrix.
  ///
  /// - Parameters:
  ///   - weights: the first stage: row k holds whole numbers in proportion to the probabilities of
  ///     going from k to each category; all rows have the same positive sum.
  /// - Throws: `DeidentificationError.parameter` where the matrix is not of that form.
  public init(
    codes: [UInt32], cardinality: Int, weights: [[UInt64]]
  ) throws(DeidentificationError) {
    let sums = weights.map {
      $0.reduce(UInt64(0)) { $0 > 1 << 32 || $1 > 1 << 32 ? .max : $0 + $1 }
    }
    guard weights.count == cardinality, weights.allSatisfy({ $0.count == cardinality }),
      let sum = sums.first, sum > 0, sum <= 1 << 24, sums.allSatisfy({ $0 == sum })
    else {
      throw .parameter(
        name: "weights", rule: "must be a square of whole numbers, rows of one sum up to 2^24")
    }
    try self.init(codes: codes, cardinality: cardinality, kind: .twoStage(weights: weights))
  }

  private init(
    codes: [UInt32], cardinality: Int, kind: Kind
  ) throws(DeidentificationError) {
    guard (1...65_536).contains(cardinality), codes.count < 1 << 32,
      codes.allSatisfy({ $0 < cardinality })
    else {
      throw .parameter(
        name: "cardinality", rule: "must be 1 to 65,536, and above every code of the column")
    }
    var counts = [UInt64](repeating: 0, count: cardinality)
    for code in codes { counts[Int(code)] += 1 }
    self.counts = counts
    self.kind = kind
    present = counts.indices.filter { counts[$0] > 0 }
    least = counts.filter { $0 > 0 }.min() ?? 0
  }

  /// The perturbed codes, with the system's secure random bits.
  public func apply(to codes: [UInt32]) -> [UInt32] {
    var source = SystemRandomSource()
    return apply(to: codes, from: &source)
  }

  /// The perturbed codes; a code without a frequency stays.
  public func apply<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    to codes: [UInt32], from source: inout Source
  ) -> [UInt32] {
    var result = codes
    for row in result.indices where Int(result[row]) < counts.count {
      let code = Int(result[row])
      if counts[code] > 0 { result[row] = UInt32(draw(code, from: &source)) }
    }
    return result
  }

  /// The probability that a value of `code` becomes `other`, as a ratio of whole numbers for each
  /// way that leads there; ways add up.
  ///
  /// With one parameter there is one way; with two stages one for each category in between.
  public func ways(from code: Int, to other: Int) -> [(numerator: UInt128, denominator: UInt128)] {
    guard counts[code] > 0 else { return [(code == other ? 1 : 0, 1)] }
    switch kind {
    case .proportional(let thousandths):
      let all = UInt128(counts[code]) * 1_000
      let moving = UInt128(thousandths) * UInt128(least)
      guard present.count > 1 else { return [(code == other ? 1 : 0, 1)] }
      if code == other { return [(all - moving, all)] }
      return [(counts[other] > 0 ? moving : 0, all * UInt128(present.count - 1))]
    case .twoStage(let weights):
      return weights[code].indices.compactMap { between in
        let total = columnSum(between, weights)
        guard total > 0, weights[code][between] > 0 else { return nil }
        let sum = UInt128(weights[code].reduce(0, +))
        return (
          UInt128(weights[code][between]) * UInt128(counts[other])
            * UInt128(weights[other][between]),
          sum * total
        )
      }
    }
  }

  /// The probability that a value of `code` becomes `other`.
  public func probability(from code: Int, to other: Int) -> Double {
    ways(from: code, to: other).reduce(0) { $0 + Double($1.numerator) / Double($1.denominator) }
  }

  private func columnSum(_ column: Int, _ weights: [[UInt64]]) -> UInt128 {
    present.reduce(0) { $0 + UInt128(counts[$1]) * UInt128(weights[$1][column]) }
  }

  private func draw<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    _ code: Int, from source: inout Source
  ) -> Int {
    switch kind {
    case .proportional(let thousandths):
      guard present.count > 1,
        source.wholeNumber(below: 1_000 * counts[code]) < thousandths * least
      else { return code }
      let other = present[Int(source.wholeNumber(below: UInt64(present.count - 1)))]
      // The last one stands in for the value itself, which is left out.
      return other == code ? present[present.count - 1] : other
    case .twoStage(let weights):
      let between = Self.choose(weights[code], from: &source)
      return Self.choose(
        counts.indices.map { counts[$0] * weights[$0][between] }, from: &source)
    }
  }

  /// An index with probability in proportion to its weight; the weights' sum is below 2^64.
  private static func choose<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    _ weights: [UInt64], from source: inout Source
  ) -> Int {
    var rest = source.wholeNumber(below: weights.reduce(0, +))
    for (index, weight) in weights.enumerated() {
      if rest < weight { return index }
      rest -= weight
    }
    return weights.count - 1
  }
}
