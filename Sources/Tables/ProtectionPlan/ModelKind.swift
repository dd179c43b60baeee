/// A condition that a release must meet, by the name that a plan gives it.
public enum ModelKind: String, Sendable, CaseIterable {
  case kAnonymity = "k-anonymity"
  case kMap = "k-map"
  case presence = "delta-presence"
  case alpha = "alpha-anonymity"
  case distinctDiversity = "distinct-diversity"
  case shannonDiversity = "shannon-diversity"
  case grassbergerDiversity = "grassberger-diversity"
  case recursiveDiversity = "recursive-diversity"
  case closeness = "t-closeness"
  case disclosure = "delta-disclosure"
  case basicLikeness = "basic-likeness"
  case enhancedLikeness = "enhanced-likeness"
  case averageRisk = "average-risk"
  case sampleUniqueness = "sample-uniqueness"
  case populationUniqueness = "population-uniqueness"
  case differentialPrivacy = "differential-privacy"
  case profitability = "profitability"

  /// The parameters, the first one also as the short form `name: value`.
  public var parameters: [PlanParameter] {
    switch self {
    case .kAnonymity: [Self.groupSize]
    case .kMap:
      [
        Self.groupSize,
        PlanParameter(
          "estimator", .word(["poisson", "zero-truncated-poisson", "weights"]),
          "how the population's group sizes are estimated where no population is given"),
        PlanParameter("alpha", .number(0...1), "the error that the estimate may have"),
      ]
    case .presence:
      [
        PlanParameter("minimum", .number(0...1), required: true, "the least probability"),
        PlanParameter("maximum", .number(0...1), required: true, "the largest probability"),
      ]
    case .averageRisk, .sampleUniqueness:
      [PlanParameter("limit", .number(0...1), required: true, "the largest share allowed")]
    case .populationUniqueness:
      [
        PlanParameter("limit", .number(0...1), required: true, "the largest share allowed"),
        PlanParameter(
          "estimator", .word(["dankar", "pitman", "zayatz", "snb"]), "how uniqueness is estimated"),
      ]
    case .differentialPrivacy:
      [
        PlanParameter("epsilon", .number(1e-6...100), required: true, "the privacy loss"),
        PlanParameter("delta", .number(0...0.1), required: true, "the probability of failure"),
      ]
    case .profitability:
      [
        PlanParameter("adversary", .word(["prosecutor", "journalist"]), "what is known of whom"),
        PlanParameter("no-attack", .flag, "whether no attack at all may pay"),
        PlanParameter("benefit", .number(0...1e12), required: true, "of a record to the publisher"),
        PlanParameter(
          "gain", .number(0...1e12), required: true, "of a found person to the adversary"),
        PlanParameter(
          "loss", .number(0...1e12), required: true, "of a found person to the publisher"),
        PlanParameter("cost", .number(0...1e12), required: true, "of trying to find a person"),
      ]
    default: [Self.sensitiveColumn] + ownParameters
    }
  }

  /// What a model of a sensitive attribute takes beside the column.
  private var ownParameters: [PlanParameter] {
    switch self {
    case .alpha:
      [PlanParameter("alpha", .number(0...1), required: true, "the largest share of one value")]
    case .distinctDiversity, .shannonDiversity, .grassbergerDiversity:
      [PlanParameter("l", .number(1...1e9), required: true, "how many values, or effective values")]
    case .recursiveDiversity:
      [
        PlanParameter("c", .number(0...1e9), required: true, "the factor c of (c,l)-diversity"),
        PlanParameter("l", .integer(2...1_000_000_000), required: true, "the l of (c,l)-diversity"),
      ]
    case .closeness:
      [
        PlanParameter("t", .number(0...1), required: true, "the largest distance"),
        PlanParameter(
          "distance", .word(["equal", "ordered", "hierarchical"]), "between two values"),
      ]
    case .disclosure:
      [PlanParameter("delta", .number(0...1e6), required: true, "the largest |log| ratio")]
    case .basicLikeness, .enhancedLikeness:
      [PlanParameter("beta", .number(0...1e6), required: true, "the largest relative gain")]
    default: []
    }
  }

  private static let groupSize = PlanParameter(
    "k", .integer(1...1_000_000_000), required: true, "how many data subjects look alike at least")
  private static let sensitiveColumn = PlanParameter(
    "column", .column, required: true, "the sensitive attribute")
}
