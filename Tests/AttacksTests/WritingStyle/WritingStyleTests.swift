import Evaluation
import Findings
import Foundation
import Numerics
import TestSupport
import Testing

@testable import Attacks

@Suite("How a person writes")
struct WritingStyleTests {
  @Test("people with words of their own are found, those outside are told by the gap")
  func found() throws {
    let posts = SyntheticAuthors.posts(people: 40, each: 6, words: 40, habit: 0.3, seed: 4)
    let result = try #require(
      try WritingStyle.results(
        for: SyntheticAuthors.setting(40, control: 0.25), texts: AuthorTexts(posts)
      ).first)
    #expect(result.id == "style/authorship/posts")
    #expect(result.success.value == 1)
    #expect(result.setting.targets == 30 && result.setting.controls == 10)
    #expect(result.setting.candidates == 30)
    #expect(Self.value(result, "open-set/precision-at-half-recall") == 1)
    #expect(result.sentence.contains("lower bound"))
    #expect(result.attack.doesNotCover.contains("2602.16800"))
    // By candidates, by words and the other charts all have points.
    #expect(result.charts.count == 4)
    #expect(result.charts.allSatisfy { $0.series.allSatisfy { !$0.points.isEmpty } })
  }

  // Two exact duplicates tie every person's halves, and nothing else does: with the copies left in
  // everybody would be found.
  @Test("texts that occur twice are left out and counted, whoever wrote them")
  func copies() throws {
    var posts = SyntheticAuthors.posts(people: 30, each: 6, words: 40, habit: 0, seed: 5)
    for person in 0..<30 {
      let own = "zz\(person) " + SyntheticAuthors.word(person + 9_000)
      let copied = String(repeating: own + " ", count: 40)
      posts[person].insert(copied, at: 0)
      posts[person].append("  " + copied + "\n")
    }
    posts[3].append(posts[4][2])
    let result = try #require(
      try WritingStyle.results(
        for: SyntheticAuthors.setting(30), texts: AuthorTexts(posts)
      ).first)
    #expect(Self.value(result, "copies") == 62)
    // P(B(30, 1/30) >= 9) = 4e-7, from the binomial tail.
    #expect(result.success.value < 0.3)
  }

  // Everybody draws words from one vocabulary: 28 or more alarms of 200 at 5 % have a probability
  // below 1e-6.
  @Test("people who write alike are not found", arguments: [false, true])
  func nullControl(withAuxiliary: Bool) throws {
    var alarms = 0
    for seed in UInt64(0)..<UInt64(NullControl.runs) {
      let posts = SyntheticAuthors.posts(people: 10, each: 4, words: 30, habit: 0, seed: seed)
      let setting = SyntheticAuthors.setting(10, seed: seed)
      let result =
        withAuxiliary
        ? try WritingStyle.results(
          for: setting, texts: AuthorTexts(posts.map { Array($0[..<2]) }),
          auxiliary: AuxiliaryTexts(
            name: "forum", texts: posts.map { Array($0[2...]) }, subjects: (0..<10).map { $0 }))
        : try WritingStyle.results(for: setting, texts: AuthorTexts(posts))
      if result[0].excess.lower > 0 { alarms += 1 }
    }
    #expect(alarms <= NullControl.mostAlarms, "\(alarms)")
  }

  // People have styles, but the auxiliary names are shuffled: found people would be chance.
  @Test("shuffled authors are found as often as chance finds them")
  func shuffled() throws {
    var alarms = 0
    for seed in UInt64(0)..<UInt64(NullControl.runs) {
      let posts = SyntheticAuthors.posts(people: 10, each: 4, words: 30, habit: 0.3, seed: seed)
      var source = SeededGenerator(seed: seed, stream: "shuffle")
      let truths = source.permutation(count: 10).map { Optional(UInt32($0)) }
      let result = try WritingStyle.results(
        for: SyntheticAuthors.setting(10, seed: seed),
        texts: AuthorTexts(posts.map { Array($0[..<2]) }),
        auxiliary: AuxiliaryTexts(
          name: "forum", texts: posts.map { Array($0[2...]) }, subjects: truths))
      // One permutation is one draw, not ten: the number of fixed points is Poisson-like with mean
      // 1, and the interval of B(10, .1) covers it as often.
      if result[0].excess.lower > 0 { alarms += 1 }
    }
    #expect(alarms <= NullControl.mostAlarms, "\(alarms)")
  }

  @Test("another party's people outside the release have no right answer")
  func outsiders() throws {
    let posts = SyntheticAuthors.posts(people: 40, each: 4, words: 40, habit: 0.3, seed: 7)
    let result = try #require(
      try WritingStyle.results(
        for: SyntheticAuthors.setting(20),
        texts: AuthorTexts(posts[..<20].map { Array($0[..<2]) }),
        auxiliary: AuxiliaryTexts(
          name: "forum", texts: posts.map { Array($0[2...]) },
          subjects: (0..<40).map { $0 < 20 ? UInt32($0) : nil })
      ).first)
    #expect(result.id == "style/authorship/posts/forum")
    #expect(result.setting.targets == 20 && result.setting.controls == 20)
    #expect(result.success.value == 1)
    #expect(Self.value(result, "open-set/precision-at-half-recall") == 1)
  }

  @Test("nobody, empty texts and one word are one clear error")
  func nobody() {
    let few: [[[String]]] = [
      [], [[]], [["", " "], ["\u{0}\u{7}"]], [["word"], ["another"]],
      // Everything twice: nothing is left.
      [[String(repeating: "a ", count: 99), String(repeating: "a ", count: 99)]],
    ]
    for texts in few {
      #expect(throws: EvaluationError.noTargets(table: "posts")) {
        try WritingStyle.results(
          for: SyntheticAuthors.setting(texts.count), texts: AuthorTexts(texts))
      }
      #expect(throws: EvaluationError.noTargets(table: "forum")) {
        try WritingStyle.results(
          for: SyntheticAuthors.setting(texts.count), texts: AuthorTexts(texts),
          auxiliary: AuxiliaryTexts(
            name: "forum", texts: texts, subjects: texts.indices.map { UInt32($0) }))
      }
    }
  }

  // Scripts without spaces and case, emoji alone, one endless line, control characters: each has
  // features and is told from the others.
  @Test("other scripts, emoji alone and a line without end are texts like others")
  func scripts() throws {
    let alphabets: [[Unicode.Scalar]] = [
      Array("的一是不了人我在有他这为之大来以个中上们"), Array("アイウエオカキクケコ"), Array("कखगघङचछजझञ"),
      Array("🙂🙃😉😊😇🥰😍🤩😘"), Array("аеиоукнгшщз"), Array("ابتثجحخدذر"),
      Array("xyz"), Array("\u{1}\u{2}qw"), Array("ກຂຄງຈ"),
    ].map { $0.flatMap(\.unicodeScalars) }
    var source = SeededGenerator(seed: 6)
    var posts = alphabets.map { alphabet in
      (0..<4).map { _ in
        String(
          String.UnicodeScalarView(
            (0..<400).map { _ in alphabet[source.index(below: alphabet.count)] }))
      }
    }
    posts[6] = (0..<2).map { _ in
      String(
        String.UnicodeScalarView(
          (0..<100_000).map { _ in
            alphabets[6][source.index(below: 3)]
          }))
    }
    let result = try #require(
      try WritingStyle.results(
        for: SyntheticAuthors.setting(posts.count), texts: AuthorTexts(posts), minimumWords: 20
      ).first)
    #expect(result.setting.targets == posts.count)
    #expect(result.success.value == 1)
  }

  @Test("one person alone, identical people, and one target are no trap")
  func degenerate() throws {
    let posts = SyntheticAuthors.posts(people: 5, each: 4, words: 40, habit: 0.5, seed: 8)
    for people in 1...5 {
      for targets in [1, 100] {
        let result = try WritingStyle.results(
          for: SyntheticAuthors.setting(people, targets: targets),
          texts: AuthorTexts(Array(posts[..<people])))
        #expect(result[0].success.value == 1)
      }
    }
    // Nearly the same words: nobody is told from others by much.
    let halves = (0..<4).map { person in
      (0..<4).map { part in
        "\(SyntheticAuthors.word(4 * person + part)) "
          + String(repeating: "so ", count: 30 + 4 * part + person)
      }
    }
    #expect(throws: Never.self) {
      try WritingStyle.results(for: SyntheticAuthors.setting(4), texts: AuthorTexts(halves))
    }
  }

  @Test("the halves are whole texts, in order, as equal in words as can be")
  func halves() {
    let halves = WordHalves(["a b c", "d", "e f g h", "i"])
    #expect(Array(halves.earlier) == ["a b c", "d"])
    #expect(halves.earlierWords == 4 && halves.laterWords == 5)
    let one = WordHalves(["a b c"])
    #expect(one.earlierWords + one.laterWords == 3 && min(one.earlierWords, one.laterWords) == 0)
    #expect(WordHalves([]).laterWords == 0)
  }

  @Test("the k-th least cost is that of the sorted costs")
  func least() {
    var source = SeededGenerator(seed: 9)
    for count in 1...40 {
      let costs = (0..<count).map { _ in Float(source.index(below: 12)) }
      for length in 1...count {
        #expect(AuthorshipRanking.least(length, of: costs) == costs.sorted()[length - 1])
      }
    }
  }

  static func value(_ result: AttackResult, _ id: String) -> Double? {
    result.measures.first { $0.id == id }?.estimate?.value
  }
}
