import Glibc

/// An (epsilon, delta) that a mechanism claims for one release.
package struct AuditClaim: Sendable, Equatable {
  /// The epsilon claimed.
  package let epsilon: Double
  /// The delta claimed.
  package let delta: Double

  /// Deltas at which a claim in zCDP is tested: a rare loss, and a common one.
  private static let concentratedDeltas = [0.001, 0.05]

  /// What costs that add up come to: one pair, or one for each of a few deltas for zCDP and GDP.
  ///
  /// **Source**: Canonne, Kamath, Steinke 2020, corollary 13 (`ConcentratedConversion`), rounded
  /// up.
  static func claims(_ costs: [PrivacyCost]) throws(PrivacyError) -> [AuditClaim] {
    var (epsilon, delta, rho) = (0.0, 0.0, 0.0)
    for cost in costs {
      switch cost {
      case .pure(let own): epsilon = RoundedUp.sum(epsilon, own)
      case .approximate(let own, let leak):
        epsilon = RoundedUp.sum(epsilon, own)
        delta = RoundedUp.sum(delta, leak)
      case .zeroConcentrated, .gaussian:
        rho = RoundedUp.sum(rho, cost.rhoRoundedUp ?? .infinity)
      }
    }
    guard rho > 0 else { return [AuditClaim(epsilon: epsilon, delta: delta)] }
    var claims: [AuditClaim] = []
    for target in concentratedDeltas {
      let own = try PrivacyCost.zeroConcentrated(rho: rho).epsilonRoundedUp(delta: target)
      claims.append(
        AuditClaim(
          epsilon: RoundedUp.sum(epsilon, own), delta: RoundedUp.sum(delta, target)))
    }
    return claims
  }
}
