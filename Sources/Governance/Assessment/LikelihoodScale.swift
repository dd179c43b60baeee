public import Findings

/// CNIL's scale of likelihood, with thresholds on a measured probability.
///
/// CNIL words its four levels and gives no numbers: it does not seem possible, seems difficult,
/// seems possible, seems extremely easy for the sources of risk to carry the threat out. The
/// numbers are this project's reading of them, from the cell sizes of statistical practice
/// (docs/thresholds.md), and are compared with the upper end of the interval, so that a risk that
/// was measured on few people is never called small for that.
///
/// **Source** CNIL, *Privacy Impact Assessment: Knowledge Bases* (2018), scale for estimating
/// likelihood; El Emam, *Guide to the De-Identification of Personal Health Information* (2013),
/// chapter 16, for cells of 20, 5 and 2.
public enum LikelihoodScale {
  /// The lowest probability of each level above negligible.
  static let thresholds: [(level: AssessedLikelihood.Level, from: Double, because: String)] = [
    (.maximum, 0.5, "at least every second person (cell of 2)"),
    (.significant, 0.2, "above what the commonest minimum cell size of 5 allows"),
    (.limited, 0.05, "above what the strictest minimum cell size of 20 allows"),
  ]

  /// Where scale and thresholds come from, in one sentence.
  static let source =
    "Levels: CNIL, PIA Knowledge Bases (2018), which words them and gives no numbers. Thresholds "
    + "0.05, 0.2 and 0.5 on the upper end of the interval: cells of 20, 5 and 2, El Emam (2013), "
    + "chapter 16; docs/thresholds.md."

  /// The level of a probability.
  ///
  /// - Returns: `maximum` also for what is no number: what can't be compared is not small.
  public static func level(of upperBound: Double) -> AssessedLikelihood.Level {
    guard !upperBound.isNaN else { return .maximum }
    return thresholds.first { upperBound >= $0.from }?.level ?? .negligible
  }

  /// The likelihood that people are found, from the attack with the highest upper bound.
  static func likelihood(of report: RiskReport) -> AssessedLikelihood {
    let bounds = report.attacks.map { (id: $0.id, bound: bound(of: $0), result: $0) }
    let worst = bounds.max {
      ($0.bound, $0.result.success.lower, $1.id) < ($1.bound, $1.result.success.lower, $0.id)
    }
    guard let worst else {
      return AssessedLikelihood(
        level: nil, upperBound: nil, attack: nil,
        sentence: "No attack was run, so no likelihood can be stated: people must estimate it.",
        source: source)
    }
    let level = level(of: worst.bound)
    let why =
      thresholds.first { $0.level == level }?.because
      ?? "below what the strictest minimum cell size of 20 allows"
    return AssessedLikelihood(
      level: level, upperBound: worst.bound, attack: worst.id,
      sentence: "\(worst.result.attack.title): at most \(Phrase.ofHundred(worst.bound)) of 100 "
        + "(\(upperEnd(worst.result))); \(why).",
      source: source)
  }

  /// The probability that an attack's level rests on: what the release adds where a value is
  /// guessed, for which a guess without the release is right now and then, else its success.
  static func bound(of result: AttackResult) -> Double {
    let added = result.attack.risk == .inference && result.control != nil
    return min(max((added ? result.excess : result.success).upper, 0), 1)
  }

  private static func upperEnd(_ result: AttackResult) -> String {
    let estimate =
      result.attack.risk == .inference && result.control != nil ? result.excess : result.success
    switch estimate.method {
    case .exact: return "exact, nothing was sampled"
    case .model: return "a fitted model, whose interval is not known"
    default: return "upper end of the \(Phrase.perCent(estimate.level)) interval"
    }
  }
}

extension AssessedLikelihood.Level {
  /// Its name.
  var name: String {
    switch self {
    case .negligible: "negligible"
    case .limited: "limited"
    case .significant: "significant"
    case .maximum: "maximum"
    }
  }
}
