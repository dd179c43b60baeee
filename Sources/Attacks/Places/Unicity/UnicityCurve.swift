import Evaluation
import Findings
import Numerics

/// Unicity at one resolution, for each number of known points.
struct UnicityCurve {
  /// The resolution.
  let resolution: VisitResolution
  /// The numbers of known points, rising.
  let depths: [Int]
  /// The grade at each of them.
  let grades: [TrialGrade]
  /// For each of them how many targets have fewer points: all of theirs are known.
  let targetsWithFewer: [Int]
  /// For each of them the unicity among the targets with at least as many points; `nil` where
  /// there is none.
  let amongRich: [Estimate?]

  /// Tries each depth on the same targets.
  ///
  /// - Throws: `EvaluationError` where nobody can be tried.
  init(
    _ resolution: VisitResolution, _ visits: Visits, known: DrawnVisits, depths: [Int],
    evaluator: Evaluator, candidates: Int
  ) throws {
    let attack = Unicity(
      release: visits, preparedFor: known.clues(depth: depths.last ?? 1))
    var grades: [TrialGrade] = []
    for depth in depths {
      grades.append(
        try evaluator.grade(
          attack, on: known.trials(depth: depth), baseline: .chance(candidates: candidates)))
    }
    self.resolution = resolution
    self.depths = depths
    self.grades = grades
    self.targetsWithFewer = depths.map { depth in known.pointCounts.count { $0 < depth } }
    self.amongRich = zip(depths, grades).map { depth, grade in
      let sizes = zip(known.pointCounts, grade.firstGroupSizes).filter { $0.0 >= depth }.map(\.1)
      guard !sizes.isEmpty else { return nil }
      return .proportion(
        Double(sizes.count { $0 == 1 }), of: sizes.count, level: evaluator.level)
    }
  }

  /// The grade at a depth, or at the deepest tried below it.
  func grade(at depth: Int) -> TrialGrade? {
    depths.lastIndex { $0 <= depth }.map { grades[$0] }
  }

  /// The share of targets singled out at a depth.
  func unicity(at depth: Int) -> Estimate? { grade(at: depth)?.claimRate }
}
