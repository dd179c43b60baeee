import Evaluation
import Tables
import Testing

@testable import Attacks

@Suite("Linking another party's records")
struct LinkRecordsTests {
  @Test("released values say which originals they stand for")
  func generalisedValues() {
    // ARX's and sdcMicro's ways to write intervals, and stars for cut characters.
    let cases: [(String, [String], [String])] = [
      ("[20, 30[", ["20", "29.5"], ["30", "19", "x"]),
      ("[20,30)", ["20"], ["30"]),
      ("(20, 30]", ["30", "21"], ["20"]),
      ("20-29", ["20", "29"], ["30", "19"]),
      ("-5-3", ["-5", "0", "3"], ["-6", "4"]),
      (">=65", ["65", "99"], ["64"]),
      ("<18", ["17", "-1"], ["18"]),
      ("65+", ["65", "70"], ["64"]),
      ("130**", ["13053", "13000"], ["13153", "1305", "130533"]),
      ("*", ["", "anything"], []),
    ]
    for (label, inside, outside) in cases {
      let value = GeneralisedValue(label)
      for other in inside { #expect(value?.covers(other) == true, "\(label) covers \(other)") }
      for other in outside { #expect(value?.covers(other) == false, "\(label) leaves \(other)") }
    }
    for plain in ["", "34", "married", "A-1", "[x", "2020-01-01", "-7", "+"] {
      #expect(GeneralisedValue(plain) == nil, "\(plain) stands for itself")
    }
  }

  @Test("a whole real and an integer are one value")
  func numbersOfTwoTypes() {
    let cover = ValueCover(auxiliary: .integers([30, 31]), release: .reals([31, 30.5]))
    #expect(cover.covering == [[], [], [1]])
  }

  @Test("the score is the rarity of what agrees; the ranking agrees with scoring every row")
  func agreesWithScoringEveryRow() throws {
    for seed in UInt64(0)..<40 {
      let records = RandomRecords.table(rows: 30, columns: 3, values: 4, seed: seed)
      let covers = records.columns.map { _ in
        ValueCover(
          auxiliary: .texts(["a", "b", "c", "d"]), release: .texts(["a", "b", "c", "d"]))
      }
      let attack = LinkRecords(release: records, covers: covers)
      let clues: [[UInt32]] = (0..<30).map { row in
        records.columns.map { ($0.codes[row] + UInt32(row % 2)) % 5 }
      }
      try attack.attack(clues) { index, answer in
        let scores = Self.scores(of: clues[index], in: records)
        let best = scores.max() ?? 0
        let expected = best > 0 ? (0..<30).filter { abs(scores[$0] - best) < 1e-9 } : []
        #expect(
          answer.groups.first.map { $0.members.map(Int.init) } ?? [] == expected, "seed \(seed)")
      }
    }
  }

  private static func scores(of clue: [UInt32], in records: AttributeRecords) -> [Double] {
    (0..<records.rowCount).map { row in
      var score = 0.0
      for (column, known) in zip(records.columns, clue) where known != 0 {
        let same = column.codes.count { $0 == known }
        guard same < records.rowCount, column.codes[row] == known else { continue }
        // log2(n / f) by repeated halving would lose digits; the natural way is exact enough.
        score += LinkRecordsTests.log2(Double(records.rowCount) / Double(same))
      }
      return score
    }
  }

  private static func log2(_ value: Double) -> Double {
    // An independent logarithm: exponent, then the mantissa by its series of squares.
    var mantissa = value
    var result = 0.0
    while mantissa >= 2 {
      mantissa /= 2
      result += 1
    }
    var bit = 0.5
    for _ in 0..<52 {
      mantissa *= mantissa
      if mantissa >= 2 {
        mantissa /= 2
        result += bit
      }
      bit /= 2
    }
    return result
  }

  @Test("nothing known, nothing named")
  func nothingKnown() throws {
    let records = RandomRecords.table(rows: 10, columns: 2, values: 3, seed: 1)
    let cover = ValueCover(auxiliary: .texts(["z"]), release: .texts(["a", "b", "c"]))
    let attack = LinkRecords(release: records, covers: [cover, cover])
    try attack.attack([[0, 0], [1, 1]]) { _, answer in #expect(answer.groups.isEmpty) }
  }

  @Test("an original is found in its generalised release as often as group sizes allow")
  func originalBesideGeneralisedRelease() throws {
    // Bands and cut codes hide a person among those who share them: the exact expectation.
    let ages = (0..<60).map { 20 + $0 * 7 % 30 }
    let codes = (0..<60).map { 13_000 + $0 * 13 % 50 }
    let original = [
      CodedColumn(name: "age", texts: ages.map(String.init)),
      CodedColumn(name: "zip", texts: codes.map(String.init)),
    ]
    let released = [
      CodedColumn(name: "age", texts: ages.map { "[\($0 / 10 * 10), \($0 / 10 * 10 + 10)[" }),
      CodedColumn(name: "zip", texts: codes.map { "\($0 / 10)*" }),
    ]
    let keys = (0..<60).map { "p\($0)" }
    let records = AttributeRecords(
      table: "t", columns: released, subjects: SubjectIndex(rowCount: 60), rowCount: 60,
      missing: .category)
    let result = try LinkRecords.result(
      for: AttributeSetting(
        records: records, sensitive: [], evaluator: Evaluator(seed: 1), seed: 1, targetCount: 60,
        controlShare: 0, reproduce: "test"),
      auxiliary: AuxiliaryRecords(
        name: "the original", columns: original,
        pairing: Pairing(auxiliaryKeys: keys, releaseKeys: keys)),
      scenario: .originalBesideRelease)
    let groups = Set((0..<60).map { "\(ages[$0] / 10) \(codes[$0] / 10)" }).count
    #expect(abs(result.success.value - Double(groups) / 60) < 1e-12)
  }

  @Test("people who are strangers to each other are linked no more often than luck has it")
  func nullControl() throws {
    // 200 runs of 100 targets among 100 people, auxiliary values drawn apart from the release.
    // Luck finds one in a hundred: 200 of 20,000 in expectation. Runs are independent but targets of
    // one run share a release, so the bound is on runs: an interval above 1/100 in more than 20 of
    // 200 runs has probability below 1e-6 at the interval's one-sided level of 0.025 (binomial).
    var alarms = 0
    for seed in UInt64(0)..<200 {
      let release = RandomRecords.table(rows: 100, columns: 3, values: 4, seed: seed)
      let other = RandomRecords.table(rows: 100, columns: 3, values: 4, seed: seed + 10_000)
      let texts = ValueDictionary.texts(["a", "b", "c", "d"])
      let attack = LinkRecords(
        release: release,
        covers: (0..<3).map { _ in ValueCover(auxiliary: texts, release: texts) })
      let trials = TrialSet(
        targets: (0..<100).map { row in
          Trial(clue: other.columns.map { $0.codes[row] }, truth: UInt32(row))
        }, controls: [])
      let grade = try Evaluator(seed: seed).grade(
        attack, on: trials, baseline: .chance(candidates: 100))
      if grade.success.lower > 0.01 { alarms += 1 }
    }
    #expect(alarms <= 20, "\(alarms) of 200 runs")
  }
}
