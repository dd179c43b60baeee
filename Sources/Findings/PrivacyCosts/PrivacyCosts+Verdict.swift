extension PrivacyCosts {
  /// The total beside what is allowed.
  public struct TargetVerdict: Codable, Sendable, Equatable {
    /// The greatest epsilon allowed.
    public let epsilon: Double
    /// The delta at which it is meant.
    public let delta: Double
    /// The total's epsilon at that delta; nil where no finite one holds.
    public let spent: Double?
    /// Whether the total is within what is allowed, to 1e-12 of it: decimals are no doubles.
    public let isMet: Bool
    /// What is left of epsilon, rounded down; below 0 by how much it is passed.
    public let left: Double?

    /// A verdict.
    public init(epsilon: Double, delta: Double, spent: Double?, isMet: Bool, left: Double?) {
      (self.epsilon, self.delta, self.spent) = (epsilon, delta, spent)
      (self.isMet, self.left) = (isMet, left)
    }
  }

  /// The cost for a group.
  public struct GroupCost: Codable, Sendable, Equatable {
    /// How many units belong together.
    public let size: Int
    /// Epsilon at the total's delta; nil where no finite one holds.
    public let epsilon: Double?
    /// How it was found.
    public let step: Step

    /// A cost.
    public init(size: Int, epsilon: Double?, step: Step) {
      (self.size, self.epsilon, self.step) = (size, epsilon, step)
    }
  }

  /// The least noise for a target, or the most steps.
  public struct Calibration: Codable, Sendable, Equatable {
    /// What was found: sigma, scale or steps.
    public let parameter: String
    /// Its value; noise is rounded up, steps down.
    public let value: Double
    /// The target's epsilon.
    public let epsilon: Double
    /// The target's delta.
    public let delta: Double
    /// How it was found.
    public let step: Step

    /// A calibration.
    public init(parameter: String, value: Double, epsilon: Double, delta: Double, step: Step) {
      (self.parameter, self.value) = (parameter, value)
      (self.epsilon, self.delta, self.step) = (epsilon, delta, step)
    }
  }
}
