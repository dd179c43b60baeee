public import Evaluation
public import Findings

/// How one comparison did: each pseudonym by itself, and all at once.
public struct PeriodGrades: Sendable {
  /// How periods were compared.
  public let comparison: any PeriodComparison
  /// Each pseudonym by itself.
  public let oneByOne: TrialGrade
  /// All at once; `nil` where there are too many people for it.
  public let joint: TrialGrade?
  /// The people of the experiment.
  public let cohort: PeriodCohort
  private let description: AttackDescription

  /// The attack again, for curves: its costs are computed anew, so that a dozen grades can stand
  /// beside each other without a dozen matrices.
  public var linkage: PeriodLinkage {
    PeriodLinkage(description: description, cohort: cohort, comparison: comparison)
  }

  /// The comparison's stable name.
  public var id: String { comparison.id }
  /// The comparison's title.
  public var title: String { comparison.title }

  /// The better of the two.
  public var best: TrialGrade {
    guard let joint, joint.success.value > oneByOne.success.value else { return oneByOne }
    return joint
  }

  /// Whether the joint decoding is the better one.
  public var bestIsJoint: Bool {
    (joint?.success.value ?? 0) > oneByOne.success.value
  }

  /// Grades a comparison both ways.
  ///
  /// - Parameters:
  ///   - comparison: how periods are compared.
  ///   - cohort: the people of the experiment.
  ///   - description: what the attack is.
  ///   - evaluator: the grader; its level is that of each interval.
  ///   - jointLimit: no joint decoding is done for more people.
  /// - Throws: `EvaluationError` where nobody can be tried.
  public init(
    _ comparison: any PeriodComparison, cohort: PeriodCohort, description: AttackDescription,
    evaluator: Evaluator, jointLimit: Int = JointLinkage.limit
  ) throws {
    let linkage = PeriodLinkage(
      description: description, cohort: cohort, comparison: comparison)
    let chance = Baseline.chance(candidates: cohort.candidates.count)
    self.comparison = comparison
    self.cohort = cohort
    self.description = description
    self.oneByOne = try evaluator.grade(linkage, on: cohort.trials, baseline: chance)
    self.joint = try JointLinkage(linkage, limit: jointLimit, seed: evaluator.seed).map {
      try evaluator.grade($0, on: cohort.trials, baseline: chance)
    }
  }

  /// Depths of a rank distribution among `count` candidates: 1, 2, 5, 10, 20, 50, ..., `count`.
  public static func depths(candidates count: Int) -> [Int] {
    var depths: [Int] = []
    var decade = 1
    while decade < count {
      depths += [decade, decade * 2, decade * 5].filter { $0 < count }
      decade *= 10
    }
    // The depths of every report stand among them, however few the candidates.
    return Set(depths + [1, 5, 10, 100, max(count, 1)]).sorted()
  }
}

extension PeriodGrades {
  /// The share of targets whose person is among the first k, by k.
  public var rankChart: Chart {
    func series(_ name: String, _ grade: TrialGrade) -> Chart.Series {
      Chart.Series(
        name: name,
        points: grade.topRates.map {
          Chart.Point(
            x: Double($0.k), y: $0.rate.value, lower: $0.rate.lower, upper: $0.rate.upper)
        })
    }
    let first = oneByOne.topRates.first?.rate.value ?? 0
    let ten = oneByOne.topRates.last { $0.k <= 10 }?.rate.value ?? 0
    return Chart(
      id: "rank-distribution", title: "How far down the list the right person stands", kind: .step,
      xLabel: "candidates looked at", yLabel: "share of people found", xIsLogarithmic: true,
      series: [series("one by one", oneByOne)] + (joint.map { [series("all at once", $0)] } ?? []),
      alternativeText: "The right person stands first for \(Phrase.perCent(first)) of the targets "
        + "and among the first ten for \(Phrase.perCent(ten)).")
  }

  /// Success by the number of candidates.
  public static func candidateChart(_ points: [PeriodLinkage.CurvePoint]) -> Chart {
    Chart(
      id: "by-candidates", title: "Found among how many candidates", kind: .line,
      xLabel: "candidates", yLabel: "share of people found", xIsLogarithmic: true,
      series: [
        Chart.Series(
          name: "found",
          points: points.map {
            Chart.Point(
              x: Double($0.x), y: $0.success.value, lower: $0.success.lower,
              upper: $0.success.upper)
          })
      ],
      alternativeText: "Found: "
        + points.map { "\(Phrase.perCent($0.success.value)) among \(Phrase.count($0.x))" }
        .joined(separator: ", ") + " candidates.")
  }

  /// Success by the number of events of the target.
  public static func eventChart(_ points: [PeriodLinkage.CurvePoint]) -> Chart {
    func name(_ point: PeriodLinkage.CurvePoint) -> String {
      point.x == point.upTo
        ? Phrase.count(point.x) : "\(Phrase.count(point.x))-\(Phrase.count(point.upTo))"
    }
    return Chart(
      id: "by-events", title: "Found with how many events", kind: .bars,
      xLabel: "events in the later period", yLabel: "share of people found",
      series: [
        Chart.Series(
          name: "found",
          points: points.enumerated().map { index, point in
            Chart.Point(
              label: name(point), x: Double(index), y: point.success.value,
              lower: point.success.lower, upper: point.success.upper)
          })
      ],
      alternativeText: "Found: "
        + points.map { "\(Phrase.perCent($0.success.value)) with \(name($0))" }
        .joined(separator: ", ") + " events.")
  }

  /// One row of a grid of attacks: how each did.
  public var row: [Grid.Cell] {
    func top(_ k: Int) -> Grid.Cell {
      oneByOne.topRates.last { $0.k == k }.map { .share($0.rate.value) } ?? .empty
    }
    return [
      .text(title), top(1), top(10), oneByOne.medianRank.map { .number($0) } ?? .empty,
      joint.map { .share($0.success.value) } ?? .empty,
    ]
  }

  /// The header of a grid of attacks.
  public static let header = [
    "attack", "found one by one", "among the first 10", "median rank", "found all at once",
  ]
}
