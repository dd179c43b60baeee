import Evaluation
import Findings
import Numerics

/// How one kind of knowledge did on the people tried.
struct VisitReview: Sendable {
  /// The kind of knowledge.
  let knowledge: VisitKnowledge
  /// How many records are known.
  let known: Int
  /// What the search found for each person tried.
  let outcomes: [SearchOutcome]
  /// Whether everyone was tried.
  let isEveryone: Bool

  /// The most steps spent on one kind of knowledge, by and large: some seconds.
  static let stepBudget = 400_000_000
  /// The most steps spent on one person even where there are many.
  static let leastStepLimit = 2_000_000

  /// Tries `sample`; then everyone, where that is wanted and the steps the sample took say that the
  /// budget allows it.
  init(
    _ histories: VisitHistories, _ index: VisitIndex, _ knowledge: VisitKnowledge, known: Int,
    sample: [Int], everyone: Bool = true
  ) {
    func outcomes(of targets: [Int]) -> [SearchOutcome] {
      KnownVisits(
        histories, index, knowledge, known: known, targets: targets,
        stepLimit: max(Self.leastStepLimit, Self.stepBudget / max(targets.count, 1))
      ).outcomes()
    }
    self.knowledge = knowledge
    self.known = known
    let first = outcomes(of: sample)
    let steps = first.reduce(0) { $0 + $1.steps }
    let expected = Double(steps) * Double(histories.count) / Double(max(sample.count, 1))
    if everyone, sample.count < histories.count, expected <= Double(Self.stepBudget) {
      self.outcomes = outcomes(of: Array(0..<histories.count))
    } else {
      self.outcomes = first
    }
    self.isEveryone = self.outcomes.count == histories.count
  }

  /// Whether every risk is exact and nobody was left out.
  var isExhaustive: Bool { isEveryone && !outcomes.contains(where: \.isCutShort) }

  /// The risk of each person tried.
  var risks: [Double] { outcomes.map { 1 / Double($0.matching) } }

  /// The mean risk, with Wilson's interval where not everyone was tried.
  func success(level: Double) -> Estimate {
    let sum = risks.reduce(0, +)
    guard !isEveryone else { return .exact(sum / Double(max(risks.count, 1))) }
    return .proportion(sum, of: risks.count, level: level)
  }

  /// The share of the people tried whose risk is above a threshold.
  func share(above threshold: Double) -> Double {
    Double(risks.count { $0 > threshold }) / Double(max(risks.count, 1))
  }

  /// How many searches the limit on steps ended.
  var cutShort: Int { outcomes.count { $0.isCutShort } }

  /// The row of the grid of all kinds.
  var row: [Grid.Cell] {
    let steps = outcomes.reduce(0.0) { $0 + Double($1.steps) }
    return [
      .text(knowledge.words(known: known)), .count(outcomes.count),
      .share(success(level: 0.95).value), .share(share(above: 0.999)), .share(share(above: 0.2)),
      .number(steps / Double(max(outcomes.count, 1))), .count(cutShort),
    ]
  }

  /// The header of that grid.
  static let header = [
    "the adversary knows", "people tried", "mean risk", "surely found", "risk above 20 %",
    "steps a person", "cut short",
  ]
}
