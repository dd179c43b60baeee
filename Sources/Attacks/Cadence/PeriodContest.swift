import Evaluation
import Findings
import Numerics

/// Several comparisons tried on the same people, and the best of them, its interval corrected for
/// having been chosen.
///
/// Each interval has at least the level 1 - (1 - level) / m for m looks (comparisons, each one by
/// one and all at once): by Bonferroni all of them hold together at the asked level, so the best
/// one does. Wilson's interval falls short of its level at the few successes that chance gives
/// (with as many targets as candidates the count is about Poisson with mean 1, and 3 or more, which
/// a level of .95 excludes, have a probability of .08), so the level is raised until chance alone
/// leaves the interval no more often than (1 - level) / m.
struct PeriodContest {
  /// The grades, in the order of the comparisons.
  let grades: [PeriodGrades]
  /// The evaluator whose level is corrected.
  let evaluator: Evaluator
  /// How many looks were taken.
  let looks: Int

  /// No joint decoding is done for more people than this: it takes the cube of their number.
  static let jointLimit = 3_000

  /// Grades all comparisons.
  ///
  /// - Precondition: there is a comparison.
  init(
    _ comparisons: [any PeriodComparison], cohort: PeriodCohort, description: AttackDescription,
    evaluator asked: Evaluator
  ) throws {
    precondition(!comparisons.isEmpty, "there is something to compare by")
    let joint = cohort.pseudonyms.count <= Self.jointLimit
    looks = comparisons.count * (joint ? 2 : 1)
    let evaluator = Evaluator(
      seed: asked.seed,
      level: Self.level(
        missing: (1 - asked.level) / Double(looks), targets: cohort.targets.count,
        candidates: cohort.candidates.count),
      depths: PeriodGrades.depths(candidates: cohort.candidates.count))
    self.evaluator = evaluator
    grades = try comparisons.map {
      try PeriodGrades(
        $0, cohort: cohort, description: description, evaluator: evaluator,
        jointLimit: Self.jointLimit)
    }
  }

  /// The level of an interval that excludes chance with a probability of at most `missing`.
  ///
  /// Where labels say nothing, k given targets are all answered rightly with a probability of at
  /// most (N - k)!/N! for N candidates (exactly that for distinct answers), so k of n targets or
  /// more with at most C(n, k) (N - k)!/N!. For the least k at which that is at most `missing`,
  /// k - 1 successes may not be excluded: Wilson's lower end lies at chance there, which is where the
  /// score (k - 1 - np) / sqrt(np(1 - p)) is the normal quantile of the level.
  static func level(missing: Double, targets: Int, candidates: Int) -> Double {
    let (most, chance) = (min(targets, candidates), 1 / Double(max(candidates, 1)))
    var successes = 0
    var bound = 1.0
    while bound > missing, successes < most {
      let left = Double(targets - successes) / Double(candidates - successes)
      bound *= left / Double(successes + 1)
      successes += 1
    }
    if bound > missing { successes += 1 }
    let mean = Double(targets) * chance
    let deviation = (mean * (1 - chance)).squareRoot()
    guard deviation > 0 else { return 1 - missing }
    let score = (Double(successes - 1) - mean) / deviation * (1 + 1e-9)
    return min(max(1 - missing, 1 - 2 * NormalDistribution.survival(score)), 1 - 1e-12)
  }

  /// The comparison with the highest share found; the first of several.
  var best: PeriodGrades {
    grades.dropFirst().reduce(grades[0]) {
      $1.best.success.value > $0.best.success.value ? $1 : $0
    }
  }

  /// All comparisons as a table.
  func grid(title: String) -> Grid {
    Grid(id: "comparisons", title: title, header: PeriodGrades.header, rows: grades.map(\.row))
  }

  /// The rates of the headline at the depths of every report.
  func topRates(of grade: TrialGrade) -> [TopRate] {
    grade.topRates.filter { [1, 5, 10, 100].contains($0.k) }
  }

  /// What the choice of the best costs, for the reader.
  var lookMeasure: Measure {
    Measure(
      id: "looks", label: "Comparisons tried, of which the best is shown",
      estimate: .exact(Double(looks)), unit: "looks",
      note: "each interval is widened for it, so that the best one still holds")
  }
}

extension EventSetting {
  /// The setting with another grader.
  func graded(by evaluator: Evaluator) -> EventSetting {
    EventSetting(
      table: table, subjectCount: subjectCount, columns: columns, evaluator: evaluator, seed: seed,
      targetCount: targetCount, controlShare: controlShare, reproduce: reproduce)
  }
}
