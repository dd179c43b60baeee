import Evaluation
import Foundation
import TestSupport
import Testing

@testable import Attacks

@Suite("Histories that are not as they should be")
struct HistoryInputTests {
  @Test("no entry at all is nobody to attack")
  func empty() throws {
    let nothing = try SparseHistories(subjectCount: 0, itemCount: 0, subjects: [], items: [])
    let silent = try SparseHistories(subjectCount: 4, itemCount: 3, subjects: [], items: [])
    for histories in [nothing, silent] {
      #expect(throws: EvaluationError.noTargets(table: "ratings")) {
        try HistoryAttack.results(
          for: RandomHistories.setting(histories.subjectCount), histories: histories)
      }
      #expect(HistoryAttack(release: histories).calls([[HistoryEntry(item: 0)]])[0].top == nil)
    }
  }

  @Test("one item that everybody chose finds nobody; one person is found, as chance would")
  func oneItem() throws {
    let same = try SparseHistories(
      subjectCount: 30, itemCount: 1, subjects: (0..<30).map { UInt32($0) },
      items: [UInt32](repeating: 0, count: 30))
    let result = try HistoryAttack.results(for: RandomHistories.setting(30), histories: same)[0]
    #expect(abs(result.success.value - 1.0 / 30) < 1e-12)
    #expect(result.excess.lower <= 0 && result.remedy.isEmpty)
    let alone = try SparseHistories(subjectCount: 1, itemCount: 1, subjects: [0], items: [0])
    let only = try HistoryAttack.results(for: RandomHistories.setting(1), histories: alone)[0]
    #expect(only.success.value == 1 && only.baseline.value == 1)
  }

  @Test("the same item again and again, with one value on one day, is one choice")
  func repeated() throws {
    let once = try SparseHistories(
      subjectCount: 3, itemCount: 2, subjects: [0, 1, 2], items: [0, 0, 1], values: [3, 3, 1],
      days: [5, 5, 5])
    let often = try SparseHistories(
      subjectCount: 3, itemCount: 2, subjects: [0, 0, 0, 1, 2], items: [0, 0, 0, 0, 1],
      values: [3, 3, 3, 3, 1], days: [5, 5, 5, 5, 5])
    let clue = [[HistoryEntry(item: 0, value: 3, day: 5)]]
    var answers: [RankedCandidates] = []
    for histories in [once, often] {
      try HistoryAttack(release: histories).attack(clue) { answers.append($1) }
    }
    #expect(answers[0] == answers[1])
    #expect(answers[0].groups.map(\.members) == [[0, 1]])
  }

  @Test("values that are no numbers and days missing in part are gaps, and trap nowhere")
  func gaps() throws {
    for missing in [0.5, 1.0] {
      let histories = try RandomHistories.some(
        people: 20, items: 40, entries: 300, missing: missing, seed: 4)
      let result = try HistoryAttack.results(
        for: RandomHistories.setting(20), histories: histories)[0]
      #expect(result.success.value > 0.3, "\(missing): what was chosen still tells")
      #expect(try JSONEncoder().encode(result).count > 0)
    }
    // A gap speaks neither for nor against: who lacks the day stands between those near and far.
    let histories = try SparseHistories(
      subjectCount: 3, itemCount: 1, subjects: [0, 1, 2], items: [0, 0, 0],
      days: [100, .nan, 400])
    try HistoryAttack(release: histories).attack([[HistoryEntry(item: 0, day: 101)]]) { _, answer in
      #expect(answer.groups.map(\.members) == [[0], [1], [2]])
    }
  }

  @Test("items that the release does not have, and far days, count nothing and trap nowhere")
  func strangeKnowledge() throws {
    let histories = try RandomHistories.some(people: 5, items: 4, entries: 20, seed: 1)
    let clue = [
      HistoryEntry(item: 4), HistoryEntry(item: .max, value: 1, day: 1),
      HistoryEntry(item: 1, value: -1e38, day: 3e38),
    ]
    let call = HistoryAttack(release: histories).calls([clue, []])
    #expect(call[1].top == nil && call[1].eccentricity == 0)
    #expect(call[0].eccentricity.isFinite)
  }

  @Test("columns of other lengths, numbers out of range and infinities are refused, by entry")
  func refused() {
    #expect(throws: HistoryError.unequalColumns(entries: 2)) {
      try SparseHistories(subjectCount: 2, itemCount: 2, subjects: [0, 1], items: [0])
    }
    #expect(throws: HistoryError.unequalColumns(entries: 1)) {
      try SparseHistories(
        subjectCount: 2, itemCount: 2, subjects: [0], items: [0], values: [1, 2])
    }
    #expect(throws: HistoryError.outOfRange(entry: 1)) {
      try SparseHistories(subjectCount: 2, itemCount: 2, subjects: [0, 2], items: [0, 0])
    }
    #expect(throws: HistoryError.infinite(entry: 0)) {
      try SparseHistories(
        subjectCount: 2, itemCount: 2, subjects: [0], items: [0], days: [.infinity])
    }
    #expect(throws: HistoryError.knowledge(known: 2, wrong: 3)) {
      try HistoryAdversary(knownItems: 2, wrongItems: 3)
    }
    #expect(throws: HistoryError.magnitude(-1)) {
      try HistoryAdversary(knownItems: 2, dayError: -1)
    }
    #expect(throws: HistoryError.magnitude(0)) { try HistoryScales(value: 0, days: 30) }
  }

  @Test("entries are sorted whatever their order, and coarser histories lose what they say")
  func sorting() throws {
    let histories = try SparseHistories(
      subjectCount: 3, itemCount: 3, subjects: [2, 0, 2, 0], items: [1, 2, 0, 1],
      values: [1, 2, 3, 4], days: [10, 20, 30, 40])
    #expect(histories.offsets == [0, 2, 2, 4])
    #expect(histories.items == [1, 2, 0, 1])
    #expect(histories.values == [4, 2, 3, 1])
    #expect(histories.days == [40, 20, 30, 10])
    #expect(histories.supports == [1, 2, 1])
    #expect(histories.subjectsWithEntries == [0, 2])
    let common = histories.leavingOutItems(chosenByFewerThan: 2)
    #expect(common.items == [1, 1] && common.values == [4, 1] && common.offsets == [0, 1, 1, 2])
    #expect(histories.withoutDays.days.isEmpty && histories.withoutValues.values.isEmpty)
  }

  @Test("scales suit the values: 1.5 for one to five, whatever unit else")
  func scales() throws {
    func scale(_ values: [Float]) throws -> Double {
      HistoryScales(
        suiting: try SparseHistories(
          subjectCount: 1, itemCount: values.count,
          subjects: [UInt32](repeating: 0, count: values.count),
          items: values.indices.map { UInt32($0) }, values: values)
      ).value
    }
    #expect(try scale([1, 2, 3, 4, 5, .nan]) == 1.5)
    #expect(try scale([100, 200, 300, 400, 500]) == 150)
    #expect(try scale([7, 7]) == 1.5)
    #expect(try scale((0..<100).map { Float($0) } + [1e9]) < 100)
  }
}
