import Foundation

/// Posteriors of all targets over their entries, each the mean of several.
struct MeanPosteriors: Sendable {
  private var count = 0.0
  /// For each target and entry the sum of the posteriors.
  private var sums: [[Double]]
  /// For each target the sums of the right answer's probability, of the first candidate's, and of
  /// its square.
  private var truthSums: [Double]
  private var firstSums: [Double]
  private var firstSquares: [Double]

  init(_ problem: FusionProblem) {
    sums = (0..<problem.targetCount).map {
      [Double](repeating: 0, count: problem.lists.count(of: $0))
    }
    truthSums = [Double](repeating: 0, count: problem.targetCount)
    firstSums = truthSums
    firstSquares = truthSums
  }

  /// Adds a posterior of each target.
  mutating func add(_ posteriors: [[Double]], _ problem: FusionProblem) {
    count += 1
    for (target, posterior) in posteriors.enumerated() {
      for entry in posterior.indices { sums[target][entry] += posterior[entry] }
      truthSums[target] += Self.truthProbability(posterior, target, problem)
      let first = posterior[..<problem.lists.listedCounts[target]].max() ?? 0
      firstSums[target] += first
      firstSquares[target] += first * first
    }
  }

  /// The mean probability of each of a target's entries.
  func mean(_ target: Int) -> [Double] { sums[target].map { $0 / max(count, 1) } }

  /// The probability of the right answer.
  ///
  /// Where the right candidate is not listed, the others' sum was taken without it, or with it for
  /// several: it is taken as one.
  private static func truthProbability(
    _ posterior: [Double], _ target: Int, _ problem: FusionProblem
  ) -> Double {
    let lists = problem.lists
    let entries = lists.entries(of: target)
    guard let truth = lists.truthEntries[target] else {
      var none = 1.0
      for entry in 0..<lists.openCounts[target] {
        none -= posterior[entry] * weight(lists, entries.lowerBound + entry)
      }
      return max(none, 0)
    }
    let own = posterior[truth]
    if truth < lists.listedCounts[target] { return own }
    let counted =
      truth < lists.openCounts[target] ? weight(lists, entries.lowerBound + truth) : 0
    return min(1, own / max(1 + (1 - counted) * own, own))
  }

  private static func weight(_ lists: CandidateLists, _ place: Int) -> Double {
    lists.logWeights[place] == 0 ? 1 : exp(Double(lists.logWeights[place]))
  }

  /// What is said of a target.
  func answer(_ target: Int, _ problem: FusionProblem) -> CrossFitting.Answer {
    let posterior = mean(target)
    let lists = problem.lists
    let listed = lists.listedCounts[target]
    let confidence = posterior[..<listed].max() ?? 0
    let first = firstSums[target] / max(count, 1)
    let spread = max(0, firstSquares[target] / max(count, 1) - first * first).squareRoot()
    let truthProbability = truthSums[target] / max(count, 1)
    var (better, tied) = (0.0, 0.0)
    guard let truth = lists.truthEntries[target] else {
      return CrossFitting.Answer(
        target: target, confidence: confidence, better: problem.candidateCount, tied: 1,
        truthProbability: truthProbability, spread: spread)
    }
    for entry in 0..<lists.openCounts[target] where entry != truth {
      let weight = Self.weight(lists, lists.offsets[target] + entry)
      if posterior[entry] > posterior[truth] { better += weight }
      if posterior[entry] == posterior[truth] { tied += weight }
    }
    // Who was not listed would not have been named.
    if truth >= listed { better = max(better, 1) }
    return CrossFitting.Answer(
      target: target, confidence: confidence, better: Int(better.rounded()),
      tied: Int(tied.rounded()) + 1, truthProbability: truthProbability, spread: spread)
  }
}
