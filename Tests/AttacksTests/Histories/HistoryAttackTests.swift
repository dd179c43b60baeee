import Evaluation
import Findings
import Foundation
import Numerics
import TestSupport
import Testing

@testable import Attacks

@Suite("A few choices among many")
struct HistoryAttackTests {
  // The oracle asks for each candidate, item and entry alone, over dictionaries; it would catch a
  // posting list that is off by one, a board that is not cleared, a repeated item counted twice.
  @Test("scores, eccentricity and chances are those of comparing everybody with every known item")
  func comparingEverybody() throws {
    for seed in UInt64(0)..<30 {
      let histories = try RandomHistories.some(people: 9, items: 7, entries: 40, seed: seed)
      let isHeldOut = (0..<9).map { seed % 3 == 1 && $0 % 4 == 2 }
      let attack = HistoryAttack(release: histories, isHeldOut: isHeldOut)
      var source = SeededGenerator(seed: seed, stream: "clues")
      let sampler = HistorySampler(histories)
      let adversary = try HistoryAdversary(
        knownItems: 5, wrongItems: 1, dayError: 20, valueError: 1, knowsDays: seed % 2 == 0)
      let clues = (0..<9).map { sampler.clue(of: UInt32($0), for: adversary, using: &source) }
      let calls = attack.calls(clues)
      try attack.attack(clues) { index, answer in
        let scores = Self.scores(clues[index], histories, isHeldOut)
        let present = (0..<9).filter { scores[$0] > 0 }
        #expect(Set(answer.groups.flatMap { $0.members.map(Int.init) }) == Set(present))
        for group in answer.groups {
          for member in group.members {
            #expect(abs(scores[Int(member)] - group.score) < 1e-9, "seed \(seed)")
          }
        }
        Self.check(calls[index], scores, isHeldOut, seed)
      }
    }
  }

  static func scores(
    _ clue: [HistoryEntry], _ histories: SparseHistories, _ isHeldOut: [Bool]
  ) -> [Double] {
    let present = (0..<histories.subjectCount).filter { !isHeldOut[$0] }
    var scores = [Double](repeating: 0, count: histories.subjectCount)
    func likeness(_ known: Float, _ own: Float, _ all: [Float], _ scale: Double) -> Double? {
      guard !known.isNaN else { return nil }
      func alike(_ other: Float) -> Double { exp(-Double(abs(known - other)) / scale) }
      guard own.isNaN else { return alike(own) }
      let others = all.filter { !$0.isNaN }.map(alike)
      return others.isEmpty ? 1 : others.reduce(0, +) / Double(others.count)
    }
    for known in clue {
      let entries = present.map { person in
        histories.entries(of: person).map(histories.entry).filter { $0.item == known.item }
      }
      let all = entries.flatMap(\.self)
      let weight = 1 / log(Double(max(entries.count { !$0.isEmpty }, 2)))
      for (person, own) in zip(present, entries) {
        let best = own.map { entry in
          let parts = [
            likeness(known.value, entry.value, all.map(\.value), 1.5),
            likeness(known.day, entry.day, all.map(\.day), 30),
          ].compactMap(\.self)
          return parts.isEmpty ? 1 : parts.reduce(0, +)
        }.max()
        scores[person] += weight * (best ?? 0)
      }
    }
    return scores
  }

  static func check(
    _ call: HistoryCall, _ all: [Double], _ isHeldOut: [Bool], _ seed: UInt64
  ) {
    let scores = all.indices.filter { !isHeldOut[$0] }.map { all[$0] }
    let mean = scores.reduce(0, +) / Double(scores.count)
    let deviation =
      (scores.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(scores.count)).squareRoot()
    let sorted = scores.sorted(by: >)
    guard deviation > 1e-9 else { return }
    #expect(abs(call.eccentricity - (sorted[0] - sorted[1]) / deviation) < 1e-6, "seed \(seed)")
    let chances = scores.map { exp($0 / deviation) }
    let total = chances.reduce(0, +)
    let entropy = chances.reduce(0) { $0 - $1 / total * log2($1 / total) }
    #expect(abs(call.posterior - exp(sorted[0] / deviation) / total) < 1e-9)
    #expect(abs(call.entropyBits - entropy) < 1e-6)
    #expect(call.top == nil || all[Int(call.top ?? 0)] == all.max())
  }

  @Test("a list cut at a depth is the head of the whole list, ties complete")
  func depths() throws {
    let histories = try RandomHistories.some(people: 60, items: 6, entries: 300, seed: 3)
    let whole = HistoryAttack(release: histories, depth: 1_000)
    let clues = (0..<60).map { histories.entries(of: $0).prefix(3).map(histories.entry) }
    for depth in [1, 2, 7, 20] {
      let cut = HistoryAttack(release: histories, depth: depth)
      var lists: [RankedCandidates] = []
      try whole.attack(clues) { lists.append($1) }
      try cut.attack(clues) { index, answer in
        #expect(answer.groups == Array(lists[index].groups.prefix(answer.groups.count)))
        let listed = answer.groups.reduce(0) { $0 + $1.members.count }
        #expect(listed >= min(depth, lists[index].groups.reduce(0) { $0 + $1.members.count }))
        #expect(listed - (answer.groups.last?.members.count ?? 0) < depth)
      }
    }
  }

