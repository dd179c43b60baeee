import Evaluation
import Findings
import Foundation
import Numerics
import TestSupport
import Testing

@testable import Attacks

@Suite("Seedless alignment as an experiment")
struct SeedlessResultTests {
  private func setting(_ subjects: Int, seed: UInt64 = 1) -> EventSetting {
    EventSetting(
      table: "ties", subjectCount: subjects, columns: ["one", "other"],
      evaluator: Evaluator(seed: seed, interval: .clopperPearson), seed: seed,
      targetCount: subjects, controlShare: 0, reproduce: "")
  }

  // Right answers of a one-to-one guess are nearly Poisson(1): four or more, 1.9 %, is an alarm of
  // Clopper and Pearson's interval at 95 %, so NullControl's count of alarms bounds these too.
  @Test("two graphs of different people, numbered alike, are matched at the baseline")
  func independent() throws {
    var alarms = 0
    for run in 0..<NullControl.runs {
      var generator = SeededGenerator(seed: UInt64(run), stream: "independent")
      let pair = GraphPair(
        auxiliary: try SmallGraphs.random(50, share: 0.15, &generator),
        release: try SmallGraphs.random(50, share: 0.15, &generator),
        truth: (0..<50).map { UInt32($0) })
      let result = try SeedlessAlignment.result(
        for: setting(50, seed: UInt64(run)), pair: pair)
      if result.success.lower > result.baseline.value { alarms += 1 }
    }
    #expect(alarms <= NullControl.mostAlarms)
  }

  @Test("against shuffled truths a strong match is at the baseline")
  func shuffled() throws {
    var alarms = 0
    for run in 0..<NullControl.runs {
      var generator = SeededGenerator(seed: UInt64(run), stream: "shuffled")
      let graph = try SmallGraphs.random(50, share: 0.15, &generator)
      let pair = try GraphPair.sampled(
        graph, auxiliaryShare: 0.95, releaseShare: 0.95, generator: &generator)
      var truth = pair.truth
      generator.shuffle(&truth)
      let result = try SeedlessAlignment.result(
        for: setting(50, seed: UInt64(run)),
        pair: GraphPair(auxiliary: pair.auxiliary, release: pair.release, truth: truth))
      if result.success.lower > result.baseline.value { alarms += 1 }
    }
    #expect(alarms <= NullControl.mostAlarms)
  }

  @Test("a result states rates, ceilings, charts and a remedy, and counts people outside")
  func report() throws {
    var generator = SeededGenerator(seed: 41)
    let graph = try SmallGraphs.random(80, share: 0.2, &generator)
    let inside = try GraphCore.induced(graph, on: (0..<70).map { UInt32($0) })
    let pair = GraphPair(
      auxiliary: graph, release: inside,
      truth: (0..<80).map { $0 < 70 ? UInt32($0) : nil })
    let overlaps = try [0.7, 1.0].map { share in
      SeedlessAlignment.Overlap(
        share: share,
        pair: try GraphPair.sampled(
          graph, auxiliaryShare: share, releaseShare: share, generator: &generator))
    }
    let result = try SeedlessAlignment.result(
      for: setting(80), pair: pair, overlaps: overlaps)
    #expect(result.id == "graph/seedless-alignment/ties")
    #expect(result.setting.targets == 70 && result.setting.controls == 10)
    #expect(result.success.value > 0.9)
    #expect(result.baseline.value == 1.0 / 70)
    let named = Dictionary(
      uniqueKeysWithValues: result.measures.map { ($0.id, $0.estimate?.value) })
    #expect(named["interchangeable-ceiling"] == 1)
    #expect(named["true-edges"] == Double(inside.edgeCount))
    #expect(result.charts.map(\.id) == ["rank-distribution", "precision-recall", "by-overlap"])
    #expect(result.charts[2].series[0].points.last?.y == 1)
    #expect(!result.remedy.isEmpty)
  }

  @Test("interchangeable people share their chance, and are right up to each other")
  func star() throws {
    let star = try SmallGraphs.star(11)
    let pair = GraphPair(auxiliary: star, release: star, truth: (0..<11).map { UInt32($0) })
    let result = try SeedlessAlignment.result(for: setting(11), pair: pair)
    // The middle, and each of ten leaves with a tenth: exactly 2 of 11.
    #expect(abs(result.success.value - 2.0 / 11) < 1e-12)
    let named = Dictionary(
      uniqueKeysWithValues: result.measures.map { ($0.id, $0.estimate?.value) })
    #expect(named["up-to-interchangeable"] == 1)
    #expect(abs(try #require(named["interchangeable-ceiling"] ?? nil) - 2.0 / 11) < 1e-12)
  }

  @Test("a propagation goes on from the core's seeds, and must answer for everybody")
  func propagation() throws {
    var generator = SeededGenerator(seed: 43)
    let graph = try SmallGraphs.random(100, share: 0.2, &generator)
    let pair = GraphPair(auxiliary: graph, release: graph, truth: (0..<100).map { UInt32($0) })
    let options = SeedlessAlignment.Options(coreLimit: 50)
    let alone = try SeedlessAlignment.result(for: setting(100), pair: pair, options: options)
    #expect(alone.success.value <= 0.5)
    let both = try SeedlessAlignment.result(for: setting(100), pair: pair, options: options) {
      auxiliary, _, seeds in
      #expect(!seeds.isEmpty)
      return (0..<auxiliary.nodeCount).map { UInt32($0) }
    }
    #expect(both.success.value == 1)
    #expect(throws: SeedlessError.propagationCount(expected: 100, found: 1)) {
      try SeedlessAlignment.result(for: setting(100), pair: pair, options: options) { _, _, _ in
        [0]
      }
    }
  }

  @Test("nobody in both graphs is an error that says so")
  func nobody() throws {
    let star = try SmallGraphs.star(5)
    let pair = GraphPair(
      auxiliary: star, release: star, truth: [UInt32?](repeating: nil, count: 5))
    #expect(throws: EvaluationError.noTargets(table: "ties")) {
      try SeedlessAlignment.result(for: setting(5), pair: pair)
    }
  }
}
