import Numerics
import Tables

/// Which rules to compare pairs by, and what they are expected to reach.
public struct BlockingPlan: Sendable, Equatable {
  /// The rules, in the order in which pairs are given to them.
  public let rules: [BlockingRule]
  /// The exact number of pairs of each rule on its own.
  public let pairCounts: [Double]
  /// The estimated share of matches that at least one rule lets through.
  ///
  /// Columns are taken to be independent given the truth; how a match agrees in the keys of a
  /// column is taken from the matches that training found by rules on other columns. It is an
  /// estimate: rules that were given have 1.
  public let coverage: Double
}

/// Chooses rules under a budget of pairs.
///
/// Candidates are the keys of each column (all of it, beginnings, ends, parts of dates), alone and
/// in pairs of columns. Their cost is exact. What they reach is counted on drawn matches. The rule
/// that adds most for its pairs is taken, again and again, until nothing adds a two-thousandth or
/// the budget is spent.
///
/// **Source** the greedy rule for budgeted maximum coverage (Khuller, Moss and Naor 1999); blocking
/// by a union of equalities as in Splink and in Bilenko, Kamath and Mooney 2006.
struct BlockingPlanner: Sendable {
  let records: LinkageRecords
  let options: RecordLinker.Options

  private static let drawnMatches = 8_192
  private static let leastGain = 1.0 / 2_000
  /// Columns beyond these, the ones with the fewest values, give no keys.
  private static let mostColumns = 10

  func plan(
    _ sessions: [ModelTraining.Session], _ costs: inout RuleCosts
  ) throws(LinkageError) -> BlockingPlan {
    if let rules = options.rules {
      try costs.prepare(rules)
      let counts = costs.pairCounts(of: rules)
      let total = counts.reduce(0, +)
      guard total <= Double(max(options.pairBudget, RecordLinker.mostPairs)) else {
        throw .tooManyPairs(
          count: Int(min(total, 1e15)), limit: max(options.pairBudget, RecordLinker.mostPairs))
      }
      return BlockingPlan(rules: rules, pairCounts: counts, coverage: 1)
    }
    if records.pairCount <= Double(options.pairBudget) {
      return BlockingPlan(rules: [.all], pairCounts: [records.pairCount], coverage: 1)
    }
    let keys = candidateKeys()
    try costs.prepare([BlockingRule(keys.flatMap(\.self))])
    let single = keys.flatMap(\.self).map { BlockingRule([$0]) }
    let singleCounts = costs.pairCounts(of: single)
    let costOf = Dictionary(zip(single, singleCounts), uniquingKeysWith: { first, _ in first })
    // A rule that is cheap on its own only loses by a second key.
    let cheap = Double(options.pairBudget) / 4
    let broad = keys.map { $0.filter { costOf[BlockingRule([$0]), default: 0] > cheap } }
    let double = broad.indices.flatMap { first in
      broad.indices.dropFirst(first + 1).flatMap { second in
        broad[first].flatMap { key in broad[second].map { BlockingRule([key, $0]) } }
      }
    }
    let doubleCounts = costs.pairCounts(of: double)
    let affordable = zip(single + double, singleCounts + doubleCounts).filter {
      $1 > 0 && $1 <= Double(options.pairBudget)
    }
    let drawn = drawnMatches(keys, sessions, costs)
    return choose(affordable, drawn)
  }

  private func candidateKeys() -> [[BlockingKey]] {
    let fields = records.fields.indices.sorted {
      let (first, second) = (records.fields[$0], records.fields[$1])
      return first.dictionary.count != second.dictionary.count
        ? first.dictionary.count > second.dictionary.count : $0 < $1
    }.prefix(Self.mostColumns).sorted()
    return fields.map { field in
      let forms: [KeyForm] =
        switch records.fields[field].kind {
        case .text, .words: [.whole, .prefix(3), .suffix(3)]
        case .date: [.whole, .year, .monthAndDay]
        case .category, .number, .place: [.whole]
        }
      return forms.map { BlockingKey(field, $0) }
    }
  }

  /// For each key the drawn matches that agree in it, a bit each.
  private func drawnMatches(
    _ keys: [[BlockingKey]], _ sessions: [ModelTraining.Session], _ costs: RuleCosts
  ) -> [BlockingKey: [UInt64]] {
    var source = SeededGenerator(seed: options.seed, stream: "linkage/coverage")
    var drawn: [BlockingKey: [UInt64]] = [:]
    for keys in keys {
      guard let field = keys.first?.field else { continue }
      let masks = agreements(keys, of: field, sessions, costs)
      for key in keys { drawn[key] = [UInt64](repeating: 0, count: Self.drawnMatches / 64) }
      for match in 0..<Self.drawnMatches {
        let mask = masks[source.index(below: masks.count)]
        for (place, key) in keys.enumerated() where mask & (1 << UInt64(place)) != 0 {
          drawn[key]?[match / 64] |= 1 << UInt64(match % 64)
        }
      }
    }
    return drawn
  }

  /// How probable matches agree in the keys of a column, one bit set a match; where there are none,
  /// nine of ten agree in all.
  private func agreements(
    _ keys: [BlockingKey], of field: Int, _ sessions: [ModelTraining.Session], _ costs: RuleCosts
  ) -> [UInt64] {
    let codes = keys.map { costs.codes(of: $0) }
    var masks: [UInt64] = []
    for session in sessions where !session.rule.fields.contains(field) {
      let step = max(session.pairs.count / 50_000, 1)
      for pair in stride(from: 0, to: session.pairs.count, by: step)
      where session.probabilities[Int(session.pairs.patternIDs[pair])] >= 0.5 {
        var mask: UInt64 = 0
        for (place, codes) in codes.enumerated()
        where codes?.agree(Int(session.pairs.left[pair]), Int(session.pairs.right[pair])) == true {
          mask |= 1 << UInt64(place)
        }
        masks.append(mask)
      }
    }
    return masks.count >= 30 ? masks : [UInt64](repeating: .max, count: 9) + [0]
  }

  private func choose(
    _ rules: [(BlockingRule, Double)], _ drawn: [BlockingKey: [UInt64]]
  ) -> BlockingPlan {
    let words = Self.drawnMatches / 64
    let reached = rules.map { rule, _ in
      rule.keys.reduce([UInt64](repeating: .max, count: words)) { bits, key in
        zip(bits, drawn[key] ?? []).map { $0 & $1 }
      }
    }
    var covered = [UInt64](repeating: 0, count: words)
    var (budget, chosen) = (Double(options.pairBudget), [Int]())
    while true {
      var best: (rule: Int, value: Double)?
      for index in rules.indices where rules[index].1 <= budget && !chosen.contains(index) {
        let gain = zip(reached[index], covered).reduce(0) { $0 + ($1.0 & ~$1.1).nonzeroBitCount }
        guard Double(gain) >= Self.leastGain * Double(Self.drawnMatches) else { continue }
        let value = Double(gain) / rules[index].1
        if best.map({ value > $0.value }) ?? true { best = (index, value) }
      }
      guard let best else { break }
      chosen.append(best.rule)
      budget -= rules[best.rule].1
      covered = zip(covered, reached[best.rule]).map { $0 | $1 }
    }
    let share = covered.reduce(0) { $0 + $1.nonzeroBitCount }
    return BlockingPlan(
      rules: chosen.map { rules[$0].0 }, pairCounts: chosen.map { rules[$0].1 },
      coverage: Double(share) / Double(Self.drawnMatches))
  }
}
