/// What one release costs, in the notion in which its mechanism is analysed.
///
/// **Guarantee**: an upper bound: every conversion to or from it rounds to the safe side.
public enum PrivacyCost: Sendable, Equatable, Codable {
  /// epsilon-DP (Dwork, McSherry, Nissim, Smith 2006).
  case pure(epsilon: Double)
  /// (epsilon, delta)-DP.
  case approximate(epsilon: Double, delta: Double)
  /// rho-zCDP (Bun and Steinke 2016).
  case zeroConcentrated(rho: Double)
  /// The Gaussian mechanism's exact trade-off: mu-GDP, sensitivity over standard deviation (Dong,
  /// Roth and Su 2022; Balle and Wang 2018).
  case gaussian(mu: Double)
}
