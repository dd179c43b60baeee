/// The rate of success among the first `k` candidates of each target.
public struct TopRate: Codable, Sendable, Equatable {
  /// How many candidates are looked at.
  public let k: Int
  /// The share of targets whose person is among them.
  public let rate: Estimate

  /// A rate at depth `k`.
  public init(k: Int, rate: Estimate) {
    self.k = k
    self.rate = rate
  }
}
