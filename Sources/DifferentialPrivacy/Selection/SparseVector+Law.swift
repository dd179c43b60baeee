import BigInt

extension SparseVector {
  /// The noise of a stream's threshold and of its queries: built once, for any number of streams.
  struct Law: Sendable {
    let thresholdNoise: LatticeSampler
    let queryNoise: LatticeSampler
    /// How many answers above the threshold are paid for.
    let count: Int
    /// What one stream costs, rounded up.
    let cost: PrivacyCost

    /// The law of two given epsilons.
    init(
      thresholdEpsilon: ExactRational, queryEpsilon: ExactRational, maximumAbove count: Int,
      sensitivity: Int64, isMonotone: Bool
    ) throws(PrivacyError) {
      guard count > 0 else { throw .parameter(name: "count", rule: "must be positive") }
      // epsilon1/D; epsilon2/(2cD), or epsilon2/(cD).
      let first = try SelectionRate(
        epsilon: thresholdEpsilon, sensitivity: sensitivity, isMonotone: true)
      let second = try SelectionRate(
        epsilon: queryEpsilon, sensitivity: sensitivity, isMonotone: isMonotone)
      thresholdNoise = try LatticeSampler.selectionNoise(first.rate, isSigned: true)
      queryNoise = try .selectionNoise(
        ExactRational(reducing: second.rate.numerator, second.rate.denominator * BigInt(count)),
        isSigned: true)
      self.count = count
      cost = .pure(epsilon: (thresholdEpsilon + queryEpsilon).doubleRoundedUp)
    }

    /// The law of one epsilon, split as 1 to (2c)^(2/3), or to c^(2/3).
    init(
      epsilon: ExactRational, maximumAbove count: Int, sensitivity: Int64, isMonotone: Bool
    ) throws(PrivacyError) {
      guard count > 0 else { throw .parameter(name: "count", rule: "must be positive") }
      let share = Self.cubeRootOfSquare(count, isMonotone: isMonotone)
      let first = ExactRational(reducing: epsilon.numerator, epsilon.denominator * (share + 1))
      try self.init(
        thresholdEpsilon: first, queryEpsilon: epsilon - first, maximumAbove: count,
        sensitivity: sensitivity, isMonotone: isMonotone)
    }

    /// The largest whole s with s^3 <= (2c)^2, or c^2; at least 1.
    private static func cubeRootOfSquare(_ count: Int, isMonotone: Bool) -> BigInt {
      let base = BigInt(count) * (isMonotone ? 1 : 2)
      let square = base * base
      var root = BigInt(0)
      for bit in stride(from: square.bitWidth / 3 + 1, through: 0, by: -1) {
        let next = root + (BigInt(1) << bit)
        if next * next * next <= square { root = next }
      }
      return max(1, root)
    }
  }
}
