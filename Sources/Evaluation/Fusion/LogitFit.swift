import Foundation

/// Weights learned from targets, and the curvature of their loss where they are least surprised.
struct LogitFit: Sendable {
  let sums: LogitSums
  /// The strength of the penalty: half of it times the sum of squares of all weights but the
  /// outside option's.
  private(set) var ridge: Double
  /// Those of each feature, then the outside option's.
  private(set) var weights: [Double]
  /// The factor of the penalised curvature.
  private(set) var factor: CholeskyFactor?
  /// The curvature without the penalty.
  private(set) var curvature: [Double]

  /// How many Newton steps are taken at most; five to eight are the rule.
  static let stepLimit = 50
  /// A fit ends with the step that promises less than this, in nats over all targets.
  static let tolerance = 0.05
  /// A step that moves no right answer's utility by more is what its curvature promises.
  private static let trustedReach = 1.0

  /// Learns from the targets of `sums`.
  ///
  /// - Parameter start: weights to begin with.
  init(_ sums: LogitSums, ridge: Double, start: [Double]? = nil, tolerance: Double = tolerance) {
    self.sums = sums
    self.ridge = ridge
    weights = start ?? Self.coarse(sums, ridge: ridge)
    curvature = [Double](repeating: 0, count: sums.size * sums.size)
    descend(tolerance)
  }

  /// Learns with another penalty, from where this fit ended.
  ///
  /// The slope of the targets' loss is minus that of the penalty here, so the first step needs no
  /// look at them.
  mutating func refit(ridge other: Double, tolerance: Double = tolerance) {
    var slope = weights.map { (other - ridge) * $0 }
    slope[slope.count - 1] = 0
    ridge = other
    if let factor = CholeskyFactor(penalised(curvature), count: sums.size) {
      move(factor.solve(slope), 1)
    }
    descend(tolerance)
  }

  /// The model, its probabilities as they are.
  var model: ConditionalLogit {
    ConditionalLogit(weights: weights, prior: sums.prior)
  }

  /// Newton's method with halved steps.
  private mutating func descend(_ tolerance: Double) {
    var current = evaluate()
    for _ in 0..<Self.stepLimit {
      curvature = current.hessian
      factor = CholeskyFactor(penalised(curvature), count: sums.size)
      guard let step = factor?.solve(current.gradient) else { return }
      let promised = zip(step, current.gradient).reduce(0) { $0 + $1.0 * $1.1 }
      move(step, 1)
      // Where everybody is found for certain the targets have no curvature, and a step that
      // promises next to nothing may give all of it up: one that goes far is looked at.
      if promised < tolerance, reach(of: step) <= Self.trustedReach { return }
      var share = 1.0
      var next = evaluate()
      if promised < tolerance {
        if next.loss > current.loss { move(step, -1) }
        return
      }
      // The loss of hundreds of targets is a sum of single precision: small gains can't be seen.
      while promised > 1 || next.loss > current.loss + 1,
        next.loss > current.loss - 1e-4 * share * promised, share > 1e-3
      {
        share /= 2
        move(step, -share)
        next = evaluate()
      }
      current = next
    }
  }

  private mutating func move(_ step: [Double], _ share: Double) {
    for place in weights.indices { weights[place] -= share * step[place] }
  }

  /// How far a step moves the utility of any target's right answer.
  private func reach(of step: [Double]) -> Double {
    let (problem, lanes) = (sums.problem, sums.problem.lanes)
    return sums.targets.reduce(0) { most, target in
      guard let entry = problem.lists.truthEntries[target] else { return most }
      var moved = 0.0
      for feature in problem.features.indices {
        let scores = problem.scores(target: target, entry: entry, feature: feature)
        for lane in 0..<lanes { moved += Double(scores[lane]) * step[feature * lanes + lane] }
      }
      return max(most, abs(moved))
    }
  }

  private func evaluate() -> LogitSums.Total {
    var total = sums.total(at: weights)
    for place in weights.indices.dropLast() {
      total.loss += ridge / 2 * weights[place] * weights[place]
      total.gradient[place] += ridge * weights[place]
    }
    return total
  }

  private func penalised(_ hessian: [Double]) -> [Double] {
    let size = sums.size
    var penalised = hessian
    for place in 0..<(size - 1) { penalised[place * size + place] += ridge }
    // The outside option has no penalty; where it plays no part a little keeps the system solvable.
    penalised[size * size - 1] += 1e-6
    return penalised
  }

  /// Where there are many targets, the weights by every fourth of them: nearly there for a quarter
  /// of the cost.
  private static func coarse(_ sums: LogitSums, ridge: Double) -> [Double] {
    guard sums.targets.count >= 200 else { return initial(sums) }
    let some = LogitSums(
      problem: sums.problem,
      targets: stride(from: 0, to: sums.targets.count, by: 4).map { sums.targets[$0] },
      isCandidate: sums.isCandidate, prior: sums.prior)
    return LogitFit(some, ridge: ridge / 4, tolerance: 2).weights
  }

  /// Equal weights of all scores, "none" as likely as a candidate by chance.
  private static func initial(_ sums: LogitSums) -> [Double] {
    let count = sums.problem.features.count
    let outside = sums.prior < 1 ? log(Double(max(sums.problem.candidateCount, 1))) : 0
    return [Double](
      repeating: 0.5 / Double(max(count, 1)).squareRoot(), count: count * sums.problem.lanes)
      + [outside]
  }
}
