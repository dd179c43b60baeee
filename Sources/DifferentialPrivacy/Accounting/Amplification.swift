import Glibc

/// What sampling and shuffling add to privacy.
///
/// **Guarantee**: the amplified (epsilon, delta) hold for the neighbours named, rounded up.
/// **Cost**: constant; the numerical shuffling bound a few steps a category of the count.
public enum Amplification {
  /// Poisson sampling at a rate q, add-remove neighbours: log(1 + q (e^epsilon - 1)), q delta.
  ///
  /// **Source**: Balle, Barthe and Gaboardi 2018 (arXiv:1807.01647, theorem 8); tight.
  public static func poissonSampledRoundedUp(epsilon: Double, delta: Double, rate: Double)
    throws(PrivacyError) -> (epsilon: Double, delta: Double)
  {
    try Parameter.notNegative(epsilon, "epsilon")
    try Parameter.deltaOrZero(delta)
    try Parameter.rate(rate)
    let failure = DirectedSum.product(rate, delta)
    if rate == 1 || epsilon == 0 { return (epsilon, delta) }
    // e^epsilon (q + (1 - q) e^-epsilon), so that nothing overflows.
    let (q, shrunk) = (WideDouble(rate), (-WideDouble(epsilon)).exponential)
    let inner = q + (WideDouble.one - q) * shrunk
    let value = WideDouble(epsilon) + inner.naturalLogarithm
    let slack = WideDouble(0x1p-80 * (1 + epsilon))
    // log(1 + y) <= y: for the smallest values, where the sum above has cancelled to nothing.
    let simple =
      epsilon < 1 ? (q * WideDouble(expm1(epsilon) * (1 + 0x1p-50))).roundedUp() : epsilon
    return (min(epsilon, max(0, min((value + slack).roundedUp(), simple.nextUp))), failure)
  }

  /// The largest epsilon before sampling that `poissonSampledRoundedUp` brings to `epsilon`,
  /// rounded down: log(1 + (e^epsilon - 1)/q).
  public static func epsilonBeforeSamplingRoundedDown(epsilon: Double, rate: Double)
    throws(PrivacyError) -> Double
  {
    try Parameter.notNegative(epsilon, "epsilon")
    try Parameter.rate(rate)
    guard epsilon > 0 else { return 0 }
    func holds(_ before: Double) -> Bool {
      let after = try? poissonSampledRoundedUp(epsilon: before, delta: 0, rate: rate)
      return (after?.epsilon ?? .infinity) <= epsilon
    }
    return SafeSearch.greatest(from: epsilon, below: epsilon - log(rate) + 2, holds)
  }

  /// n shuffled reports, each epsilon-DP in itself, adaptive or not; substitute neighbours.
  ///
  /// log(1 + (e^e - 1)/(e^e + 1) (8 sqrt(e^e log(4/delta)/n) + 8 e^e/n)), where
  /// e <= log(n / (16 log(2/delta))); the local epsilon else.
  /// **Source**: Feldman, McMillan and Talwar 2021 (arXiv:2012.12803, theorem 3.1).
  public static func shuffledRoundedUp(localEpsilon: Double, count: Int, delta: Double)
    throws(PrivacyError) -> Double
  {
    try Parameter.notNegative(localEpsilon, "localEpsilon")
    try Parameter.count(count, "count")
    try Parameter.delta(delta)
    let n = Double(count)
    guard localEpsilon < log(n / (16 * log(2 / delta))) * (1 - 0x1p-40) else { return localEpsilon }
    let grown = exp(localEpsilon)
    let first = 8 * (grown * log(4 / delta) / n).squareRoot()
    let value = log1p(expm1(localEpsilon) / (grown + 1) * (first + 8 * grown / n))
    // A dozen operations of at most two units each.
    return min(localEpsilon, value * (1 + 0x1p-46))
  }

  /// The same analysis computed instead of estimated: much smaller where n is not huge.
  ///
  /// **Source**: Feldman, McMillan and Talwar 2021, theorem 3.2; see `ShuffledClones`. The sharper
  /// reduction of their 2023 paper is not used: its general case is disputed.
  public static func shuffledDeltaRoundedUp(localEpsilon: Double, count: Int, epsilon: Double)
    throws(PrivacyError) -> Double
  {
    try Parameter.notNegative(localEpsilon, "localEpsilon")
    try Parameter.count(count, "count")
    try Parameter.notNegative(epsilon, "epsilon")
    guard count <= 1 << 32 else { throw .tooLarge(name: "count", limit: "2^32") }
    if epsilon >= localEpsilon { return 0 }
    return ShuffledClones(localEpsilon: localEpsilon, count: count).delta(epsilon: epsilon)
  }
}
