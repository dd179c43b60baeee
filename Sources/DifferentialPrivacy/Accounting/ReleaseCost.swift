/// What one release costs in every notion in which a bound for it is known.
///
/// **Guarantee**: each member that is not nil is an upper bound on the same release, for the same
/// neighbours; whoever makes the value vouches for that.
public struct ReleaseCost: Sendable, Equatable {
  /// (epsilon, delta)-DP.
  public struct Approximate: Sendable, Equatable {
    /// The epsilon.
    public let epsilon: Double
    /// The delta.
    public let delta: Double

    /// A pair.
    public init(epsilon: Double, delta: Double) {
      (self.epsilon, self.delta) = (epsilon, delta)
    }
  }

  /// (epsilon, delta)-DP.
  public var approximate: Approximate?
  /// zCDP.
  public var rho: Double?
  /// mu-GDP of Gaussian noise.
  public var mu: Double?
  /// Renyi divergences.
  public var renyi: RenyiMechanism?
  /// A dominating pair.
  public var loss: LossMechanism?
  /// Whether the pair is the mechanism's own, so that its optimistic end is a bound as well.
  public var lossIsTight: Bool

  /// A cost.
  public init(
    approximate: Approximate? = nil, rho: Double? = nil, mu: Double? = nil,
    renyi: RenyiMechanism? = nil, loss: LossMechanism? = nil, lossIsTight: Bool = false
  ) {
    (self.approximate, self.rho, self.mu) = (approximate, rho, mu)
    (self.renyi, self.loss, self.lossIsTight) = (renyi, loss, lossIsTight)
  }

  /// Whether it has a bound in this notion.
  public func isKnown(in notion: PrivacyAccountant.Notion) -> Bool {
    switch notion {
    case .basic: approximate != nil
    case .concentrated: rho != nil
    case .gaussian: mu != nil
    case .renyi: renyi != nil
    case .privacyLoss: loss != nil
    }
  }
}
