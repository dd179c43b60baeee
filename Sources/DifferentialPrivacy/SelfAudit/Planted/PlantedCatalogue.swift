/// Mechanisms broken on purpose, each with its claim: an audit that misses one is no audit.
///
/// None is reachable from outside of the self-audit, and none makes a release of anything.
package struct PlantedCatalogue<Source: RandomSource & SendableMetatype & ~Copyable>: Sendable {
  /// What every one of them claims, and what Gaussian noise claims as rho = epsilon^2/2.
  private let epsilon = 1.0

  /// The catalogue.
  package init() {}

  /// All of them.
  package func mechanisms() throws -> [AuditedMechanism<Source>] {
    try scales() + reuses() + bounds() + releases() + wholes()
  }

  private func planted<Input: Sendable>(
    _ name: String, _ setting: String, claim: AuditClaim? = nil, _ pair: String, _ first: Input,
    _ second: Input, release: @escaping @Sendable (Input, inout Source) throws -> [Int64]
  ) -> AuditedMechanism<Source> {
    AuditedMechanism(
      "planted-\(name)", types: [], setting: setting,
      claims: [claim ?? AuditClaim(epsilon: epsilon, delta: 0)], views: ["release"],
      pairs: [AuditedMechanism<Source>.Pair(pair, first, second, release: release)])
  }

  private func scales() throws -> [AuditedMechanism<Source>] {
    let halved = try PlantedScale(epsilon: epsilon, factor: 2)
    let gaussian = try PlantedScale(rho: epsilon * epsilon / 2, factor: 3)
    let honest = try PlantedScale(epsilon: epsilon, factor: 1)
    let concentrated = try AuditClaim.claims([.zeroConcentrated(rho: epsilon * epsilon / 2)])
    return [
      planted("halved-scale", "Laplace noise of half the scale", "0 and 1", 0 as Int64, 1) {
        [halved.release($0, from: &$1)]
      },
      planted(
        "small-sigma", "Gaussian noise of a third of sigma", claim: concentrated.last, "0 and 1",
        0 as Int64, 1
      ) { [gaussian.release($0, from: &$1)] },
      planted("wrong-sensitivity", "values up to 4, noise for 1", "0 and 4", 0 as Int64, 4) {
        [honest.release($0, from: &$1)]
      },
      planted("missing-clamp", "a value beyond the bounds", "0 and 10", 0 as Int64, 10) {
        [honest.release($0, from: &$1)]
      },
    ]
  }

  private func reuses() throws -> [AuditedMechanism<Source>] {
    let honest = try PlantedScale(epsilon: epsilon, factor: 1)
    let half = try PlantedScale(epsilon: epsilon / 2, factor: 1)
    return [
      planted("reused-seed", "a source that begins anew", "0 and 1", 0 as Int64, 1) { value, _ in
        var again = PlantedSeed()
        return [honest.release(value, from: &again)]
      },
      planted(
        "reused-noise", "one draw for two answers", "answers 0 and 0, answers 0 and 1",
        0 as Int64, 1
      ) { value, source in
        // Who sees both answers learns how far they lie apart.
        let noise = half.release(0, from: &source)
        return [(value + noise) - noise]
      },
    ]
  }

  private func bounds() throws -> [AuditedMechanism<Source>] {
    let clip = try PlantedClip(most: 2, epsilon: epsilon)
    let threshold = try PlantedThreshold(epsilon: epsilon, delta: 0.02)
    let leak = AuditClaim(epsilon: epsilon, delta: 0.02)
    return [
      planted("clip-off-by-one", "2 rows a subject, of which 3 stay", "5 rows and none", 5, 0) {
        [clip.release(rows: $0, from: &$1)]
      },
      planted(
        "low-threshold", "a threshold that is 2 too low", claim: leak, "a key of one subject, none",
        1, 0
      ) { [threshold.shows($0, from: &$1) ? 1 : 0] },
    ]
  }

  private func releases() throws -> [AuditedMechanism<Source>] {
    let floating = PlantedFloatLaplace(scale: 1 / epsilon)
    let mean = try PlantedMean(epsilon: epsilon)
    return [
      planted(
        "float-laplace", "Laplace noise in floating point (Mironov 2012)", "0 and 1", 0.0, 1
      ) { [floating.reaches(floating.release($0, from: &$1)) ? 1 : 0] },
      planted(
        "secret-count", "a noisy sum by the true count", "2 rows and 3", [1.0, 1], [1, 1, 1]
      ) { [AuditView.order(mean.release($0, from: &$1))] },
    ]
  }

  private func wholes() throws -> [AuditedMechanism<Source>] {
    let stream = try PlantedSparseVector(epsilon: epsilon)
    let response = try PlantedResponse(count: 5, epsilon: epsilon)
    let exponential = try ExponentialMechanism(
      epsilon: ExactRational(2 * epsilon))
    let counter = try GridNoise(
      .laplace(epsilon: epsilon), sensitivity: GridSensitivity(step: 1))
    let others = [Int64](repeating: 0, count: 7)
    return [
      planted(
        "sparse-vector-no-noise", "queries without noise", "two queries apart, the other way round",
        [0, 1] as [Int64], [1, 0]
      ) { [stream.answers($0, from: &$1)] },
      planted("two-value-coin", "5 values with the coin of 2", "values 0 and 1", 0, 1) {
        [response.report($0, from: &$1)]
      },
      planted(
        "selection-factor", "weights of exp(epsilon score), scores that move by 1 each",
        "one of 8 leads, the others lead", [1] + others, [0] + others.map { $0 + 1 }
      ) { [Int64(try exponential.draw(scores: $0, from: &$1))] },
      planted(
        "tree-one-level", "a tree of 3 levels, noise for one", "the first of 4 steps",
        1 as Int64, 0
      ) { value, source in
        // The first step is in three nodes; each alone keeps the claim, the three together do not.
        [(0..<3).reduce(Int64(0)) { sum, _ in sum + value + counter.draw(from: &source) }]
      },
    ]
  }
}
