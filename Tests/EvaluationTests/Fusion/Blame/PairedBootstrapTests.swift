import Findings
import Numerics
import TestSupport
import Testing

@testable import Evaluation

@Suite("Intervals over people")
struct PairedBootstrapTests {
  static func bootstrap(_ resamples: Int, level: Double = 0.95, seed: UInt64 = 1)
    -> PairedBootstrap
  {
    var options = BlameOptions(seed: seed)
    options.resamples = resamples
    options.level = level
    return PairedBootstrap(options)
  }

  /// Values of some people each, and the ends that a peer gives.
  struct Published: Sendable {
    let values: [Double]
    let level: Double
    let ends: (Double, Double)
    /// The smallest distance of two means of resamples.
    let step: Double
    let error: Double
  }

  static func values(_ groups: [(Double, Int)]) -> [Double] {
    groups.flatMap { [Double](repeating: $0, count: $1) }
  }

  /// scipy 1.17.1: `stats.bootstrap((v,), np.mean, method='BCa', n_resamples=1_000_000)`.
  static let published: [Published] = {
    let skewed = values([(0, 30), (1, 6), (0.5, 3), (-1, 1)])
    let thirds = values([(1.0 / 3, 10), (0, 40), (1, 4), (-0.5, 6)])
    let mostly = values([(1, 45), (0, 12), (-1, 3)])
    return [
      Published(values: skewed, level: 0.95, ends: (0.05, 0.3), step: 0.0125, error: 0.0647),
      Published(values: skewed, level: 0.8, ends: (0.0875, 0.25), step: 0.0125, error: 0.0647),
      Published(
        values: thirds, level: 0.95, ends: (-0.002778, 0.163889), step: 1.0 / 360, error: 0.0419),
      Published(
        values: thirds, level: 0.8, ends: (0.022222, 0.130556), step: 1.0 / 360, error: 0.0419),
      Published(
        values: mostly, level: 0.95, ends: (0.533333, 0.816667), step: 1.0 / 60, error: 0.0719),
      Published(values: mostly, level: 0.8, ends: (0.6, 0.783333), step: 1.0 / 60, error: 0.0719),
    ]
  }()

  // With 10,000 resamples the correction for bias has a deviation of .5 / 100 / .4 = .0125, which
  // moves an end by twice that; a tail's own share adds sqrt(.03 * .97 / 10,000) / .07 = .024:
  // .035 standard errors in all, and five of those are .18. Means lie on a lattice: one step more.
  @Test("ends are those of the peer")
  func peer() {
    for one in Self.published {
      let estimate = Self.bootstrap(10_000, level: one.level).estimate(one.values)
      let tolerance = 0.18 * one.error + one.step * 1.01
      #expect(abs(estimate.lower - one.ends.0) < tolerance, "\(estimate) \(one.ends)")
      #expect(abs(estimate.upper - one.ends.1) < tolerance, "\(estimate) \(one.ends)")
      #expect(estimate.method == .bootstrap)
    }
  }

  // Differences of -1, 0, 1/2 and 1 whose mean is .2, 200 people, 1,000 times. Were the coverage
  // .93 (the second-order error at 200 people is within .02), fewer than .93 - 4.75 *
  // sqrt(.93 * .07 / 1000) = .891 would come in 1e-6 of cases; were it .97, more than .996.
  @Test("intervals hold the truth about as often as they say", .enabled(if: Build.isOptimised))
  func coverage() {
    var source = SeededGenerator(seed: 11)
    var held = 0
    for run in 0..<1_000 as Range<UInt64> {
      let values = (0..<200).map { _ in
        switch source.unit() {
        case ..<0.05: -1.0
        case ..<0.65: 0.0
        case ..<0.85: 0.5
        default: 1.0
        }
      }
      let estimate = Self.bootstrap(1_000, seed: run).estimate(values)
      if estimate.lower <= 0.2, 0.2 <= estimate.upper { held += 1 }
    }
    #expect((891...996).contains(held), "\(held)")
  }

  @Test("people who are all alike get the exact interval, which has a width")
  func alike() {
    for value in [0.0, 1, -1, 0.25] {
      let values = [Double](repeating: value, count: 12)
      let estimate = Self.bootstrap(100).estimate(values)
      #expect(estimate == PairedDifference.estimate(values, level: 0.95))
      #expect(estimate.upper > estimate.lower)
    }
  }

  @Test("the same people are in all columns of a resample")
  func paired() {
    var source = SeededGenerator(seed: 5)
    let one = (0..<30).map { _ in source.unit() }
    let other = one.map { $0 - 0.25 }
    let bootstrap = Self.bootstrap(200)
    let estimates = bootstrap.estimates([one, other])
    #expect(abs(estimates[0].lower - estimates[1].lower - 0.25) < 1e-9)
    #expect(abs(estimates[0].upper - estimates[1].upper - 0.25) < 1e-9)
    #expect(bootstrap.estimates([one, other]) == estimates)
    #expect(bootstrap.estimates([]).isEmpty)
  }
}
