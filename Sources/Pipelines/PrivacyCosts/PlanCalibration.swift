import DifferentialPrivacy
public import Findings
public import Tables

/// The smallest noise, or the most steps, that a target allows, as a plan.
///
/// **Guarantee**: the plan meets the target by the accountant's upper bounds; noise is rounded up,
/// steps down. See `NoiseCalibration` for how far from the least it may be.
public struct PlanCalibration: Sendable, Equatable {
  /// What shall be found.
  public enum Wanted: Sendable, Equatable {
    /// The standard deviation of `count` Gaussian releases.
    case gaussian(sensitivity: Double, count: Int)
    /// The scale of `count` Laplace releases.
    case laplace(sensitivity: Double, count: Int)
    /// The multiple of the clipping norm for training on Poisson samples.
    case noise(rate: Double, steps: Int)
    /// The most steps of training with this noise.
    case steps(rate: Double, sigma: Double)
  }

  /// The plan that meets the target.
  public let plan: ReleasePlan
  /// What was found.
  public let finding: PrivacyCosts.Calibration

  /// Finds it.
  ///
  /// - Throws: `PlanCostError` where nothing meets the target, or a parameter is out of range.
  public init(
    _ wanted: Wanted, epsilon: Double, delta: Double, neighbours: ReleasePlan.Relation = .addRemove
  ) throws(PlanCostError) {
    do {
      let found = try Self.find(
        wanted, epsilon: epsilon, delta: delta,
        neighbours: neighbours == .substitute ? .substitute : .addRemove)
      plan = ReleasePlan(
        neighbours: neighbours, target: .init(epsilon: epsilon, delta: delta),
        releases: [found.release])
      finding = .init(
        parameter: found.parameter, value: found.value, epsilon: epsilon, delta: delta,
        step: found.step)
    } catch {
      throw .notCalibrated(reason: error.description)
    }
  }

  private typealias Found = (
    parameter: String, value: Double, release: PlannedRelease, step: PrivacyCosts.Step
  )

  private static func find(
    _ wanted: Wanted, epsilon: Double, delta: Double, neighbours: Neighbours
  ) throws(PrivacyError) -> Found {
    if case .laplace(let sensitivity, let count) = wanted {
      let scale = try NoiseCalibration.laplaceScaleRoundedUp(
        epsilon: epsilon, sensitivity: sensitivity, count: count)
      let release = PlannedRelease(
        name: "laplace", mechanism: .laplace(scale: scale, sensitivity: sensitivity, epsilon: nil),
        count: count)
      return ("scale", scale, release, .laplaceScale)
    }
    let target = try NoiseCalibration.Target(epsilon: epsilon, delta: delta)
    switch wanted {
    case .gaussian(let sensitivity, let count):
      let unit = try NoiseCalibration.subsampledGaussianDeviationRoundedUp(
        target: target, rate: 1, steps: count)
      let sigma = (unit * sensitivity).nextUp
      return (
        "sigma", sigma,
        PlannedRelease(
          name: "gaussian", mechanism: .gaussian(sigma: sigma, sensitivity: sensitivity),
          count: count), .analyticGaussian
      )
    case .noise(let rate, let steps):
      let sigma = try NoiseCalibration.subsampledGaussianDeviationRoundedUp(
        target: target, rate: rate, steps: steps, neighbours: neighbours)
      return ("sigma", sigma, training(sigma, rate, steps), .leastNoise)
    case .steps(let rate, let sigma):
      let steps = try NoiseCalibration.stepsRoundedDown(
        target: target, deviation: sigma, rate: rate, neighbours: neighbours)
      guard steps > 0 else {
        throw .unreachable(reason: "one step with this noise costs more than the target")
      }
      return ("steps", Double(steps), training(sigma, rate, steps), .mostSteps)
    case .laplace: throw .unreachable(reason: "it was found above")
    }
  }

  private static func training(_ sigma: Double, _ rate: Double, _ steps: Int) -> PlannedRelease {
    PlannedRelease(
      name: "dpsgd", mechanism: .noisyGradients(sigma: sigma), count: steps,
      sampling: .poisson(rate: rate))
  }
}

extension PrivacyCosts.Step {
  fileprivate static let laplaceScale = Self(
    "scale = count * sensitivity / epsilon, rounded up",
    source: "Dwork, McSherry, Nissim and Smith 2006")
  fileprivate static let analyticGaussian = Self(
    "the analytic Gaussian mechanism: bisection on the exact delta, to the last bit",
    source: "Balle and Wang 2018 (arXiv:1805.06530)")
  fileprivate static let leastNoise = Self(
    "the least sigma whose loss distributions meet the target, to 1e-8",
    source: "Zhu, Dong and Wang 2022 (arXiv:2106.08567); Doroshenko et al. 2022")
  fileprivate static let mostSteps = Self(
    "the most steps whose loss distributions meet the target",
    source: "Zhu, Dong and Wang 2022 (arXiv:2106.08567); Doroshenko et al. 2022")
}
