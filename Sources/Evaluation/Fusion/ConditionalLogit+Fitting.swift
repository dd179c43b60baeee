import Foundation
import Numerics

extension ConditionalLogit {
  /// How many Newton steps are taken at most; five to eight are the rule.
  static let stepLimit = 50

  /// Learns weights from targets whose answers are known, by Newton's method with halved steps.
  ///
  /// The penalty is `ridge` / 2 times the sum of squared weights (not of the outside option).
  /// - Parameters:
  ///   - targets: who is learned from.
  ///   - isCandidate: who is a candidate meanwhile, so that nobody outside has a part in it.
  ///   - start: a model of the same channels to begin with.
  public static func fit(
    _ problem: FusionProblem, targets: [Int], isCandidate: [Bool]?, prior: Double, ridge: Double,
    start: ConditionalLogit? = nil
  ) -> ConditionalLogit {
    let sums = LogitSums(
      problem: problem, isCandidate: isCandidate, prior: prior, ridge: ridge)
    var weights = initial(problem, prior: prior, start: start)
    var current = sums.total(over: targets, at: weights)
    for _ in 0..<stepLimit {
      guard let step = Cholesky.solve(current.hessian, current.gradient) else { break }
      let promised = zip(step, current.gradient).reduce(0) { $0 + $1.0 * $1.1 }
      guard promised > 1e-4 else { break }
      var share = 1.0
      var next = sums.total(over: targets, at: moved(weights, step, share))
      while next.loss > current.loss - 1e-4 * share * promised, share > 1e-3 {
        share /= 2
        next = sums.total(over: targets, at: moved(weights, step, share))
      }
      guard next.loss < current.loss else { break }
      weights = moved(weights, step, share)
      current = next
    }
    return ConditionalLogit(
      weights: LogitSums.vectors(weights), outside: weights[weights.count - 1], prior: prior)
  }

  /// Equal weights of all scores, or those of a model that is there.
  private static func initial(
    _ problem: FusionProblem, prior: Double, start: ConditionalLogit?
  ) -> [Double] {
    if let start, start.weights.count == problem.features.count {
      return start.weights.flatMap { vector in (0..<4).map { Double(vector[$0]) } }
        + [start.outside]
    }
    let equal = 0.5 / Double(problem.features.count).squareRoot()
    return [Double](repeating: equal, count: problem.features.count * 4)
      + [prior < 1 ? log(Double(max(problem.candidateCount, 1))) : 0]
  }

  private static func moved(_ weights: [Double], _ step: [Double], _ share: Double) -> [Double] {
    zip(weights, step).map { $0 - share * $1 }
  }
}
