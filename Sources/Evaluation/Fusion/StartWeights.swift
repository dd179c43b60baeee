/// Weights to begin fits with: near the end where the same people are looked at by fewer features.
public struct StartWeights: Sendable, Equatable {
  /// Those of each feature's scores, by the feature's id.
  private let byFeature: [String: [Double]]
  private let outside: Double

  /// The means over models; a feature that a model does without counts as 0 there.
  ///
  /// - Parameter models: of each the places of its features in `problem`, and its weights, the
  ///   outside option's last.
  init(_ models: [(places: [Int], weights: [Double])], problem: FusionProblem) {
    let lanes = problem.lanes
    var sums = [Double](repeating: 0, count: problem.features.count * lanes)
    var outside = 0.0
    for model in models {
      for (position, place) in model.places.enumerated() {
        for lane in 0..<lanes {
          sums[place * lanes + lane] += model.weights[position * lanes + lane]
        }
      }
      outside += model.weights.last ?? 0
    }
    let count = Double(max(models.count, 1))
    byFeature = Dictionary(
      problem.features.indices.map { place in
        (
          problem.features[place].id,
          (0..<lanes).map { sums[place * lanes + $0] / count }
        )
      }, uniquingKeysWith: { first, _ in first })
    self.outside = outside / count
  }

  /// The weights of a problem's features; `nil` where a feature was not among those learned from.
  func weights(for problem: FusionProblem) -> [Double]? {
    var weights: [Double] = []
    for feature in problem.features {
      guard let own = byFeature[feature.id], own.count == problem.lanes else { return nil }
      weights += own
    }
    return weights + [outside]
  }
}
