public import Findings

/// Which channel and which column of a release is to blame for the fused risk.
///
/// The worth of a set of features is the share of people found with them alone, by models fitted
/// anew on them; without any it is the guess. Worth is kept person by person, so that every
/// difference is paired. Give all features that the release carries, those of channels that the
/// fusion does not keep as well: who loses a channel falls back on what was not worth keeping
/// beside it.
///
/// **Guarantee** shares of channels sum to the risk less the guess; on these answers no single
/// column lowers the risk more than the first of `columns`. Intervals are about other people like
/// these and the models at hand: what fitting on other people would change is not in them, and the
/// drop of the column named first is the largest of several, so it flatters a little.
/// **Source** Shapley 1953 for shares; leave one out and greedy removal as in the facts, a12.
/// **Cost** a fit for each group of columns, 2^channels fits for shares, and at most
/// columns * (columns + 1) / 2 for the curve; each set of features is fitted once.
public struct FusionBlame: Sendable {
  /// What each channel adds, the strongest first.
  public let channels: [ChannelContribution]
  /// How many orders of channels were drawn for the shares; `nil` where all sets were tried.
  public let drawnOrders: Int?
  /// What removing columns does, the most effective first; columns that do the same stand together.
  public let removals: [ColumnRemoval]
  /// How much more the first removal lowers the risk than the second; `nil` without a second.
  public let lead: Estimate?
  /// The worst column removed, then the next: each against the state before it.
  public let curve: [ColumnRemoval]
  /// The risk with all features.
  public let risk: Estimate
  /// How much higher it is than that of a guess: a paired difference, what channels share.
  public let excess: Estimate
  /// The risk of a guess.
  public let chance: Double
  /// Every set of features that was fitted, and the empty one; small sets first.
  public let coalitions: [Coalition]
  /// How many times the fusion was fitted.
  public let refitCount: Int
  /// What was cut short, in sentences.
  public let omissions: [String]

  /// Lays the blame.
  ///
  /// - Parameters:
  ///   - features: all features; coalitions name them by their places.
  ///   - chance: what a guess finds: the coalition without features.
  ///   - isKept: whether the fusion keeps a channel.
  ///   - progress: is told before each fit; throws to cancel.
  ///   - fit: what a set of features finds, places rising; asked once for each set.
  /// - Throws: `BlameError` where there is nothing to blame or a fit answers for other people;
  ///   whatever `progress` and `fit` throw.
  public init(
    features: [EvidenceFeature], chance: Coalition, options: BlameOptions,
    isKept: (Channel) -> Bool = { _ in true },
    progress: @escaping (BlameProgress) throws -> Void = { _ in },
    fit: @escaping (_ features: [Int]) throws -> Coalition
  ) throws {
    var table = try CoalitionTable(
      names: features.map(\.id), chance: chance, progress: progress, fit: fit)
    let made = try BlameLaying(features: features, options: options, table: &table)
    let drops = made.ranking.drops
    let estimates = PairedBootstrap(options).estimates(groups: [
      made.shares.shares, drops, made.curve.map { $0.before.less($0.entries[0].coalition) },
      [made.all.less(chance)], made.ranking.lead.map { [$0] } ?? [],
    ])
    channels = made.contributions(
      features, isKept: isKept, shares: estimates[0], level: options.level)
    drawnOrders = made.shares.drawnOrders
    removals = made.ranking.removals(drops: estimates[1], level: options.level)
    curve = zip(made.curve, estimates[2]).compactMap {
      $0.removals(drops: [$1], level: options.level).first
    }
    excess = estimates[3][0]
    lead = estimates[4].first
    risk = made.all.estimate(level: options.level)
    self.chance = chance.risk
    coalitions = made.coalitions
    refitCount = made.refitCount
    omissions = made.omissions
  }

  /// Lays the blame on the features of a problem.
  ///
  /// - Parameter answers: what models say of each target that were fitted on these features of
  ///   other people; several rounds of folds may stand one after the other.
  /// - Throws: as `init(features:chance:options:isKept:progress:fit:)`.
  public init(
    problem: FusionProblem, options: BlameOptions, isKept: (Channel) -> Bool = { _ in true },
    progress: @escaping (BlameProgress) throws -> Void = { _ in },
    answers: @escaping (_ features: [Int]) throws -> [CrossFitting.Answer]
  ) throws {
    try self.init(
      features: problem.features,
      chance: .chance(truth: problem.truth, candidateCount: problem.candidateCount),
      options: options, isKept: isKept, progress: progress,
      fit: { Coalition(features: $0, answers: try answers($0)) })
  }
}
