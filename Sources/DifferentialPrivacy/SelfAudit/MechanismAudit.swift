package import Numerics

/// Audits mechanisms, all of them at one family-wise level.
///
/// **Guarantee**: where every mechanism keeps its claims, any is caught with a probability of
/// 1 - `confidence` at most: the error is shared equally by all tests of the run (Bonferroni), each
/// view of each pair of inputs against each claim.
/// **Source**: `EpsilonAudit` for each test; Wilson et al. 2020, section 6.2, for the pairs.
/// **Cost**: `samples` releases on each side of each pair, then a sort; pairs on all cores.
/// **Does not protect against**: flaws that no pair, view or event of the catalogue shows.
package struct MechanismAudit: Sendable {
  /// How many releases are made on each input.
  package let samples: Int
  /// The probability that no sound mechanism is caught.
  package let confidence: Double

  /// - Throws: `PrivacyError.parameter` below 100 samples, above 10^8, or for what is no level.
  package init(samples: Int, confidence: Double) throws(PrivacyError) {
    guard (100...100_000_000).contains(samples) else {
      throw .parameter(name: "samples", rule: "must be between 100 and 10^8")
    }
    guard confidence >= 0.5, confidence <= 1 - 1e-9 else {
      throw .parameter(name: "confidence", rule: "must be between 0.5 and 1 - 1e-9")
    }
    (self.samples, self.confidence) = (samples, confidence)
  }

  /// What the audit found about one claim of one mechanism, by the test that shows most.
  package struct ClaimResult: Sendable {
    /// The claim.
    package let claim: AuditClaim
    /// The pair of inputs.
    package let pair: String
    /// The view.
    package let view: String
    /// What its samples prove.
    package let evidence: EpsilonEvidence<Int64>

    /// Whether the claim is refuted.
    package var isRefuted: Bool { evidence.lowerBound > claim.epsilon }
  }

  /// What the audit found about one mechanism.
  package struct Result: Sendable {
    /// One for each claim, in order.
    package let claims: [ClaimResult]

    /// Whether a claim is refuted.
    package var isCaught: Bool { claims.contains { $0.isRefuted } }
  }

  /// The results, in the mechanisms' order.
  ///
  /// - Parameters:
  ///   - makeSource: the source of the releases of a pair, by the pair's number in the run.
  ///   - begins: told at the beginning of each pair, from any thread; what it throws ends the run.
  package func results<Source: RandomSource & SendableMetatype & ~Copyable>(
    _ mechanisms: [AuditedMechanism<Source>], workers: Workers = .automatic,
    makeSource: @Sendable (Int) -> Source, begins: @Sendable (Int) throws -> Void = { _ in }
  ) throws -> [Result] {
    let tests = mechanisms.reduce(0) { $0 + $1.testCount }
    let level = 1 - (1 - confidence) / Double(max(tests, 1))
    let units = mechanisms.indices.flatMap { index in
      mechanisms[index].pairs.indices.map { (mechanism: index, pair: $0) }
    }
    let found = try concurrentChunks(
      count: units.count, maximumChunks: units.count, workers: workers
    ) { range throws in
      try range.map { unit in
        try begins(unit)
        var source = makeSource(unit)
        let mechanism = mechanisms[units[unit].mechanism]
        return try tested(mechanism, mechanism.pairs[units[unit].pair], level, &source)
      }
    }.flatMap(\.self)
    return mechanisms.indices.map { index in
      let own = zip(units, found).filter { $0.0.mechanism == index }.map(\.1)
      return Result(
        claims: mechanisms[index].claims.indices.compactMap { claim in
          own.map { $0[claim] }.max { Self.rank($0) < Self.rank($1) }
        })
    }
  }

  /// For each claim, the view of a pair that shows most.
  private func tested<Source: RandomSource & SendableMetatype & ~Copyable>(
    _ mechanism: AuditedMechanism<Source>, _ pair: AuditedMechanism<Source>.Pair, _ level: Double,
    _ source: inout Source
  ) throws -> [ClaimResult] {
    let first = try columns(pair.first, count: mechanism.views.count, &source)
    let second = try columns(pair.second, count: mechanism.views.count, &source)
    var results: [ClaimResult] = []
    for claim in mechanism.claims {
      let audit = try EpsilonAudit(delta: min(claim.delta, 1 - 0x1p-20), level: level)
      let views = mechanism.views.indices.compactMap { view in
        audit.evidence(first[view], second[view]).map {
          ClaimResult(
            claim: claim, pair: pair.name, view: mechanism.views[view], evidence: $0)
        }
      }
      if let best = views.max(by: { Self.rank($0) < Self.rank($1) }) { results.append(best) }
    }
    return results
  }

  /// Releases, by view.
  private func columns<Source: RandomSource & SendableMetatype & ~Copyable>(
    _ make: AuditedMechanism<Source>.MakeRelease, count: Int, _ source: inout Source
  ) throws -> [[Int64]] {
    let release = try make()
    var columns = [[Int64]](repeating: [], count: count)
    for index in columns.indices { columns[index].reserveCapacity(samples) }
    for _ in 0..<samples {
      let views = try release(&source)
      precondition(views.count == count, "a release has as many views as the entry names")
      for index in columns.indices { columns[index].append(views[index]) }
    }
    return columns
  }

  private static func rank(_ result: ClaimResult) -> (Double, Double) {
    let evidence = result.evidence
    return (evidence.lowerBound, evidence.likely.centre - evidence.rare.centre)
  }
}
