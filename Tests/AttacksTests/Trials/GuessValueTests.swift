import Evaluation
import Findings
import Numerics
import Tables
import Testing

@testable import Attacks

@Suite("Guessing a sensitive value")
struct GuessValueTests {
  private func setting(
    _ records: AttributeRecords, _ sensitive: CodedColumn, seed: UInt64 = 1
  ) -> AttributeSetting {
    AttributeSetting(
      records: records, sensitive: [sensitive], evaluator: Evaluator(seed: seed), seed: seed,
      targetCount: 400, controlShare: 0.3, reproduce: "test")
  }

  @Test("values are ranked by how many look-alikes have them")
  func ranksByFrequency() throws {
    // Would catch a ranking by code, or ties that are not ties.
    let known = CodedColumn(name: "k", texts: ["a", "a", "a", "a", "b"])
    let value = CodedColumn(name: "v", texts: ["x", "y", "y", "z", "z"])
    let records = AttributeRecords(
      table: "t", columns: [known], subjects: SubjectIndex(rowCount: 5), rowCount: 5,
      missing: .category)
    let attack = GuessValue(release: records, sensitive: value)
    var answers: [[[UInt32]]] = []
    try attack.attack([[1], [2], [0]]) { _, answer in
      answers.append(answer.groups.map { Array($0.members) })
    }
    #expect(answers[0] == [[2], [1, 3]])
    #expect(answers[1] == [[3]])
    // Nobody has a missing known cell: the adversary falls back on everyone.
    #expect(answers[2] == [[2, 3], [1]])
  }

  @Test("a value that depends on nothing is not leaked: 200 runs stay at the control")
  func nullControl() throws {
    // False alarms: each run's 95 % interval of the excess may miss 0 with probability 0.05 at
    // most; 200 runs miss more than 24 times with probability below 1e-5 (binomial tail), and the
    // look-alikes' interval is conservative besides.
    var misses = 0
    for seed in UInt64(0)..<200 {
      let records = RandomRecords.table(rows: 300, columns: 2, values: 3, seed: seed)
      var source = SeededGenerator(seed: seed, stream: "value")
      let value = CodedColumn(
        name: "v", codes: (0..<300).map { _ in UInt32(1 + source.index(below: 2)) },
        dictionary: .opaque(count: 2))
      // Look-alikes include the target itself, which is what the release leaks; only people held
      // out are asked here, so nothing may be found.
      let split = (0..<300).map { $0 % 3 == 0 }
      let kept = (0..<300).filter { !split[$0] }
      let attack = GuessValue(
        release: records.selecting(rows: kept),
        sensitive: CodedColumn(
          name: "v", codes: kept.map { value.codes[$0] }, dictionary: value.dictionary))
      let trials = TrialSet(
        targets: (0..<300).filter { split[$0] }.map { row in
          Trial(clue: records.columns.map { $0.codes[row] }, truth: value.codes[row])
        }, controls: [])
      let grade = try Evaluator(seed: seed).grade(attack, on: trials, baseline: .known(0.5))
      if grade.excess.lower > 0 || grade.excess.upper < 0 { misses += 1 }
    }
    #expect(misses <= 24, "\(misses) of 200 runs")
  }

  @Test("a value that the known columns settle is leaked in full")
  func positiveControl() throws {
    let records = RandomRecords.table(rows: 200, columns: 1, values: 4, seed: 3)
    let value = CodedColumn(
      name: "v", codes: records.columns[0].codes.map { $0 + 1 }, dictionary: .opaque(count: 5))
    let result = try #require(
      try GuessValue.results(for: setting(records, value), attributes: [(value, [])]).first)
    #expect(result.success.value == 1)
    // People outside are guessed as well: the release teaches about anyone, so its own people
    // lose nothing beyond that.
    #expect(result.control?.value == 1)
  }

  @Test("many numbers are guessed to the right tenth")
  func bandsOfNumbers() {
    let column = CodedColumn(
      name: "wage", codes: (1...100).map(UInt32.init),
      dictionary: .integers((1...100).map { $0 * 7 }))
    let banded = column.banded()
    #expect(Set(banded.codes).count == 10)
    #expect(banded.codes.enumerated().allSatisfy { Int($0.element) == $0.offset / 10 + 1 })
    let short = CodedColumn(name: "s", texts: ["1", "2"])
    #expect(short.banded() == short)
  }
}
