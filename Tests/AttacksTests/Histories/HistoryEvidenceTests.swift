import Evaluation
import Numerics
import Testing

@testable import Attacks

@Suite("Evidence of known choices")
struct HistoryEvidenceTests {
  static let columns = HistoryColumns(item: "film", value: "stars", day: "day")

  // Would catch another weight, another likeness, a choice counted twice, or a missing number that
  // speaks for somebody: the oracle is the attack on the release without the other column.
  @Test("costs are minus the scores of the attack", arguments: UInt64(0)..<10)
  func sameAsAttack(seed: UInt64) throws {
    let release = try RandomHistories.some(people: 12, items: 9, entries: 140, seed: seed)
    let adversary = try HistoryAdversary(knownItems: 4, wrongItems: 1, dayError: 3, valueError: 1)
    let found = HistoryAttack.evidence(
      release: release, adversary: adversary, table: "ratings", columns: Self.columns, seed: seed)
    let sampler = HistorySampler(release)
    var source = SeededGenerator(seed: seed, stream: "histories/evidence/ratings")
    let clues = (0..<UInt32(12)).map { sampler.clue(of: $0, for: adversary, using: &source) }
    let people = Array(UInt32(0)..<12)
    let scales = HistoryScales(suiting: release)
    let bare = release.withoutDays.withoutValues
    let releases = [bare, release.withoutDays, release.withoutValues]
    for (feature, part) in zip(found.evidence, releases) {
      let costs = feature.comparison.costs(targets: people, candidates: people)
      let attack = HistoryAttack(release: part, scales: scales)
      try attack.attack(clues) { candidate, ranking in
        var scores = [Double](repeating: 0, count: 12)
        for group in ranking.groups {
          for member in group.members { scores[Int(member)] = group.score }
        }
        for target in people where !release.entries(of: Int(target)).isEmpty {
          let cost = Double(costs.values[Int(target) * 12 + candidate])
          #expect(abs(cost + scores[Int(target)]) < 1e-4, "\(feature.feature.id)")
        }
      }
    }
    EvidenceChecks.sameInBatches(found.evidence, people)
  }

  @Test("people are found by a few choices of their own, and by chance with shuffled labels")
  func planted() throws {
    let release = try RandomHistories.some(
      people: 30, items: 400, entries: 900, missing: 0, seed: 3)
    let found = HistoryAttack.evidence(
      release: release, table: "ratings", columns: Self.columns, seed: 1)
    #expect(
      found.evidence.map(\.feature.columns) == [["film"], ["film", "stars"], ["film", "day"]])
    for feature in found.evidence {
      #expect(EvidenceChecks.found(feature, found.eligible) > 0.9, "\(feature.feature.id)")
      let (excess, tolerance) = EvidenceChecks.shuffledExcess(
        feature, found.eligible, runs: 200, seed: 2)
      #expect(abs(excess) < tolerance, "\(feature.feature.id)")
    }
  }

  @Test("who chose nothing is compared with nobody; columns that are not there give no feature")
  func missing() throws {
    let release = try SparseHistories(
      subjectCount: 3, itemCount: 4, subjects: [0, 0, 1], items: [1, 2, 2])
    let found = HistoryAttack.evidence(
      release: release, table: "likes", columns: Self.columns, seed: 1)
    #expect(found.evidence.map(\.feature.id) == ["histories/known-items"])
    #expect(found.eligible == [0, 1])
    #expect(EvidenceChecks.isIncomparable(found.evidence[0], 2, [0, 1, 2]))
  }
}
