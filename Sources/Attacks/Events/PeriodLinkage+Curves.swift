import Evaluation
public import Findings
import Numerics

extension PeriodLinkage {
  /// One grade of a curve: at how many candidates, or for targets with how many events.
  public struct CurvePoint: Sendable, Equatable {
    /// The number of candidates, or the least number of events of the targets.
    public let x: Int
    /// The greatest number of events of the targets; `x` for candidates.
    public let upTo: Int
    /// How many targets were tried.
    public let targets: Int
    /// The share found.
    public let success: Estimate
  }

  /// How success falls with the number of candidates.
  ///
  /// Each target stands among 9, 29, 99, 299 and so on others drawn at random, and among all.
  ///
  /// - Complexity: one grade for each size.
  public func candidateCurve(setting: EventSetting) throws -> [CurvePoint] {
    var points: [CurvePoint] = []
    for size in Self.sizes(below: cohort.candidates.count) + [cohort.candidates.count] {
      var source = setting.generator("\(description.id)/candidates/\(size)")
      let targets = cohort.targets.map { target in
        Trial(
          clue: PeriodClue(
            pseudonym: target, suspects: suspects(of: target, count: size, using: &source)),
          truth: target)
      }
      let grade = try setting.evaluator.grade(
        self, on: TrialSet(targets: targets, controls: []), baseline: .chance(candidates: size))
      points.append(
        CurvePoint(x: size, upTo: size, targets: targets.count, success: grade.success))
    }
    return points
  }

  /// How success rises with what is known of a target: targets grouped by their events in the later
  /// period, each group of at least `minimumTargets`.
  ///
  /// - Parameter eventCounts: for each data subject its events in the later period.
  /// - Complexity: one grade of all targets.
  public func eventCurve(
    eventCounts: [Int], setting: EventSetting, minimumTargets: Int = 10
  ) throws -> [CurvePoint] {
    let counts = cohort.targets.map { eventCounts[Int($0)] }
    let bins = EventBins.bins(of: counts, minimumTargets: minimumTargets)
    return try bins.map { bin in
      let inside = cohort.targets.filter { bin.contains(eventCounts[Int($0)]) }
      let grade = try setting.evaluator.grade(
        self,
        on: TrialSet(
          targets: inside.map { Trial(clue: PeriodClue(pseudonym: $0), truth: $0) }, controls: []),
        baseline: .chance(candidates: cohort.candidates.count))
      return CurvePoint(
        x: bin.lowerBound, upTo: bin.upperBound, targets: inside.count, success: grade.success)
    }
  }

  /// The right candidate and `count` - 1 others.
  private func suspects(
    of target: UInt32, count: Int, using source: inout SeededGenerator
  ) -> [UInt32]? {
    guard count < cohort.candidates.count else { return nil }
    let others = source.sample(count: count, of: cohort.candidates.count)
      .map { cohort.candidates[$0] }.filter { $0 != target }
    return (others.prefix(count - 1) + [target]).sorted()
  }

  /// Three and ten times each power of ten, from 10 on, below `count`.
  static func sizes(below count: Int) -> [Int] {
    var sizes: [Int] = []
    var decade = 10
    while decade < count {
      sizes.append(decade)
      if decade * 3 < count { sizes.append(decade * 3) }
      decade *= 10
    }
    return sizes
  }
}

/// Ranges of event counts with enough people in each.
enum EventBins {
  /// Ranges that cover all counts, each with at least `minimumTargets` of them.
  ///
  /// They are cut at 10, 30, 100, 300 and so on, and joined to the next where they hold too few;
  /// the last one joins the one before it. There is one range where there are too few in all.
  static func bins(of counts: [Int], minimumTargets: Int) -> [ClosedRange<Int>] {
    guard let least = counts.min(), let most = counts.max() else { return [] }
    var bins: [ClosedRange<Int>] = []
    var lower = least
    for edge in PeriodLinkage.sizes(below: most) where edge > lower {
      if counts.count(where: { (lower..<edge).contains($0) }) >= minimumTargets {
        bins.append(lower...(edge - 1))
        lower = edge
      }
    }
    let rest = counts.count { $0 >= lower }
    if rest < minimumTargets, let last = bins.popLast() {
      bins.append(last.lowerBound...most)
    } else {
      bins.append(lower...most)
    }
    return bins
  }
}
