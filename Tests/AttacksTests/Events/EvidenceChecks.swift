import Evaluation
import Numerics
import Testing

@testable import Attacks

/// What every channel's evidence has to hold to.
enum EvidenceChecks {
  /// The share of people whose own candidate stands first by a feature, ties credited with their
  /// chance.
  static func found(_ feature: ChannelEvidence, _ people: [UInt32]) -> Double {
    let costs = feature.comparison.costs(targets: people, candidates: people)
    let shares = people.indices.map { row -> Double in
      let all = costs.row(row)
      let own = all[all.startIndex + row]
      guard own.isFinite, !all.contains(where: { $0 < own }) else { return 0 }
      return 1 / Double(all.count { $0 == own })
    }
    return shares.reduce(0, +) / Double(max(people.count, 1))
  }

  /// Costs are the same whatever batch a target is in, and whoever else is a candidate.
  static func sameInBatches(_ evidence: [ChannelEvidence], _ people: [UInt32]) {
    for feature in evidence {
      let whole = feature.comparison.costs(targets: people, candidates: people)
      for (row, target) in people.enumerated() {
        let alone = feature.comparison.costs(targets: [target], candidates: people)
        #expect(Array(alone.row(0)) == Array(whole.row(row)), "\(feature.feature.id)")
      }
      let some = Array(people.reversed().prefix(max(people.count / 2, 1)))
      let part = feature.comparison.costs(targets: people, candidates: some)
      for row in people.indices {
        let expected = some.compactMap { candidate in
          people.firstIndex(of: candidate).map { whole.values[row * people.count + $0] }
        }
        #expect(Array(part.row(row)) == expected, "\(feature.feature.id)")
      }
      let nobody = feature.comparison.costs(targets: [], candidates: people)
      #expect(nobody.values.isEmpty)
      #expect(feature.comparison.costs(targets: people, candidates: []).values.isEmpty)
    }
  }

  /// Whether nothing of a data subject can be compared, as target and as candidate.
  static func isIncomparable(_ feature: ChannelEvidence, _ subject: UInt32, _ all: [UInt32]) -> Bool
  {
    feature.comparison.costs(targets: [subject], candidates: all).values
      .allSatisfy { $0 == .infinity }
      && feature.comparison.costs(targets: all, candidates: [subject]).values
        .allSatisfy { $0 == .infinity }
  }

  /// How many more than by chance are found over permutations of who is who, in the mean.
  ///
  /// By chance it is 1 in each run, less where some people can be compared with nobody: the share
  /// of those who can. Its variance is at most 2, so the mean over runs deviates by 5.6 * sqrt(2 /
  /// runs) with a probability below 1e-6 (normal tail, 4.9 sigma and some room).
  static func shuffledExcess(
    _ feature: ChannelEvidence, _ people: [UInt32], runs: Int, seed: UInt64
  ) -> (excess: Double, tolerance: Double) {
    var source = SeededGenerator(seed: seed, stream: "shuffled")
    let costs = feature.comparison.costs(targets: people, candidates: people)
    var sum = 0.0
    for _ in 0..<runs {
      for (row, column) in source.permutation(count: people.count).enumerated() {
        let all = Array(costs.row(row))
        guard all[column].isFinite, !all.contains(where: { $0 < all[column] }) else { continue }
        sum += 1 / Double(all.count { $0 == all[column] })
      }
    }
    let comparable = people.indices.count { costs.row($0).contains { $0.isFinite } }
    let chance = Double(comparable) / Double(people.count)
    return (sum / Double(runs) - chance, 5.6 * (2 / Double(runs)).squareRoot())
  }
}
