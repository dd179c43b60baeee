import Findings
import Numerics
import Testing

@testable import Evaluation

@Suite("Scenarios")
struct ScenarioTests {
  @Test("control and targets are disjoint, as many as asked for, and told by the seed")
  func splitIsDisjoint() throws {
    for seed in UInt64(0)..<50 {
      var source = SeededGenerator(seed: seed)
      var again = SeededGenerator(seed: seed)
      let count = 1 + Int(seed) * 3
      let split = try SubjectSplit(
        subjectCount: count, targetCount: 20, controlShare: 0.1, table: "t", using: &source)
      let repeated = try SubjectSplit(
        subjectCount: count, targetCount: 20, controlShare: 0.1, table: "t", using: &again)
      #expect(split == repeated, "seed \(seed)")
      #expect(Set(split.controls).isDisjoint(with: split.targets), "seed \(seed)")
      #expect(split.controls.count == min(count / 10, 20), "seed \(seed)")
      #expect(split.targets.count == min(20, count - split.controls.count), "seed \(seed)")
      #expect(split.isHeldOut.count { $0 } == split.controls.count, "seed \(seed)")
    }
  }

  @Test("nobody to attack, and a control share that leaves nobody, are refused")
  func refusesEmptySplits() {
    var source = SeededGenerator(seed: 1)
    #expect(throws: EvaluationError.noTargets(table: "t")) {
      try SubjectSplit(
        subjectCount: 0, targetCount: 5, controlShare: 0, table: "t", using: &source)
    }
    for share in [-0.1, 1, .nan] {
      #expect(throws: EvaluationError.self) {
        try SubjectSplit(
          subjectCount: 10, targetCount: 5, controlShare: share, table: "t", using: &source)
      }
    }
  }

  @Test("known points are distinct points of the target, all of them where it has too few")
  func knownPoints() {
    var source = SeededGenerator(seed: 3)
    let drawn = KnownPoints.draw(4, of: [0, 1, 3, 4, 100], using: &source)
    #expect(drawn.map(\.count) == [0, 1, 3, 4, 4])
    for (points, count) in zip(drawn, [0, 1, 3, 4, 100]) {
      #expect(Set(points).count == points.count)
      #expect(points.allSatisfy { (0..<count).contains($0) })
      #expect(points == points.sorted())
    }
  }

  @Test("a split in time keeps those with enough events in both periods")
  func timeSplit() {
    // Subject 0 acts in both halves, 1 only early, 2 only late, 3 has an unknown time.
    let split = TimeSplit(
      subjectOfEvent: [0, 0, 1, 1, 2, 2, 0, 3], times: [1, 2, 1, 3, 8, 9, 10, .nan],
      subjectCount: 4, minimumEvents: 1)
    #expect(split.boundary == 3)
    #expect(split.subjects == [0, 1])
    #expect(split.isLater == [false, false, false, true, true, true, true, false])
  }

  @Test("pairing tells insiders from outsiders and leaves out rows without a key")
  func pairing() {
    let pairing = Pairing(
      auxiliaryKeys: ["b", nil, "z", "a"], releaseKeys: ["a", "b", nil, "c"])
    #expect(
      pairing.pairs == [.init(auxiliaryRow: 0, subject: 1), .init(auxiliaryRow: 3, subject: 0)])
    #expect(pairing.outsiders == [2])
    #expect(pairing.unkeyed == 1)
  }
}
