import Foundation

extension LogitFit {
  /// The weights that the other targets would have given, by one Newton step from here.
  ///
  /// At the least loss of all the slope of the others is minus that of the target, g, and their
  /// curvature is H - h, where h is the target's own: w + (H - h)^-1 g. The system is solved by
  /// conjugate gradients with the factor of H before it; h is never written down.
  ///
  /// **Source** the one-step estimate of Pregibon, *Logistic Regression Diagnostics*, Annals of
  /// Statistics 9 (1981), section 5; Rad and Maleki, *A scalable estimate of the out-of-sample
  /// prediction error via approximate leave-one-out*, JRSS B 82 (2020).
  /// **Cost** O(weights * (weights + candidates that matter)) for each of some five steps.
  func weights(without target: Int, _ workspace: inout LogitWorkspace) -> [Double] {
    guard let factor else { return weights }
    workspace.discard()
    var slope: [Double] = []
    sums.add(target, weights, &workspace) { slope = $0.gradient }
    let move = Self.solve(slope, before: factor) { vector in
      let own = workspace.curvature(times: vector)
      let whole = factor.product(vector)
      return zip(whole, own).map { $0 - $1 }
    }
    return zip(weights, move).map { $0 + $1 }
  }

  /// Conjugate gradients for a positive definite `matrix` near the one factored.
  private static func solve(
    _ right: [Double], before factor: CholeskyFactor, matrix: ([Double]) -> [Double]
  ) -> [Double] {
    var solution = [Double](repeating: 0, count: right.count)
    var rest = right
    var near = factor.solve(rest)
    var direction = near
    var size = dot(rest, near)
    let enough = 1e-6 * size
    for _ in 0..<30 where size > enough {
      let image = matrix(direction)
      let bend = dot(direction, image)
      guard bend > 0 else { break }
      let length = size / bend
      for place in rest.indices {
        solution[place] += length * direction[place]
        rest[place] -= length * image[place]
      }
      near = factor.solve(rest)
      let next = dot(rest, near)
      for place in near.indices { direction[place] = near[place] + next / size * direction[place] }
      size = next
    }
    return solution
  }

  private static func dot(_ one: [Double], _ other: [Double]) -> Double {
    zip(one, other).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// What the model says of each target when it is left out.
  func leftOut() -> HeldOutCases {
    var cases = HeldOutCases(sums)
    var workspace = LogitWorkspace(size: sums.size)
    for target in sums.targets {
      let weights = weights(without: target, &workspace)
      let truth = sums.utilities(of: target, weights, &workspace)
      cases.append(
        workspace.utilities, target: target, truth: truth, outside: weights[weights.count - 1])
    }
    return cases
  }
}
