import Evaluation
import Findings
import Numerics

/// One run: the texts, who is tried, and what is graded.
struct AuthorshipExperiment {
  let setting: EventSetting
  let authorship: AuthorshipCase
  /// The other party whose texts are attacked; `nil` for two halves of one release.
  let auxiliary: String?

  /// How many targets the curves are graded on at most.
  static let curveTargets = 300

  /// One family's rates.
  struct FamilyGrade {
    let title: String
    let grade: TrialGrade
  }

  /// A point of the curve over thresholds.
  struct OpenSetPoint {
    let recall: Estimate
    let precision: Estimate
    let outsiderClaims: Estimate?
  }

  /// Runs and reports the experiment.
  func result() throws -> AttackResult {
    let chance = Baseline.chance(candidates: authorship.candidates.count)
    var families: [FamilyGrade] = []
    let scores = try authorship.scores(rows: Array(authorship.attacked.indices)) { family, scores in
      let grade = try setting.evaluator.grade(
        AuthorshipRanking(scores: scores, length: 10),
        on: TrialSet(targets: authorship.trials().targets, controls: []), baseline: chance)
      families.append(FamilyGrade(title: family.title, grade: grade))
    }
    let evaluator = Evaluator(
      seed: setting.evaluator.seed, level: setting.evaluator.level,
      depths: PeriodGrades.depths(candidates: authorship.candidates.count),
      interval: setting.evaluator.interval)
    let grade = try evaluator.grade(
      AuthorshipRanking(scores: scores), on: authorship.trials(), baseline: chance)
    families.append(FamilyGrade(title: "all of them, added", grade: grade))
    let openSet = try openSetCurve(scores)
    return assemble(
      grade, families: families, openSet: openSet,
      charts: [
        rankChart(grade), openSetChart(openSet), candidateChart(try candidateCurve(scores)),
        wordChart(try wordCurve()),
      ])
  }

  /// The targets of the curves, evenly among all.
  private var curveRows: [Int] {
    let count = min(Self.curveTargets, authorship.truths.count)
    return (0..<count).map { $0 * authorship.truths.count / count }
  }

  /// Success among 10, 30, 100 and so on candidates, the others drawn at random.
  private func candidateCurve(_ scores: AuthorshipScores) throws -> [(Int, TrialGrade)] {
    let count = authorship.candidates.count
    let targets = authorship.trials().targets
    let trials = curveRows.map { targets[$0] }
    return try (PeriodLinkage.sizes(below: count) + [count]).map { size in
      var source = setting.generator("\(WritingStyle.description.id)/candidates/\(size)")
      let narrowed = trials.map { trial in
        let others = source.sample(count: size, of: count).map { authorship.candidates[$0] }
          .filter { $0 != trial.truth }
        let suspects =
          size < count ? others.prefix(size - 1) + [trial.truth].compactMap(\.self) : []
        return Trial(
          clue: AuthorshipClue(
            row: trial.clue.row, suspects: size < count ? suspects.sorted() : nil),
          truth: trial.truth)
      }
      let grade = try setting.evaluator.grade(
        AuthorshipRanking(scores: scores), on: TrialSet(targets: narrowed, controls: []),
        baseline: .chance(candidates: size))
      return (size, grade)
    }
  }

  /// Success when only so many words of each candidate are known.
  private func wordCurve() throws -> [(Int, TrialGrade)] {
    let words = authorship.known.map { $0.reduce(0) { $0 + WordCount.words(in: $1) } }.sorted()
    let median = words.isEmpty ? 0 : words[words.count / 2]
    let rows = curveRows
    let trials = rows.enumerated().map { place, row in
      Trial(
        clue: AuthorshipClue(row: place, suspects: nil), truth: Optional(authorship.truths[row]))
    }
    let steps = [25, 50, 100, 250, 500, 1_000, 2_500].filter { $0 < median } + [median]
    return try steps.map { known in
      let scores = try authorship.scores(rows: rows, knownWords: known)
      let grade = try setting.evaluator.grade(
        AuthorshipRanking(scores: scores, length: 10),
        on: TrialSet(targets: trials, controls: []),
        baseline: .chance(candidates: authorship.candidates.count))
      return (known, grade)
    }
  }

  /// Precision and recall at twenty thresholds of the gap, recall rising.
  private func openSetCurve(_ scores: AuthorshipScores) throws -> [OpenSetPoint] {
    let answers = concurrentChunks(count: authorship.attacked.count, minimumChunk: 8) { range in
      range.map { OpenSetAuthorship.Answer(scores, row: $0) }
    }.flatMap(\.self)
    let gaps = answers.map(\.gap).sorted(by: >)
    let steps = min(40, gaps.count)
    let thresholds = (1...max(steps, 1)).map { gaps[$0 * gaps.count / max(steps, 1) - 1] }
    var points: [OpenSetPoint] = []
    for (index, threshold) in thresholds.enumerated()
    where index == 0 || threshold < thresholds[index - 1] {
      let grade = try setting.evaluator.grade(
        OpenSetAuthorship(answers: answers, threshold: threshold), on: authorship.trials(),
        baseline: .chance(candidates: authorship.candidates.count))
      if let point = point(grade) { points.append(point) }
    }
    return points
  }

  /// Precision over all names given, to people in the release and to those outside.
  private func point(_ grade: TrialGrade) -> OpenSetPoint? {
    let targets = Double(authorship.truths.count)
    let controls = Double(authorship.controlCount)
    let claims =
      (grade.claimRate.value * targets).rounded()
      + ((grade.outsiderClaimRate?.value ?? 0) * controls).rounded()
    guard claims > 0 else { return nil }
    let right = ((grade.precision?.value ?? 0) * grade.claimRate.value * targets).rounded()
    return OpenSetPoint(
      recall: .proportion(right, of: Int(targets), level: setting.evaluator.level),
      precision: .proportion(right, of: Int(claims), level: setting.evaluator.level),
      outsiderClaims: grade.outsiderClaimRate)
  }
}
