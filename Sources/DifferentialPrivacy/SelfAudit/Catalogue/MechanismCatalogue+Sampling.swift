import BigInt

extension MechanismCatalogue where Source: ~Copyable {
  /// Noise on a whole number that moves by one step, or by 2^56.
  func noises() throws -> [Audited] {
    let epsilon = try rational
    let scale = ExactRational(reducing: epsilon.denominator, epsilon.numerator)
    let laplace = try DiscreteLaplace(scale: scale)
    let gaussian = try DiscreteGaussian(sigma: scale)
    let step = BigInt(1) << 56
    let wideScale = ExactRational(reducing: scale.numerator * step, scale.denominator)
    let wideLaplace = try DiscreteLaplace(scale: wideScale)
    let wideGaussian = try DiscreteGaussian(sigma: wideScale)
    let rho =
      ExactRational(reducing: epsilon.numerator * epsilon.numerator, 1)
      * ExactRational(reducing: 1, 2 * epsilon.denominator * epsilon.denominator)
    let laplaceCost = PrivacyCost.pure(epsilon: epsilon.doubleRoundedUp)
    let gaussianCost = PrivacyCost.zeroConcentrated(rho: rho.doubleRoundedUp)
    return [
      try noise("discrete-laplace", "DiscreteLaplace", "a whole number plus noise", laplaceCost) {
        $0 + laplace.draw(from: &$1)
      },
      try noise("discrete-gaussian", "DiscreteGaussian", "a whole number plus noise", gaussianCost)
      { $0 + gaussian.draw(from: &$1) },
      try noise("discrete-laplace-wide", "DiscreteLaplace", Self.wideSetting, laplaceCost) {
        Int64(clamping: (BigInt($0) * step + wideLaplace.drawBig(from: &$1)) >> 50)
      },
      try noise("discrete-gaussian-wide", "DiscreteGaussian", Self.wideSetting, gaussianCost) {
        Int64(clamping: (BigInt($0) * step + wideGaussian.drawBig(from: &$1)) >> 50)
      },
    ]
  }

  private static var wideSetting: String {
    "steps of 2^56: beyond machine words, by the fall-back in big integers"
  }

  private func noise(
    _ name: String, _ type: String, _ setting: String, _ cost: PrivacyCost,
    release: @escaping @Sendable (Int64, inout Source) -> Int64
  ) throws -> Audited {
    try Audited(
      name, types: [type], setting: setting, costs: [cost], views: ["value"],
      pairs: [Pair("0 and 1", 0 as Int64, 1) { [release($0, &$1)] }])
  }
}