  @Test("recorded calls are graded as the attack that abstains, at each threshold")
  func recordedCalls() throws {
    let histories = try RandomHistories.some(people: 40, items: 30, entries: 400, seed: 5)
    var source = SeededGenerator(seed: 5, stream: "clues")
    let trials = HistorySampler(histories).trials(
      targets: (0..<40).map { UInt32($0) },
      for: try HistoryAdversary(knownItems: 3, wrongItems: 1, dayError: 5), using: &source)
    let calls = HistoryAttack(release: histories).calls(trials.targets.map(\.clue))
    let evaluator = Evaluator(seed: 1)
    for least in [0.1, 0.5, 1, 1.5, 2, 3] {
      let own = try evaluator.grade(
        HistoryAttack(release: histories, leastEccentricity: least), on: trials,
        baseline: .chance(candidates: 40))
      let replayed = try evaluator.grade(
        RecordedCalls(
          description: HistoryAttack.about, calls: calls, rule: .eccentricity(least)),
        on: TrialSet(
          targets: (0..<40).map { Trial(clue: $0, truth: UInt32($0)) }, controls: []),
        baseline: .chance(candidates: 40))
      #expect(own.claimRate == replayed.claimRate)
      #expect(own.precision == replayed.precision)
      #expect(own.success == replayed.success)
    }
  }

  @Test("the adversary knows what it is said to know, spoilt as stated")
  func sampling() throws {
    let histories = try RandomHistories.some(
      people: 5, items: 400, entries: 1_000, missing: 0, seed: 9)
    var source = SeededGenerator(seed: 2, stream: "clues")
    let adversary = try HistoryAdversary(
      knownItems: 10, wrongItems: 4, dayError: 3, valueError: 1)
    let sampler = HistorySampler(histories)
    for subject in UInt32(0)..<5 {
      let own = histories.entries(of: Int(subject)).map(histories.entry)
      let clue = sampler.clue(of: subject, for: adversary, using: &source)
      #expect(clue.count == 10)
      for known in clue.dropFirst(4) {
        let near = own.contains {
          $0.item == known.item && abs($0.value - known.value) <= 1
            && abs($0.day - known.day) <= 3.001
        }
        #expect(near)
        #expect((0...4).contains(known.value))
      }
    }
    let blind = sampler.clue(of: 0, for: adversary.withoutDays, using: &source)
    #expect(blind.allSatisfy { $0.day.isNaN })
    let all = sampler.clue(of: 0, for: try HistoryAdversary(knownItems: .max), using: &source)
    #expect(all.count == histories.entries(of: 0).count)
  }

  // Histories of another party drawn independently of the release say nothing about who is who; an
  // interval at 95 % excludes chance in at most 5 % of runs. Clopper and Pearson's: with one hit
  // expected in all, Wilson's excludes chance from three hits on, in 8 %.
  @Test("independent histories find nobody", arguments: [false, true])
  func nullControl(isShuffled: Bool) throws {
    var alarms = 0
    for run in UInt64(0)..<UInt64(NullControl.runs) {
      let release = try RandomHistories.some(people: 20, items: 12, entries: 120, seed: 2 * run)
      // The same histories under shuffled truths, or others under the right ones.
      let held =
        isShuffled
        ? release : try RandomHistories.some(people: 20, items: 12, entries: 120, seed: 2 * run + 1)
      let results = try HistoryAttack.results(
        for: RandomHistories.setting(20, seed: run), histories: release,
        auxiliary: RandomHistories.auxiliary(held, shuffledBy: isShuffled ? run : nil))
      if try #require(results.last).excess.lower > 0 { alarms += 1 }
    }
    #expect(alarms <= NullControl.mostAlarms, "\(alarms)")
  }

  @Test("another party's dirty histories are linked by what they still share")
  func auxiliary() throws {
    let release = try RandomHistories.some(people: 50, items: 200, entries: 1_500, seed: 8)
    // Every third value is lost, days are off by two, every fifth entry is gone.
    let kept = (0..<release.entryCount).filter { $0 % 5 != 0 }
    let owners = (0..<50).flatMap { person in
      release.entries(of: person).map { _ in UInt32(person) }
    }
    let dirty = try SparseHistories(
      subjectCount: 50, itemCount: 200, subjects: kept.map { owners[$0] },
      items: kept.map { release.items[$0] },
      values: kept.map { $0 % 3 == 0 ? .nan : release.values[$0] },
      days: kept.map { release.days[$0] + Float($0 % 5) - 2 })
    let results = try HistoryAttack.results(
      for: RandomHistories.setting(50), histories: release,
      auxiliary: RandomHistories.auxiliary(dirty))
    #expect(results.map(\.id).count == 2 && Set(results.map(\.id)).count == 2)
    #expect(results[1].id == "histories/scoreboard-rh/ratings/a vendor")
    // Some 24 of some 30 entries each, over 200 items: nobody looks like anybody else.
    #expect(results[1].success.value == 1)
    #expect(results[1].setting.scenario == Scenario.auxiliaryTable.rawValue)
    for result in results {
      #expect(Set(result.charts.map(\.id)) == ["by-known-items", "precision-recall", "ranks"])
      for chart in result.charts {
        for series in chart.series {
          #expect(series.points.map(\.x) == series.points.map(\.x).sorted())
        }
      }
      #expect(try JSONEncoder().encode(result).count > 0)
    }
  }
}
