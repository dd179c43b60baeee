import Evaluation
import Numerics
import TestSupport
import Testing

@testable import Attacks

/// What every comparison must hold to, whatever it compares.
enum KnownEvidenceChecks {
  /// A cost depends on its pair alone, none is not-a-number, and people who are not in the table
  /// can be compared with nobody.
  static func expectPairwise(_ known: KnownEvidence, extra: [UInt32] = []) {
    let (targets, candidates) = (known.targets + extra, known.candidates + extra)
    for item in known.evidence {
      let whole = item.comparison.costs(targets: targets, candidates: candidates)
      #expect(whole.rowCount == targets.count && whole.columnCount == candidates.count)
      #expect(!whole.values.contains { $0.isNaN || $0 < 0 }, "\(item.feature.id)")
      for row in targets.indices.reversed() {
        let alone = item.comparison.costs(
          targets: [targets[row]], candidates: candidates.reversed())
        #expect(alone.values.reversed() == Array(whole.row(row)), "\(item.feature.id)")
      }
      let half = candidates.indices.filter { $0 % 2 == 1 }
      let some = item.comparison.costs(targets: targets, candidates: half.map { candidates[$0] })
      for row in targets.indices {
        let own = whole.row(row)
        #expect(Array(some.row(row)) == half.map { own[own.startIndex + $0] })
      }
      let strangers = item.comparison.costs(
        targets: [1_000_000] + targets.prefix(1), candidates: [1_000_000] + candidates.prefix(1))
      #expect(strangers.values.prefix(3).allSatisfy { $0 == .infinity }, "\(item.feature.id)")
      #expect(item.comparison.costs(targets: [], candidates: candidates).values.isEmpty)
      #expect(item.comparison.costs(targets: targets, candidates: []).values.isEmpty)
    }
  }

  /// How many targets have their own candidate first in the sum of all features, ties shared; who
  /// can't be compared stands in the middle of a target's candidates.
  static func found(_ known: KnownEvidence, features: [Int]? = nil) -> Double {
    let eligible = known.eligible
    var sums = [Float](repeating: 0, count: eligible.count * eligible.count)
    for feature in features ?? Array(known.evidence.indices) {
      let costs = known.evidence[feature].comparison.costs(targets: eligible, candidates: eligible)
      for row in 0..<eligible.count {
        let own = Array(costs.row(row))
        let finite = own.filter(\.isFinite)
        let middle = finite.reduce(0, +) / Float(max(finite.count, 1))
        for (column, cost) in own.enumerated() {
          sums[row * eligible.count + column] += cost.isFinite ? cost : middle
        }
      }
    }
    return (0..<eligible.count).reduce(0.0) { found, row in
      let own = sums[(row * eligible.count)..<((row + 1) * eligible.count)]
      let cost = own[own.startIndex + row]
      return own.contains { $0 < cost } ? found : found + 1 / Double(own.count { $0 == cost })
    }
  }

  /// Who has nothing to be found by is found no more often than by chance.
  ///
  /// Where candidates are dealt to targets at random, n targets have one hit in all on average,
  /// ties shared, with a variance of at most n / (n - 1) (Hoeffding 1951, Ann. Math. Stat. 22). Over R
  /// runs of n >= 10 the sum has mean R and a deviation below sqrt(1.12 R). The tail is no heavier
  /// than a Poisson's of that variance: P(Poisson(22) >= 22 + 6.5 sqrt(22)) < 1e-7.
  static func expectChance(_ run: (UInt64) throws -> Double) rethrows {
    let runs = NullControl.runs
    var sum = 0.0
    for seed in 0..<UInt64(runs) { sum += try run(seed) }
    let deviation = (1.12 * Double(runs)).squareRoot()
    #expect(abs(sum - Double(runs)) < 6.5 * deviation)
  }
}
