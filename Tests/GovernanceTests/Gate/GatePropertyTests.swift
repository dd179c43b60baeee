import Findings
import Foundation
import Governance
import Tables
import TestSupport
import Testing

@Suite("What the gate can't be talked into")
struct GatePropertyTests {
  /// A fixture with random numbers around the thresholds, and sometimes something amiss.
  private static func random(_ random: inout some RandomNumberGenerator) -> GateFixture {
    var fixture = GateFixture()
    func estimate(_ centre: Double) -> [String: Any] {
      let ends = (0..<3).map { _ in centre * Double.random(in: 0.3...1.1, using: &random) }
        .sorted()
      return GateFixture.estimate(ends[1], ends[0], ends[2])
    }
    fixture.report = JSONEdit.set(["verdict", "risk"], to: estimate(0.09), in: fixture.report)
    for index in 0..<3 {
      fixture.report = JSONEdit.set(
        ["attacks", index, "success"], to: estimate(0.085), in: fixture.report)
    }
    let k = Double(Int.random(in: 10...20, using: &random))
    fixture.report = JSONEdit.set(
      ["attacks", 0, "measures", 0, "estimate"],
      to: GateFixture.estimate(k, k, k, method: "exact"), in: fixture.report)
    switch Int.random(in: 0..<12, using: &random) {
    case 0: fixture.candidates = ["aa", "cc"]
    case 1: fixture.now += 40 * 86_400
    case 2: fixture.policy.minimisation?.purposes[0].needs = ["age", "place"]
    case 3: fixture.policy.exceptions = [leave("risk")]
    case 4: fixture.policy.exceptions = [leave("every"), leave("risk")]
    default: break
    }
    return fixture
  }

  private static func leave(_ rule: String) -> PolicyException {
    PolicyException(rule: rule, owner: "o", reason: "w", until: CalendarDay("2030-01-01")!)
  }

  // Catches: a comparison the wrong way round, a sum of rules in which one makes up for another.
  @Test("Lowering a risk or raising a utility never turns a pass into a denial")
  func monotone() {
    var generator = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0 ... .max, using: &generator)
    var random = PropertyGenerator(state: seed)
    var passes = 0
    for _ in 0..<600 {
      var fixture = Self.random(&random)
      guard fixture.verdict().outcome == .pass else { continue }
      passes += 1
      let places: [[Any]] = [["verdict", "risk"]] + (0..<3).map { ["attacks", $0, "success"] }
      for place in places where Bool.random(using: &random) {
        // Each end moves down on its own, as long as they stay in order.
        let old = Self.numbers(at: place, in: fixture.report)
        let lower = old[1] * Double.random(in: 0...1, using: &random)
        let value = lower + (old[0] - lower) * Double.random(in: 0...1, using: &random)
        let upper = value + (old[2] - value) * Double.random(in: 0...1, using: &random)
        fixture.report = JSONEdit.set(
          place, to: GateFixture.estimate(value, lower, upper), in: fixture.report)
      }
      let place: [Any] = ["attacks", 0, "measures", 0, "estimate"]
      let k =
        Self.numbers(at: place, in: fixture.report)[0] + Double.random(in: 0...5, using: &random)
      fixture.report = JSONEdit.set(
        place, to: GateFixture.estimate(k, k, k, method: "exact"), in: fixture.report)
      #expect(fixture.verdict().outcome == .pass, "seed \(seed)")
    }
    #expect(passes > 50, "seed \(seed)")
  }

  private static func numbers(at path: [Any], in tree: Any) -> [Double] {
    let node = path.reduce(tree as Any?) { place, step in
      (step as? String).flatMap { (place as? [String: Any])?[$0] }
        ?? (step as? Int).flatMap { (place as? [Any])?[$0] }
    }
    let object = node as? [String: Any]
    return ["value", "lower", "upper"].map { object?[$0] as? Double ?? .nan }
  }

  // Catches: a check that is skipped where there is nothing to check. Every member and element of
  // the report, every document, approval and candidate is taken away in turn.
  @Test("Removing any evidence never turns a denial into a pass")
  func removal() {
    var generator = SystemRandomNumberGenerator()
    let seed = UInt64.random(in: 0 ... .max, using: &generator)
    var random = PropertyGenerator(state: seed)
    var denials = 0
    for _ in 0..<14 {
      let fixture = Self.random(&random)
      guard fixture.verdict().outcome == .deny else { continue }
      denials += 1
      for path in JSONEdit.paths(in: fixture.report) {
        var poorer = fixture
        poorer.report = JSONEdit.set(path, to: nil, in: fixture.report)
        #expect(poorer.verdict().outcome == .deny, "seed \(seed), without \(path)")
      }
      for poorer in Self.withoutDocuments(fixture) {
        #expect(poorer.verdict().outcome == .deny, "seed \(seed)")
      }
    }
    #expect(denials > 0, "seed \(seed)")
  }

  // Catches: evidence that the gate asks for and does not miss. From a pass, each of these denies.
  @Test("Without a document, an approval or a candidate nothing passes")
  func everyDocumentCounts() {
    #expect(GateFixture().verdict().outcome == .pass)
    for poorer in Self.withoutDocuments(GateFixture()) {
      #expect(poorer.verdict().outcome == .deny)
    }
  }

  private static func withoutDocuments(_ fixture: GateFixture) -> [GateFixture] {
    var all: [GateFixture] = []
    func add(_ change: (inout GateFixture) -> Void) {
      var poorer = fixture
      change(&poorer)
      all.append(poorer)
    }
    add { $0.hasReport = false }
    add { $0.hasManifest = false }
    add { $0.candidates.removeLast() }
    add { $0.candidates = [] }
    add { $0.approvals = nil }
    let sound = GateFixture.soundApprovals
    for index in sound.approvals.indices {
      var rest = sound.approvals
      rest.remove(at: index)
      add {
        $0.approvals = ReleaseApprovals(
          candidates: sound.candidates, report: sound.report, preparedBy: sound.preparedBy,
          approvals: rest)
      }
    }
    add {
      $0.approvals = ReleaseApprovals(
        candidates: sound.candidates, report: sound.report, preparedBy: " ",
        approvals: sound.approvals)
    }
    return all
  }
}

/// SplitMix64, so that a failure's seed repeats it.
struct PropertyGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
