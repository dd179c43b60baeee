import Evaluation
import Numerics
import TestSupport
import Testing

@testable import Attacks

@Suite("Writing style as evidence")
struct StyleEvidenceTests {
  static func texts(_ people: Int, habit: Double, seed: UInt64) -> AuthorTexts {
    AuthorTexts(
      SyntheticAuthors.posts(people: people, each: 4, words: 40, habit: habit, seed: seed))
  }

  @Test("authors with habits are found, family by family")
  func planted() {
    let known = WritingStyle.evidence(
      table: "posts", column: "text", texts: Self.texts(60, habit: 0.3, seed: 1))
    #expect(known.eligible.count == 60)
    #expect(known.evidence.allSatisfy { $0.feature.columns == ["text"] })
    #expect(
      known.evidence.map(\.feature.id) == [
        "writing-style/character-grams", "writing-style/words", "writing-style/word-pairs",
        "writing-style/frequent-words", "writing-style/punctuation", "writing-style/shapes",
      ])
    // A third of 80 words in each half come from an author's own 20.
    #expect(KnownEvidenceChecks.found(known, features: [0]) > 57)
    #expect(KnownEvidenceChecks.found(known, features: [1]) > 57)
  }

  @Test("costs are those of the attack's cosines, pair by pair")
  func sameCosines() throws {
    let texts = Self.texts(20, habit: 0.2, seed: 2)
    let known = WritingStyle.evidence(table: "posts", column: "text", texts: texts)
    let authorship = try AuthorshipCase(
      halvesOf: texts, setting: SyntheticAuthors.setting(20), minimumWords: 50)
    var place = 0
    _ = authorship.scores(rows: Array(authorship.attacked.indices)) { _, scores in
      let costs = known.evidence[place].comparison.costs(
        targets: authorship.truths, candidates: authorship.candidates)
      for (cost, score) in zip(costs.values, scores.scores.values) where cost.isFinite {
        #expect(abs(cost - max(0, 1 - score)) < 1e-6)
      }
      place += 1
    }
    #expect(place == known.evidence.count)
  }

  @Test("a cost depends on its pair; who wrote too little is not there")
  func pairwise() {
    var posts = SyntheticAuthors.posts(people: 12, each: 4, words: 40, habit: 0.2, seed: 3)
    posts[4] = []
    posts[7] = ["few words"]
    let known = WritingStyle.evidence(table: "posts", column: "text", texts: AuthorTexts(posts))
    #expect(known.targets == [0, 1, 2, 3, 5, 6, 8, 9, 10, 11])
    KnownEvidenceChecks.expectPairwise(known, extra: [12])
    let none = WritingStyle.evidence(table: "posts", column: "text", texts: AuthorTexts([[], []]))
    #expect(none.eligible.isEmpty)
  }

  @Test("another party's people are numbered by their data subjects, others after them")
  func auxiliary() {
    let posts = SyntheticAuthors.posts(people: 30, each: 4, words: 40, habit: 0.3, seed: 4)
    let order = [7, 25, 3, 28, 19, 0]
    let known = WritingStyle.evidence(
      table: "posts", column: "text", texts: AuthorTexts(posts.prefix(20).map { Array($0[..<2]) }),
      auxiliary: AuxiliaryTexts(
        name: "forum", texts: order.map { Array(posts[$0][2...]) },
        subjects: order.map { $0 < 20 ? UInt32($0) : nil }))
    #expect(known.targets == (0..<20).map { UInt32($0) })
    #expect(known.candidates == [0, 3, 7, 19, 20, 21])
    #expect(known.eligible == [0, 3, 7, 19])
    KnownEvidenceChecks.expectPairwise(known, extra: [22])
    #expect(KnownEvidenceChecks.found(known, features: [1]) == 4)
  }

  @Test("authors without habits are found by chance only")
  func chance() {
    KnownEvidenceChecks.expectChance { seed in
      KnownEvidenceChecks.found(
        WritingStyle.evidence(
          table: "posts", column: "text", texts: Self.texts(10, habit: 0, seed: 500 + seed)))
    }
  }
}
