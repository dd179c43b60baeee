/// Every mechanism of the library, each with the neighbouring inputs on which its loss is greatest.
///
/// **Guarantee**: a test holds this list against the library's sources: each public type whose
/// documentation states a guarantee, in `Sampling`, `Selection`, `Mechanisms`, `LocalModel`,
/// `Continual` and `Contribution`, is in the `types` of an entry or in `exceptions`, with a reason.
package struct MechanismCatalogue<Source: RandomSource & SendableMetatype & ~Copyable>: Sendable {
  typealias Audited = AuditedMechanism<Source>
  typealias Pair = AuditedMechanism<Source>.Pair

  /// The epsilon that each mechanism is built for; Gaussian noise gets rho = epsilon^2/2, the zCDP
  /// that epsilon-DP implies (Bun and Steinke 2016).
  let epsilon: Double

  /// A catalogue of mechanisms built for an epsilon.
  ///
  /// - Throws: `PrivacyError.parameter` outside of 0.01 ... 8.
  package init(epsilon: Double) throws(PrivacyError) {
    guard epsilon >= 0.01, epsilon <= 8 else {
      throw .parameter(name: "epsilon", rule: "must be between 0.01 and 8 for an audit")
    }
    self.epsilon = epsilon
  }

  /// Public types with a stated guarantee that are no mechanism of their own, and why.
  static var exceptions: [String: String] {
    [
      "GroupSample": "bounds what a subject adds, and releases nothing: held to a slow oracle",
      "RowSample": "bounds what a subject adds, and releases nothing: held to a slow oracle",
      "DenseFactor": "a matrix: it releases nothing, and no counter draws by it yet",
      "Geometric": "one-sided noise is private in a selection only: audited as noisy-max-geometric",
      "PosteriorRemap": "sees a report and a public prior, never data: post-processing",
    ]
  }

  /// All entries.
  package func mechanisms() throws -> [AuditedMechanism<Source>] {
    try noises() + selections() + sums() + moments() + keys() + quantiles() + reports() + totals()
      + contributions()
  }

  /// The two kinds of noise, with the word for each in a name.
  var budgets: [(word: String, noise: String, budget: NoiseBudget)] {
    [
      ("laplace", "discrete Laplace noise", .laplace(epsilon: epsilon)),
      ("gaussian", "discrete Gaussian noise", .gaussian(rho: rho)),
    ]
  }

  /// The zCDP that epsilon-DP implies.
  var rho: Double { epsilon * epsilon / 2 }

  /// Epsilon, exactly.
  var rational: ExactRational {
    get throws(PrivacyError) { try ExactRational(epsilon) }
  }
}

extension Neighbours {
  /// The word for a name.
  var word: String { rawValue }

  /// In words.
  var sentence: String {
    switch self {
    case .addRemove: "a subject added or taken away"
    case .substitute: "a subject replaced"
    }
  }
}
