import Evaluation
import Findings
import Foundation
import Numerics
import TestSupport
import Testing

@testable import Attacks

@Suite("Groups over time")
struct InteractionClustersTests {
  static let day: Int64 = 86_400

  /// People in planted groups who write within their group; each group keeps its members, or all
  /// of them are drawn anew in each half.
  static func events(
    people: Int, group: Int, days: Int, keepsGroups: Bool, seed: UInt64
  ) -> InteractionEvents {
    var source = SeededGenerator(seed: seed, stream: "groups")
    var (sources, targets, seconds): ([UInt32], [UInt32], [Int64]) = ([], [], [])
    var order = source.permutation(count: people)
    for day in 0..<days {
      if !keepsGroups, day == days / 2 { order = source.permutation(count: people) }
      for place in 0..<people {
        let start = place / group * group
        let other = start + source.index(below: min(group, people - start))
        guard other != place else { continue }
        sources.append(UInt32(order[place]))
        targets.append(UInt32(order[other]))
        seconds.append(Int64(day) * Self.day + Int64(source.index(below: 86_400)))
      }
    }
    return InteractionEvents(
      subjectCount: people, sources: sources, targets: targets, seconds: seconds)
  }

  @Test("planted groups are found in each window, stay the same, and cover those who dealt")
  func windows() throws {
    let events = Self.events(people: 60, group: 10, days: 56, keepsGroups: true, seed: 1)
    let windows = try ClusterWindows(
      events, windowSeconds: 14 * Self.day, seed: 3, table: "mails")
    #expect(windows.count == 4 && windows.agreements.count == 3)
    #expect(windows.agreements.allSatisfy { $0.adjustedRand == 1 })
    for window in 0..<4 {
      #expect(windows.members(ofWindow: window).map(\.count) == [Int](repeating: 10, count: 6))
    }
    #expect(windows.modularities.allSatisfy { $0 > 0.8 })
    #expect(windows.windowCount(of: 0) == 4)
  }

  @Test("companions are counted as by hand, window by window")
  func features() throws {
    let events = Self.events(people: 30, group: 5, days: 30, keepsGroups: false, seed: 2)
    let windows = try ClusterWindows(events, windowSeconds: 5 * Self.day, seed: 1, table: "mails")
    let features = ClusterFeatures(windows)
    for person in 0..<30 {
      var slow = [Int](repeating: 0, count: 30)
      for clusters in windows.clusters {
        for other in 0..<30 where other != person && clusters[person] != nil {
          if clusters[other] == clusters[person] { slow[other] += 1 }
        }
      }
      var fast = [Int](repeating: 0, count: 30)
      for entry in features.companions.entries(ofRow: person) {
        fast[Int(features.companions.columns[entry])] = Int(features.companions.counts[entry])
      }
      #expect(fast == slow)
      let present = windows.clusters.count { clusters in
        guard let own = clusters[person] else { return false }
        return clusters.count { $0 == own } > 1
      }
      #expect(features.sizes.total(ofRow: person) == present)
    }
  }

  @Test("windows without length, too many of them, or nobody in enough of them are errors")
  func badInput() throws {
    let events = Self.events(people: 12, group: 4, days: 10, keepsGroups: true, seed: 1)
    let setting = GraphFiles.setting(12)
    #expect(throws: GraphAttackError.windowNotPositive(table: "friends")) {
      try InteractionClusters.result(for: setting, events: events, windowSeconds: 0)
    }
    #expect(throws: GraphAttackError.self) {
      try InteractionClusters.result(for: setting, events: events, windowSeconds: 60)
    }
    #expect(throws: EvaluationError.self) {
      try InteractionClusters.result(
        for: setting, events: events, windowSeconds: Self.day, minimumWindows: 99)
    }
    let none = InteractionEvents(subjectCount: 12, sources: [], targets: [], seconds: [])
    #expect(throws: EvaluationError.self) {
      try InteractionClusters.result(for: setting, events: none)
    }
    let loops = InteractionEvents(
      subjectCount: 12, sources: [1, 1], targets: [1, 1], seconds: [.min, .max])
    #expect(throws: EvaluationError.self) {
      try InteractionClusters.result(for: setting, events: loops)
    }
    #expect(throws: GraphAttackError.self) {
      try ClusterWindows(loops, windowSeconds: 1, seed: 1, table: "mails")
    }
  }

  /// The same events, everybody renumbered at random from the median event's time on, where the
  /// experiment parts its periods: nobody's company is its own before.
  static func strangers(_ events: InteractionEvents, seed: UInt64) -> InteractionEvents {
    var source = SeededGenerator(seed: seed, stream: "strangers")
    let order = source.permutation(count: events.subjectCount).map { UInt32($0) }
    let boundary = events.seconds[events.count / 2]
    func renumbered(_ people: [UInt32]) -> [UInt32] {
      zip(people, events.seconds).map { $1 < boundary ? $0 : order[Int($0)] }
    }
    return InteractionEvents(
      subjectCount: events.subjectCount, sources: renumbered(events.sources),
      targets: renumbered(events.targets), seconds: events.seconds)
  }

  @Test("strangers' groups find nobody", arguments: InteractionPeriods.Contacts.allCases)
  func nullControl(contacts: InteractionPeriods.Contacts) throws {
    var alarms = 0
    for seed in UInt64(0)..<UInt64(NullControl.runs) {
      let events = Self.strangers(
        Self.events(people: 60, group: 6, days: 48, keepsGroups: true, seed: seed), seed: seed)
      let result = try InteractionClusters.result(
        for: GraphFiles.setting(60, seed: seed), events: events, windowSeconds: 6 * Self.day,
        contacts: contacts)
      if result.success.lower > result.baseline.value { alarms += 1 }
    }
    print("clusters, contacts \(contacts): \(alarms) alarms of \(NullControl.runs)")
    #expect(alarms <= NullControl.mostAlarms, "\(alarms)")
  }

  @Test(
    "in real e-mail the company a person keeps gives it away, and less so without pseudonyms",
    .enabled(if: SharedFolder.exists && Build.isOptimised))
  func email() throws {
    let events = try EmailEvents.edges()
    let setting = EmailEvents.setting(events.subjectCount)
    let kept = try InteractionClusters.result(for: setting, events: events)
    let hidden = try InteractionClusters.result(for: setting, events: events, contacts: .hidden)
    for result in [kept, hidden] {
      #expect(result.success.lower > result.baseline.value)
      for row in result.grids[0].rows { print(result.attack.id, row) }
      for measure in result.measures { print(measure.id, measure.estimate?.value ?? .nan) }
      print(result.sentence, result.setting.candidates, result.topRates.map(\.rate.value))
      let data = try JSONEncoder().encode(result)
      #expect(try JSONDecoder().decode(AttackResult.self, from: data) == result)
    }
    #expect(kept.success.value > hidden.success.value)
    #expect(kept.charts.map(\.id) == ["rank-distribution", "stability"])
  }
}
