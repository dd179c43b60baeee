import Numerics

/// Learns a model from the tables themselves.
///
/// Pairs are taken from a few strict rules, each on two columns or three; what these rules fix says
/// nothing about their columns, so each rule teaches about the others (Fellegi and Sunter's model
/// by expectation maximisation), and a column's probabilities are the mean over the rules that
/// leave it free, weighted by the matches they found. Rules are taken whose pairs are many more
/// than chance alone gives.
struct ModelTraining: Sendable {
  /// One rule and what it taught.
  struct Session: Sendable {
    let rule: BlockingRule
    let pairs: CandidatePairs
    let outcome: ExpectationMaximisation.Outcome
    /// For each pair of the session's patterns the probability of being one person.
    let probabilities: [Double]
    /// The number of matches it believes in.
    var matches: Double { zip(probabilities, pairs.patterns.counts).reduce(0) { $0 + $1.0 * $1.1 } }
  }

  let records: LinkageRecords
  let comparer: PairComparer
  let chance: ChanceAgreement
  let options: RecordLinker.Options

  /// The most pairs that one session compares.
  static let mostPairs = 1_000_000.0
  /// Columns beyond these, the ones that agree by chance least, open no session.
  private static let mostColumns = 8
  /// A session's pairs must be at least this many times what chance gives.
  private static let leastExcess = 2.0

  /// The rules to learn from.
  ///
  /// - Complexity: O(rows) for each pair (and triple, in tables to 100,000 rows) of columns.
  func rules(_ costs: inout RuleCosts) throws(LinkageError) -> [BlockingRule] {
    if let given = options.trainingRules {
      try costs.prepare(given)
      return given
    }
    let keys = records.fields.indices.map { BlockingKey($0) }
    try costs.prepare([BlockingRule(keys)])
    let agreeing = costs.pairCounts(of: keys.map { BlockingRule([$0]) })
    let useful = keys.indices.filter { agreeing[$0] > 0 }
      .sorted { (agreeing[$0], $0) < (agreeing[$1], $1) }.prefix(Self.mostColumns)
    let candidates = Self.combinations(useful.sorted(), withTriples: records.rightCount <= 100_000)
    let counts = costs.pairCounts(of: candidates.map { BlockingRule($0.map { keys[$0] }) })
    let total = records.pairCount
    var promising: [(fields: [Int], excess: Double)] = []
    for (fields, count) in zip(candidates, counts) where count > 0 && count <= Self.mostPairs {
      let expected = fields.reduce(total) { $0 * agreeing[$1] / total }
      if count >= Self.leastExcess * expected, count - expected >= 10 {
        promising.append((fields, count - expected))
      }
    }
    return Self.choose(promising, fieldCount: keys.count).map { BlockingRule($0.map { keys[$0] }) }
  }

  private static func combinations(_ fields: [Int], withTriples: Bool) -> [[Int]] {
    var sets: [[Int]] = []
    for first in fields.indices {
      for second in fields.indices.dropFirst(first + 1) {
        sets.append([fields[first], fields[second]])
        guard withTriples else { continue }
        for third in fields.indices.dropFirst(second + 1) {
          sets.append([fields[first], fields[second], fields[third]])
        }
      }
    }
    return sets
  }

  /// At most four rules, those with the largest excess first, until each column is free in two.
  private static func choose(
    _ promising: [(fields: [Int], excess: Double)], fieldCount: Int
  ) -> [[Int]] {
    var chosen: [[Int]] = []
    var free = [Int](repeating: 0, count: fieldCount)
    var left = promising.sorted {
      $0.excess != $1.excess
        ? $0.excess > $1.excess : $0.fields.lexicographicallyPrecedes($1.fields)
    }
    while chosen.count < 4, !left.isEmpty {
      let wanted = Set(free.indices.filter { free[$0] < 2 })
      if wanted.isEmpty { break }
      // The rule that frees the most columns that still want one; the first of equals.
      let gains = left.map { rule in wanted.count { !rule.fields.contains($0) } }
      guard let best = gains.max(), best > 0, let place = gains.firstIndex(of: best) else { break }
      let rule = left.remove(at: place).fields
      for field in free.indices where !rule.contains(field) { free[field] += 1 }
      chosen.append(rule)
    }
    return chosen
  }

  /// Compares the pairs of each rule and learns from them.
  func sessions(_ rules: [BlockingRule], _ costs: RuleCosts) -> [Session] {
    var share = min(records.mostMatches / 10 / max(records.pairCount, 1), 0.1)
    var matching = MatchModel.start(levelCounts: comparer.levelCounts, matchShare: 0.5).matching
    let pairs = rules.map {
      CandidatePairs(rules: [costs.codes(of: $0)], comparer: comparer, workers: options.workers)
    }
    var sessions: [Session] = []
    // What chance gives depends on how many matches there are, which only matters in small tables:
    // the third round moves nothing that can be seen.
    for _ in 0..<3 {
      let differing = chance.differing(matching: matching, matchShare: share)
      sessions = zip(rules, pairs).map { session($0, $1, differing: differing) }
      let model = combined(sessions, differing: differing, matchShare: share)
      matching = model.matching
      let most = sessions.map(\.matches).max() ?? 0
      share = min(max(most, 1) / max(records.pairCount, 1), 0.5)
    }
    return sessions
  }

  private func session(
    _ rule: BlockingRule, _ pairs: CandidatePairs, differing: [[Double]]
  ) -> Session {
    var start = MatchModel.start(levelCounts: comparer.levelCounts, matchShare: 0.5)
    start.differing = differing
    let heldOut = Set(rule.fields)
    let estimation = ExpectationMaximisation(
      freedom: .init(
        matching: Set(records.fields.indices).subtracting(heldOut), heldOut: heldOut),
      tolerance: options.tolerance, mostRounds: options.mostRounds, pseudoPairs: 2)
    let outcome = estimation.run(pairs.patterns, from: start)
    return Session(
      rule: rule, pairs: pairs, outcome: outcome,
      probabilities: outcome.model.without(heldOut).probabilities(of: pairs.patterns))
  }

  /// The mean of the sessions, each column from those that leave it free.
  func combined(
    _ sessions: [Session], differing: [[Double]], matchShare: Double
  ) -> MatchModel {
    var model = MatchModel.start(levelCounts: comparer.levelCounts, matchShare: matchShare)
    model.differing = differing
    for field in records.fields.indices {
      let free = sessions.filter { !$0.rule.fields.contains(field) }
      let weight = free.reduce(0) { $0 + $1.matches }
      guard weight > 0 else { continue }
      model.matching[field] = model.matching[field].indices.map { level in
        free.reduce(0) { $0 + $1.matches * $1.outcome.model.matching[field][level] } / weight
      }
    }
    return model
  }
}
