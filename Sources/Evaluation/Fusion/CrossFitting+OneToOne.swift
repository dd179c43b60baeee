import Foundation
import Numerics

extension CrossFitting {
  /// Whom a target is taken for when all targets are placed at once.
  public struct Placement: Sendable, Equatable {
    /// The target.
    public let target: Int
    /// The candidate, `nil` where the target is taken to be none of them.
    public let candidate: Int?
    /// What the target's own posterior gives that candidate.
    public let probability: Double
    /// Whether it is the right one.
    public let isFound: Bool
  }

  /// All targets placed at once, no two on the same candidate, so that the product of their
  /// posteriors is largest; `nil` where there are too many pairs for it.
  ///
  /// Right where each candidate is at most one target. Models never saw the people they speak of,
  /// but whom a person is placed on depends on the others' posteriors.
  ///
  /// - Complexity: that of the answers and of `Assignment.optimal`.
  public func answersOneToOne(_ problem: FusionProblem) -> [Placement]? {
    outcome(problem) { _ in }.oneToOne(problem)
  }
}

extension CrossFitting.Outcome {
  /// A pair less likely than this is never placed.
  private static let leastProbability = 1e-6
  /// No matrix has more costs than this.
  private static let largestMatrix = 40_000_000

  /// All targets placed at once by these posteriors; see `CrossFitting.answersOneToOne`.
  public func oneToOne(_ problem: FusionProblem) -> [CrossFitting.Placement]? {
    let rows = (0..<problem.targetCount).map { pairs(of: $0, problem) }
    let union = Set(rows.flatMap { $0.map(\.candidate) }).sorted()
    // A column of its own for each target that is none of them.
    let width = union.count + problem.targetCount
    let (size, overflow) = width.multipliedReportingOverflow(by: problem.targetCount)
    guard !overflow, size <= Self.largestMatrix else { return nil }
    let column = Dictionary(union.enumerated().map { ($1, $0) }, uniquingKeysWith: { $1 })
    let worst = Float(-2 * log(Self.leastProbability))
    var costs = [Float](repeating: worst, count: size)
    for (target, row) in rows.enumerated() {
      var rest = 1.0
      for pair in row {
        costs[target * width + (column[pair.candidate] ?? 0)] = Float(-log(pair.probability))
        rest -= pair.probability
      }
      let none = max(min(rest, 1), Self.leastProbability)
      costs[target * width + union.count + target] = Float(-log(none))
    }
    guard
      let placed = try? Assignment.optimal(
        costs: costs, rowCount: problem.targetCount, columnCount: width)
    else { return nil }
    return placed.enumerated().map { target, place in
      let pair = rows[target].first { place < union.count && $0.candidate == union[place] }
      return CrossFitting.Placement(
        target: target, candidate: pair.map { Int($0.candidate) },
        probability: pair?.probability ?? 0,
        isFound: pair.map { Int($0.candidate) == problem.truth[target] } ?? false)
    }
  }

  private func pairs(
    of target: Int, _ problem: FusionProblem
  ) -> [(candidate: UInt32, probability: Double)] {
    let posterior = posteriors.mean(target)
    let start = problem.lists.offsets[target]
    return (0..<problem.lists.listedCounts[target]).compactMap { entry in
      posterior[entry] < Self.leastProbability
        ? nil : (problem.lists.candidates[start + entry], posterior[entry])
    }
  }
}
