import Evaluation
import Numerics

/// The points of each target in the order in which the adversary learns them.
///
/// Each target's order is a uniformly random choice without replacement from its distinct points;
/// its first p are what an adversary with p points knows. The draws for p and p + 1 are nested, so
/// the number of candidates of a target never rises with p.
struct DrawnVisits: Sendable {
  /// The data subjects tried, rising.
  let targets: [UInt32]
  /// For each target its known points, the first learnt first; all of them where there are fewer
  /// than were asked for.
  let points: [[VisitPoint]]
  /// How many distinct points each target has.
  let pointCounts: [Int]

  /// Draws up to `depth` points of each target.
  ///
  /// - Complexity: O(targets * `depth`).
  init(
    of targets: [UInt32], in visits: Visits, depth: Int, using source: inout SeededGenerator
  ) {
    var points: [[VisitPoint]] = []
    for target in targets {
      let range = visits.points(ofSubject: Int(target))
      let drawn = source.sample(count: min(depth, range.count), of: range.count)
      points.append(drawn.map { visits.point(at: range.lowerBound + $0) })
    }
    self.targets = targets
    self.points = points
    self.pointCounts = targets.map { visits.points(ofSubject: Int($0)).count }
  }

  /// What an adversary knows who knows `depth` points of each target.
  func clues(depth: Int) -> [[VisitPoint]] {
    points.map { Array($0.prefix(depth)) }
  }

  /// The trials at `depth` points.
  func trials(depth: Int) -> TrialSet<[VisitPoint]> {
    TrialSet(
      targets: zip(targets, clues(depth: depth)).map { Trial(clue: $1, truth: $0) }, controls: [])
  }
}

extension Visits {
  /// The data subjects with at least one point, rising.
  var presentSubjects: [UInt32] {
    (0..<subjectCount).filter { !points(ofSubject: $0).isEmpty }.map(UInt32.init)
  }
}

extension EventSetting {
  /// Draws at most `targetCount` of `subjects`, rising, on an attack's own stream.
  ///
  /// - Throws: `EvaluationError.noTargets` where there is nobody.
  func drawTargets(
    among subjects: [UInt32], stream: String
  ) throws(EvaluationError) -> [UInt32] {
    guard !subjects.isEmpty, targetCount > 0 else { throw .noTargets(table: table) }
    var source = generator("\(stream)/targets")
    return source.sample(count: min(targetCount, subjects.count), of: subjects.count)
      .map { subjects[$0] }.sorted()
  }
}
