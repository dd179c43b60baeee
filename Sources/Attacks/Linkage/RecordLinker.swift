public import Numerics

/// Finds which rows of two tables, or of one, are about one person.
///
/// Fellegi and Sunter's model: columns are compared by levels, each level is evidence of log2(m /
/// u) bits, m and u being its probability in one person's pairs and in two people's; u from random
/// pairs and the values' own frequencies, m by expectation maximisation. A value that is equal
/// counts by its own frequency, so that a rare name says more than a common one. Missing values are
/// no evidence.
///
/// **Guarantee** none on the truth: columns that depend on each other given the truth make the
/// stated probabilities too sharp; the audit measures by how much.
/// **Source** Fellegi and Sunter, JASA 64 (1969); Winkler 1988; Enamorado, Fifield and Imai, APSR
/// 113 (2019); term frequencies as in Splink (Linacre et al., IJPDS 7, 2022).
/// **Cost** O(rows) for each blocking rule tried, O(pairs x columns) for those compared; 16 bytes a
/// pair.
public struct RecordLinker: Sendable {
  /// How it is done.
  public struct Options: Sendable {
    /// The seed of the pairs drawn.
    public var seed: UInt64 = 1
    /// The most pairs that chosen rules may let through.
    public var pairBudget = 4_000_000
    /// The rules to compare pairs by; `nil` to choose them.
    public var rules: [BlockingRule]?
    /// The rules to learn from; `nil` to choose them.
    public var trainingRules: [BlockingRule]?
    /// Levels of some columns, by position; the others' are chosen by their values.
    public var levels: [Int: [ComparisonLevel]] = [:]
    /// Whether an equal value counts by its own frequency.
    public var usesTermFrequencies = true
    /// How many random pairs tell what chance gives.
    public var chancePairs = 500_000
    /// A round of estimation that moves no parameter by more than this is the last.
    public var tolerance = 1e-4
    /// The most rounds of estimation.
    public var mostRounds = 100
    /// How many threads are used.
    public var workers = Workers.automatic

    /// The defaults.
    public init() {}
  }

  /// More pairs than this are refused, 1.6 GB: rules that were given included.
  static let mostPairs = 100_000_000

  private let records: LinkageRecords
  private let options: Options
  private let comparer: PairComparer

  /// Prepares the columns.
  ///
  /// - Throws: `LinkageError`.
  public init(_ records: LinkageRecords, options: Options = Options()) throws(LinkageError) {
    self.records = records
    self.options = options
    comparer = try PairComparer(records, levels: options.levels)
  }

  /// Learns, chooses rules, compares and weighs.
  ///
  /// - Throws: `LinkageError.noSuchColumn` for a rule's column, `tooManyPairs` for rules given.
  public func link() throws(LinkageError) -> Linkage {
    guard records.pairCount > 0 else { return Linkage(emptyOf: records, comparer) }
    let chance = ChanceAgreement(
      records, comparer: comparer, sampleSize: options.chancePairs, seed: options.seed,
      workers: options.workers)
    let training = ModelTraining(
      records: records, comparer: comparer, chance: chance, options: options)
    var costs = RuleCosts(records, workers: options.workers)
    let sessions = training.sessions(try training.rules(&costs), costs)
    let plan = try BlockingPlanner(records: records, options: options).plan(sessions, &costs)
    let pairs = CandidatePairs(
      rules: plan.rules.map { costs.codes(of: $0) }, comparer: comparer, workers: options.workers)
    let model = settled(pairs.patterns, plan, training, sessions)
    return Linkage(
      records: records, comparisons: comparer.comparisons, plan: plan, model: model,
      sessions: sessions, pairs: pairs,
      frequencies: options.usesTermFrequencies
        ? TermFrequencies(records, comparer.comparisons, model: model) : nil)
  }

  /// The model with the share of matches that the compared pairs themselves bear out.
  private func settled(
    _ patterns: ComparisonPatterns, _ plan: BlockingPlan, _ training: ModelTraining,
    _ sessions: [ModelTraining.Session]
  ) -> MatchModel {
    let most = max(records.mostMatches, 1)
    var matches = min(max(sessions.map(\.matches).max() ?? 1, 1), most)
    var model = MatchModel(matching: [], differing: [], matchShare: 0)
    for _ in 0..<20 {
      let share = min(matches / records.pairCount, 0.5)
      let matching = training.combined(sessions, differing: training.chance.shares, matchShare: 0)
        .matching
      model = training.combined(
        sessions,
        differing: training.chance.differing(matching: matching, matchShare: share),
        matchShare: share)
      let found = zip(model.probabilities(of: patterns), patterns.counts).reduce(0) {
        $0 + $1.0 * $1.1
      }
      let next = min(max(found / max(plan.coverage, 0.5), 1), most)
      let isSettled = abs(next - matches) <= 1e-4 * matches
      matches = next
      if isSettled { break }
    }
    return model
  }
}
