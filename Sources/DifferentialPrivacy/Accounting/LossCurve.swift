/// Releases composed once, for as many questions as there are.
///
/// **Guarantee**: values lie on the estimate's side of the truth (see `PrivacyLossAccountant`).
/// **Cost**: a question takes a search on a coarse grid and a transform; of two directions of
/// neighbours the second is left out where Chernoff's bound shows that it costs less.
struct LossCurve: Sendable {
  private let exact: GaussianTradeOff?
  private let directions: [LossComposition]
  private let estimate: LossEstimate

  /// The curve of unsampled Gaussian noise: no grid is needed.
  init(exact: GaussianTradeOff, _ estimate: LossEstimate) {
    (self.exact, directions, self.estimate) = (exact, [], estimate)
  }

  /// The greater of these; of none: 0.
  init(_ directions: [LossComposition], _ estimate: LossEstimate) {
    (exact, self.directions, self.estimate) = (nil, directions, estimate)
  }

  /// The least epsilon for this delta, on the estimate's side.
  func epsilon(delta: Double) throws(PrivacyError) -> Double {
    try Parameter.delta(delta)
    if let exact {
      let upper = try exact.epsilonRoundedUp(delta: delta)
      // The double below fails but for the last place: two below is under the true value.
      return estimate == .pessimistic ? upper : max(0, upper.nextDown.nextDown)
    }
    var greatest = 0.0
    for composed in directions {
      if greatest > 0, composed.isCertainlyBelow(delta: delta, epsilon: greatest) { continue }
      greatest = max(greatest, try composed.epsilon(delta: delta))
    }
    return greatest
  }

  /// The least delta for this epsilon, on the estimate's side.
  func delta(epsilon: Double) throws(PrivacyError) -> Double {
    try Parameter.notNegative(epsilon, "epsilon")
    if let exact {
      return estimate == .pessimistic
        ? exact.deltaRoundedUp(epsilon: epsilon) : exact.deltaRoundedDown(epsilon: epsilon)
    }
    var greatest = 0.0
    for composed in directions {
      if greatest > 0, composed.isCertainlyBelow(delta: greatest, epsilon: epsilon) { continue }
      greatest = max(greatest, try composed.delta(epsilon: epsilon))
    }
    return greatest
  }
}
