/// Searches for the edge of a condition over the doubles, to the last bit.
enum SafeSearch {
  /// The least double in (lower, upper] where `holds`, of a condition that stays true once it is.
  ///
  /// `upper` must satisfy it. Halving runs over the doubles themselves (their bit patterns are in
  /// order), so 64 calls end at two neighbours and the answer is always one that satisfies it.
  static func least(above lower: Double, upTo upper: Double, _ holds: (Double) -> Bool) -> Double {
    var failing = max(lower, 0).bitPattern
    var passing = upper.bitPattern
    while passing > failing &+ 1 {
      let middle = failing + (passing - failing) / 2
      if holds(Double(bitPattern: middle)) { passing = middle } else { failing = middle }
    }
    return Double(bitPattern: passing)
  }

  /// The greatest double in [lower, upper) where `holds`, of a condition that stays false once it
  /// is; `lower` must satisfy it.
  static func greatest(from lower: Double, below upper: Double, _ holds: (Double) -> Bool) -> Double
  {
    var passing = max(lower, 0).bitPattern
    var failing = upper.bitPattern
    while failing > passing &+ 1 {
      let middle = passing + (failing - passing) / 2
      if holds(Double(bitPattern: middle)) { passing = middle } else { failing = middle }
    }
    return Double(bitPattern: passing)
  }

  /// The point near which a function with one valley is least, by golden section.
  static func valley(
    from lower: Double, to upper: Double, steps: Int = 90, _ value: (Double) -> Double
  )
    -> Double
  {
    let ratio = 0.6180339887498949
    var (low, high) = (lower, upper)
    var (left, right) = (high - ratio * (high - low), low + ratio * (high - low))
    var (atLeft, atRight) = (value(left), value(right))
    for _ in 0..<steps {
      if atLeft <= atRight {
        (high, right, atRight) = (right, left, atLeft)
        left = high - ratio * (high - low)
        atLeft = value(left)
      } else {
        (low, left, atLeft) = (left, right, atRight)
        right = low + ratio * (high - low)
        atRight = value(right)
      }
      if high - low <= 1e-12 * (abs(low) + abs(high)) { break }
    }
    return atLeft <= atRight ? left : right
  }
}

/// Checks of parameters, each of which throws the rule it holds.
enum Parameter {
  static func positive(_ value: Double, _ name: String) throws(PrivacyError) {
    guard value > 0, value.isFinite else {
      throw .parameter(name: name, rule: "must be a finite number above 0")
    }
  }

  static func positive(_ value: ExactRational, _ name: String) throws(PrivacyError) {
    guard value.isPositive else { throw .parameter(name: name, rule: "must be positive") }
  }

  static func notNegative(_ value: Double, _ name: String) throws(PrivacyError) {
    guard value >= 0, value.isFinite else {
      throw .parameter(name: name, rule: "must be a finite number, 0 or more")
    }
  }

  static func delta(_ value: Double) throws(PrivacyError) {
    guard value > 0, value < 1 else {
      throw .parameter(name: "delta", rule: "must be above 0 and below 1")
    }
  }

  static func deltaOrZero(_ value: Double) throws(PrivacyError) {
    guard value >= 0, value < 1 else {
      throw .parameter(name: "delta", rule: "must be 0 or more and below 1")
    }
  }

  static func rate(_ value: Double) throws(PrivacyError) {
    guard value > 0, value <= 1 else {
      throw .parameter(name: "samplingRate", rule: "must be above 0 and at most 1")
    }
  }

  static func count(_ value: Int, _ name: String) throws(PrivacyError) {
    guard value >= 1, value <= 1 << 40 else {
      throw .parameter(name: name, rule: "must be from 1 to 2^40")
    }
  }

  static func order(_ value: Double) throws(PrivacyError) {
    guard value > 1, value.isFinite else {
      throw .parameter(name: "order", rule: "must be a finite number above 1")
    }
  }
}
