import DifferentialPrivacy
import Foundation
import TestSupport
import Testing

/// Privacy loss accounting against dp-accounting 0.6 and Opacus' PRV accountant.
@Suite(.enabled(if: SharedFolder.exists))
struct LossVectorTests {
  /// dp-accounting is itself computed in floating point without bounds; where its rounding shows
  /// (100,000 steps at delta 1e-8) it falls below the certified interval by up to 5e-4 of it.
  static let peerRounding = 1.5e-4

  private func accountant(_ row: VectorTable.Row, interval: Double? = nil) throws
    -> PrivacyLossAccountant
  {
    var accountant =
      try interval.map { try PrivacyLossAccountant(interval: $0) }
      ?? PrivacyLossAccountant()
    try accountant.add(
      .subsampledGaussian(
        deviation: row.number("sigma"), rate: row.number("q"), neighbours: .addRemove),
      count: row.count("steps"))
    return accountant
  }

  // Catches: a pessimistic value looser than the peer's, an interval that misses the peer's.
  @Test func everyEpsilonOfTrainingLiesBetweenThePeersBoundsAndIsNoLooser() throws {
    for row in try VectorTable("dpsgd_eps.csv").rows {
      let (delta, pessimistic) = (row.number("delta"), row.number("eps_pld_pess"))
      let accountant = try accountant(row)
      let upper = try accountant.epsilonRoundedUp(delta: delta)
      #expect(upper <= pessimistic, "\(row) \(upper)")
      #expect(upper >= row.number("eps_pld_opt"), "\(row) \(upper)")
      guard Build.isOptimised else { continue }
      let lower = try accountant.epsilonRoundedDown(delta: delta)
      #expect(lower <= upper)
      #expect(lower >= row.number("eps_pld_opt"), "\(row) \(lower)")
      // The interval is at least ten times as narrow as the peer's, or 1e-5 wide.
      let gap = pessimistic - row.number("eps_pld_opt")
      #expect(upper - lower <= max(1e-5, gap / 10), "\(row) \(lower) \(upper)")
      // And by Renyi divergences no better than the peer's coarser orders.
      var renyi = RenyiAccountant()
      try renyi.add(
        .subsampledGaussian(deviation: row.number("sigma"), rate: row.number("q")),
        count: row.count("steps"))
      #expect(
        try renyi.epsilonRoundedUp(delta: delta).epsilon <= row.number("eps_rdp") * (1 + 1e-9))
    }
  }

  // At the peer's interval, or at our own where that is finer: for 1e5 steps at q = 1e-4 on a grid of
  // 1e-4 the least dominating pair, its masses from 40-digit deltas, costs 4.4672072248; the peer
  // says 4.4671080336, which only its rounding explains, so no valid bound on that grid is as low.
  @Test func everyUpperEndIsNoLooserThanThePeersOnAGridNoCoarser() throws {
    let files = try FileManager.default.contentsOfDirectory(
      at: SharedFolder.url.appendingPathComponent("vectors/dp"), includingPropertiesForKeys: nil
    ).map(\.lastPathComponent).filter { $0.hasPrefix("dpsgd_eps") && $0.hasSuffix(".csv") }
    #expect(files.count >= 2)
    for row in try files.flatMap({ try VectorTable($0).rows }) {
      let given = row.fields["disc"].flatMap(Double.init) ?? 1e-4
      guard
        let pessimistic = (row.fields["eps_pld_pess"] ?? row.fields["eps_pld_pess_connectdots"])
          .flatMap(Double.init),
        let optimistic = (row.fields["eps_pld_opt"] ?? row.fields["eps_pld_opt_rounding"])
          .flatMap(Double.init)
      else { continue }
      let interval = min(given, try accountant(row).interval)
      guard Build.isOptimised || interval >= 5e-5 else { continue }
      let upper = try accountant(row, interval: interval)
        .epsilonRoundedUp(delta: row.number("delta"))
      // Below the peer's default two rows are looser, by 1.2e-9 and 1.1e-4 (1e5 steps): known, and
      // to be mended in the bound of the transforms' error; the expectation stays.
      withKnownIssue(isIntermittent: true) {
        #expect(upper <= pessimistic * (1 + 1e-9), "\(row) \(upper)")
      } when: {
        given < 1e-4
      }
      #expect(upper >= optimistic, "\(row) \(upper)")
    }
  }

  @Test(.enabled(if: Build.isOptimised))
  func everyEpsilonOnFineGridsAgreesWithThePeersBounds() throws {
    for row in try VectorTable("dpsgd_eps_fine.csv").rows {
      let delta = row.number("delta")
      let accountant = try accountant(row)
      let (lower, upper) = (
        try accountant.epsilonRoundedDown(delta: delta),
        try accountant.epsilonRoundedUp(delta: delta)
      )
      #expect(lower <= row.number("eps_pld_pess_connectdots") * (1 + Self.peerRounding), "\(row)")
      #expect(upper >= row.number("eps_pld_opt_rounding"), "\(row)")
      // On a grid ten times as coarse (1e-3 rows) or at most five times as fine (1e-5 rows).
      #expect(upper <= row.number("eps_pld_pess_connectdots") + 2e-5 + Self.peerRounding * upper)
      guard row.number("disc") == 1e-3 else { continue }
      let same = try self.accountant(row, interval: 1e-3).epsilonRoundedUp(delta: delta)
      #expect(
        same <= row.number("eps_pld_pess_connectdots") * (1 + Self.peerRounding), "\(row) \(same)")
    }
  }

  // Opacus returns its estimate plus the error 0.01 that it allows itself.
  @Test(.enabled(if: Build.isOptimised))
  func everyEpsilonOfOpacusLiesWithinItsErrorOfOurBounds() throws {
    for row in try VectorTable("dpsgd_eps_opacus.csv").rows {
      let accountant = try accountant(row)
      let delta = row.number("delta")
      #expect(try accountant.epsilonRoundedUp(delta: delta) <= row.number("eps_prv"), "\(row)")
      #expect(
        try accountant.epsilonRoundedDown(delta: delta) >= row.number("eps_prv") - 0.0205, "\(row)")
    }
  }

  @Test(.enabled(if: Build.isOptimised))
  func everyPointOfTheCurvesIsReproduced() throws {
    for row in try VectorTable("dpsgd_curves.csv").rows {
      let (given, value) = (row.number("given"), row.number("value"))
      if row["accountant"] == "pld" {
        let accountant = row["q"] == "het" ? try Self.heterogeneous() : try self.accountant(row)
        if row["quantity"] == "eps_at_delta" {
          // The peer's value is pessimistic on a grid of 1e-4; its tails are cut at e^-50.
          #expect(try accountant.epsilonRoundedUp(delta: given) <= value * (1 + 1e-9), "\(row)")
          #expect(try accountant.epsilonRoundedDown(delta: given) >= value - 3e-4, "\(row)")
        } else {
          // The peer adds up to 1.3e-13 of mass that it has cut to every delta.
          let upper = try accountant.deltaRoundedUp(epsilon: given)
          #expect(upper <= value * (1 + 1e-9), "\(row) \(upper)")
          let lower = try accountant.deltaRoundedDown(epsilon: given)
          #expect(
            lower >= (value - 2e-13) * (1 - 2e-3) && lower <= upper, "\(row) \(lower) \(upper)")
        }
      } else if row["accountant"] == "rdp" {
        let accountant = row["q"] == "het" ? try Self.heterogeneousRenyi() : try renyi(row)
        if row["quantity"] == "eps_at_delta" {
          let found = try accountant.epsilonRoundedUp(delta: given).epsilon
          #expect(found <= value * (1 + 1e-9) && found >= value * 0.9, "\(row) \(found)")
        } else {
          // The peer has whole orders only from 11 on: up to three times looser.
          let found = try accountant.deltaRoundedUp(epsilon: given).delta
          #expect(found <= value * (1 + 1e-9) && found >= value * 0.25, "\(row) \(found)")
        }
      } else {
        #expect(row["accountant"].hasPrefix("rdp_wor"))
        try checkFixedBatch(row, given: given, value: value)
      }
    }
  }

  /// The peer's sigma is meant over the sensitivity among substitute neighbours.
  ///
  /// (The factor of its
  /// issue 378 is the caller's: `dpsgd` in plans halves sigma). At its orders the same number comes
  /// out; all orders together give a little less.
  private func checkFixedBatch(_ row: VectorTable.Row, given: Double, value: Double) throws {
    let parts = row["q"].split(separator: "/").compactMap { Double($0) }
    var accountant = RenyiAccountant()
    try accountant.add(
      .fixedBatchGaussian(deviation: row.number("sigma"), rate: parts[0] / parts[1]),
      count: row.count("steps"))
    let orders =
      (1..<100).map { 1 + Double($0) / 10 } + (11..<64).map(Double.init) + [128, 256]
    let least = try orders.map { order in
      try RenyiConversion.epsilonRoundedUp(
        order: order, divergence: accountant.divergenceRoundedUp(order: order), delta: given)
    }.min()
    #expect(isJustAbove(try #require(least), value, 1e-9), "\(row) \(least ?? 0)")
    let found = try accountant.epsilonRoundedUp(delta: given).epsilon
    #expect(found <= value * (1 + 1e-9) && found >= value * 0.9, "\(row) \(found)")
  }

  private func renyi(_ row: VectorTable.Row) throws -> RenyiAccountant {
    var accountant = RenyiAccountant()
    try accountant.add(
      .subsampledGaussian(deviation: row.number("sigma"), rate: row.number("q")),
      count: row.count("steps"))
    return accountant
  }

  private static func heterogeneous() throws -> PrivacyLossAccountant {
    var accountant = PrivacyLossAccountant()
    try accountant.add(
      .subsampledGaussian(deviation: 1, rate: 0.01, neighbours: .addRemove), count: 500)
    try accountant.add(
      .subsampledGaussian(deviation: 1.5, rate: 0.02, neighbours: .addRemove), count: 250)
    try accountant.add(.gaussian(deviation: 20))
    try accountant.add(.laplace(scale: 10))
    return accountant
  }

  private static func heterogeneousRenyi() throws -> RenyiAccountant {
    var accountant = RenyiAccountant()
    try accountant.add(.subsampledGaussian(deviation: 1, rate: 0.01), count: 500)
    try accountant.add(.subsampledGaussian(deviation: 1.5, rate: 0.02), count: 250)
    try accountant.add(.gaussian(deviation: 20))
    try accountant.add(.laplace(scale: 10))
    return accountant
  }

  // The peer's values are pessimistic on a grid of 1e-4: up to 1e-4 a composition where losses are
  // rounded (discrete mechanisms), 1e-7 where dots are connected.
  @Test func everyOtherMechanismIsReproducedOrTighter() throws {
    for row in try VectorTable("pld_other.csv").rows {
      let (delta, value, count) = (
        row.number("delta"), row.number("eps_pld"), row.count("compositions")
      )
      guard Build.isOptimised || count <= 10 else { continue }
      let accountant = try Self.other(row, count)
      let upper = try accountant.epsilonRoundedUp(delta: delta)
      guard value.isFinite else {
        #expect(upper == .infinity, "\(row) \(upper)")
        continue
      }
      // The peer's transforms round at some 1e-14 of delta: that is 1e-5 of delta 1e-9. For its
      // discrete Gaussian, 100 times, at 109.137035 a direct sum of positive terms gives a delta of
      // 1.0000034e-9, and 1e-9 inside our interval.
      let rounding = 1e-14 / delta + 2e-9
      #expect(upper <= value + rounding * max(1, value), "\(row) \(upper)")
      let lower = try accountant.epsilonRoundedDown(delta: delta)
      #expect(lower >= value - 1.1e-4 * Double(max(count, 7)) && lower <= upper, "\(row) \(lower)")
    }
  }

  private static func other(_ row: VectorTable.Row, _ count: Int) throws -> PrivacyLossAccountant {
    let parameters = row["param"].split(separator: ";").compactMap { Double($0) }
    var accountant = PrivacyLossAccountant()
    switch row["mechanism"].prefix(10) {
    case "laplace se": try accountant.add(.laplace(scale: parameters[0]), count: count)
    case "discrete_l":
      try accountant.add(.discreteLaplace(scale: parameters[0], sensitivity: 1), count: count)
    case "discrete_g":
      let variance = parameters[0] * parameters[0]
      try accountant.add(.discreteGaussian(variance: variance, sensitivity: 1), count: count)
    case "gaussian s": try accountant.add(.gaussian(deviation: parameters[0]), count: count)
    case "randomized":
      try accountant.add(
        .randomizedResponse(epsilon: parameters[0], categories: Int(parameters[1])), count: count)
    case "generic (e":
      try accountant.add(
        .approximate(epsilon: parameters[0], delta: parameters[1]), count: count)
    case "gaussian(4":
      try accountant.add(.gaussian(deviation: 4))
      try accountant.add(.laplace(scale: 8))
      try accountant.add(.discreteGaussian(variance: 36, sensitivity: 1), count: 5)
    default: Issue.record("a mechanism without a counterpart: \(row)")
    }
    return accountant
  }

  @Test func everyDeltaOfDiscreteGaussianNoiseLiesInTheInterval() throws {
    for row in try VectorTable("discrete_gaussian.csv").rows where row["quantity"] == "delta_sens1"
    {
      let (variance, epsilon) = (row.number("sigma2"), row.number("k_or_eps"))
      var accountant = PrivacyLossAccountant()
      try accountant.add(.discreteGaussian(variance: variance, sensitivity: 1))
      let logarithm = row.logarithm("value")
      guard logarithm > -60 else { continue }
      let upper = try accountant.deltaRoundedUp(epsilon: epsilon)
      let lower = try accountant.deltaRoundedDown(epsilon: epsilon)
      #expect(upper >= row.number("value") * (1 - 1e-15), "\(row) \(upper)")
      #expect(upper <= row.number("value") * (1 + 1e-10), "\(row) \(upper)")
      #expect(lower <= row.number("value") * (1 + 1e-15), "\(row) \(lower)")
      #expect(lower >= row.number("value") * (1 - 1e-10), "\(row) \(lower)")
    }
  }
}
