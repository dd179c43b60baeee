import Evaluation
import Findings

/// Several comparisons tried on the same people, and the best of them, its interval corrected for
/// having been chosen.
///
/// All intervals hold together at the asked level (`Evaluator.corrected`), so the best one does.
struct PeriodContest {
  /// The grades, in the order of the comparisons.
  let grades: [PeriodGrades]
  /// The evaluator whose level is corrected.
  let evaluator: Evaluator
  /// How many looks were taken.
  let looks: Int
  /// The people that all comparisons were tried on.
  let cohort: PeriodCohort
  /// What the attack is.
  let description: AttackDescription

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
    self.cohort = cohort
    self.description = description
    let joint = cohort.pseudonyms.count <= Self.jointLimit
    looks = comparisons.count * (joint ? 2 : 1)
    let evaluator = asked.corrected(
      tried: looks, depths: PeriodGrades.depths(candidates: cohort.candidates.count))
    self.evaluator = evaluator
    grades = try comparisons.map {
      try PeriodGrades(
        $0, cohort: cohort, description: description, evaluator: evaluator,
        jointLimit: Self.jointLimit)
    }
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
