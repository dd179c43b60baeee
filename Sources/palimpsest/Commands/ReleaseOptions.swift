import ArgumentParser
import Pipelines
import Tables

/// One kind of release, given on the command line instead of in a plan.
struct ReleaseOptions: ParsableArguments {
  @Flag(help: "Training by noisy gradients: --rate, --sigma (multiple of the norm), --steps.")
  var dpsgd = false

  @Flag(help: "Gaussian noise: --sigma, --sensitivity, --count.")
  var gaussian = false

  @Flag(help: "Laplace noise: --scale, --sensitivity, --count.")
  var laplace = false

  @Option(help: "The noise's standard deviation; for --dpsgd over the clipping norm.")
  var sigma: Double?

  @Option(help: "The scale of Laplace noise.")
  var scale: Double?

  @Option(help: "By how much one unit can change the answer (default 1).")
  var sensitivity: Double?

  @Option(help: "How many releases (default 1).")
  var count: Int?

  @Option(help: "Poisson sampling: the chance of each unit to be in a batch.")
  var rate: Double?

  @Option(help: "How many steps of training.")
  var steps: Int?

  @Flag(help: "Neighbours replace a unit, instead of adding or removing one.")
  var substitute = false

  /// Whether a mechanism was named.
  var isGiven: Bool { dpsgd || gaussian || laplace }

  /// Whether anything of a release was given.
  var hasParameters: Bool {
    isGiven || substitute || sigma != nil || scale != nil || sensitivity != nil || count != nil
      || rate != nil || steps != nil
  }

  /// Which datasets are neighbours.
  var relation: ReleasePlan.Relation { substitute ? .substitute : .addRemove }

  /// Checks that what was given fits together.
  func validateTogether(calibrates: Bool) throws {
    guard [dpsgd, gaussian, laplace].count(where: { $0 }) <= 1 else {
      throw ValidationError("give one of --dpsgd, --gaussian, --laplace")
    }
    for (name, value) in [
      ("--sigma", sigma), ("--scale", scale), ("--sensitivity", sensitivity), ("--rate", rate),
    ] {
      if let value, !(value >= 1e-100 && value <= 1e100) {
        throw ValidationError("\(name): give a number from 1e-100 to 1e100")
      }
    }
    if let rate, rate > 1 { throw ValidationError("--rate: a chance is at most 1") }
    for (name, value) in [("--count", count), ("--steps", steps)] {
      if let value, value < 1 || value > 1 << 40 {
        throw ValidationError("\(name): give a whole number from 1 to \(1 << 40)")
      }
    }
    if dpsgd {
      try check(calibrates: calibrates, foreign: foreign(scale: true, count: true))
      guard rate != nil else { throw ValidationError("--dpsgd needs --rate") }
      guard calibrates ? (steps == nil) != (sigma == nil) : steps != nil && sigma != nil else {
        throw ValidationError(
          calibrates
            ? "--calibrate --dpsgd: give --steps to find sigma, or --sigma to find the steps"
            : "--dpsgd needs --sigma and --steps")
      }
    } else if laplace {
      try check(calibrates: calibrates, foreign: foreign(sigma: true, training: true))
      guard calibrates == (scale == nil) else {
        throw ValidationError(
          calibrates ? "--calibrate finds the scale" : "--laplace needs --scale")
      }
    } else if gaussian || calibrates {
      try check(calibrates: calibrates, foreign: foreign(scale: true, training: true))
      guard calibrates == (sigma == nil) else {
        throw ValidationError(calibrates ? "--calibrate finds sigma" : "--gaussian needs --sigma")
      }
    }
  }

  private func check(calibrates: Bool, foreign: [String]) throws {
    guard let first = foreign.first else { return }
    throw ValidationError("\(first) says nothing about this mechanism")
  }

  private func foreign(
    sigma isSigma: Bool = false, scale isScale: Bool = false, count isCount: Bool = false,
    training: Bool = false
  ) -> [String] {
    [
      isSigma && sigma != nil ? "--sigma" : nil, isScale && scale != nil ? "--scale" : nil,
      isCount && count != nil ? "--count" : nil,
      isCount && sensitivity != nil ? "--sensitivity" : nil,
      training && rate != nil ? "--rate" : nil, training && steps != nil ? "--steps" : nil,
    ].compactMap(\.self)
  }

  /// What calibration shall find.
  var wanted: PlanCalibration.Wanted {
    if dpsgd, let rate {
      if let sigma { return .steps(rate: rate, sigma: sigma) }
      return .noise(rate: rate, steps: steps ?? 1)
    }
    if laplace { return .laplace(sensitivity: sensitivity ?? 1, count: count ?? 1) }
    return .gaussian(sensitivity: sensitivity ?? 1, count: count ?? 1)
  }

  /// The release as a plan without a target.
  func asPlan() -> ReleasePlan {
    let release: PlannedRelease
    if dpsgd {
      release = PlannedRelease(
        name: "dpsgd", mechanism: .noisyGradients(sigma: sigma ?? 1), count: steps ?? 1,
        sampling: .poisson(rate: rate ?? 1))
    } else if laplace {
      release = PlannedRelease(
        name: "laplace",
        mechanism: .laplace(scale: scale ?? 1, sensitivity: sensitivity ?? 1, epsilon: nil),
        count: count ?? 1)
    } else {
      release = PlannedRelease(
        name: "gaussian",
        mechanism: .gaussian(sigma: sigma ?? 1, sensitivity: sensitivity ?? 1), count: count ?? 1)
    }
    return ReleasePlan(neighbours: relation, releases: [release])
  }
}
