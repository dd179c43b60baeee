import Findings
import Foundation
import Testing

@testable import Governance

@Suite("A baseline")
struct BaselineTests {
  static let now = "2026-11-21T10:15:00Z"
  static let later = "2027-02-19T10:15:00Z"

  static func decision(
    _ rule: String, _ result: GateDecision.Result = .denied,
    reason: GateDecision.Reason = .thresholdPassed, upper: Double? = 0.31,
    comparison: String? = "at-most", metric: String? = "attacks.found", columns: [String] = ["t.a"],
    line: Int = 3
  ) -> GateDecision {
    GateDecision(
      rule: rule, title: rule, severity: .deny, result: result, reason: reason, metric: metric,
      value: upper.map { $0 - 0.01 }, lower: upper.map { $0 - 0.02 }, upper: upper,
      comparison: comparison, threshold: 0.2, sentence: "It is above.", columns: columns,
      place: .init(file: "/ci/repo/palimpsest.yaml", line: line))
  }

  static func column(_ name: String) -> GateDecision {
    decision(
      "purpose", reason: .columnWithoutPurpose, upper: nil, comparison: nil, metric: nil,
      columns: [name])
  }

  static func verdict(_ decisions: [GateDecision], policy: String = "public") -> GateVerdict {
    GateVerdict(
      tool: "t", createdAt: now, policy: policy, release: "r",
      outcome: decisions.contains { $0.result == .denied } ? .deny : .pass, sentence: "s",
      evidence: [], decisions: decisions)
  }

  static func baseline(_ decisions: [GateDecision], until: String = later) throws
    -> BaselineDocument
  {
    try BaselineDocument(
      knowing: verdict(decisions), tool: "t", createdAt: now, until: until, below: "/ci/repo")
  }

  static func compare(
    _ decisions: [GateDecision], with baseline: BaselineDocument, now: String = now
  ) throws -> BaselineComparison {
    try BaselineComparison(verdict(decisions), baseline: baseline, now: now, below: "/ci/repo")
  }

  @Test("turns what it knows into warnings that keep their reason, and the verdict passes")
  func known() throws {
    let comparison = try Self.compare(
      [Self.decision("a", line: 90), Self.column("t.x")],
      with: Self.baseline([Self.column("t.x"), Self.decision("a")]))
    #expect(comparison.verdict.outcome == .pass)
    #expect(comparison.verdict.decisions.map(\.result) == [.warned, .warned])
    #expect(comparison.verdict.decisions.map(\.severity) == [.warn, .warn])
    #expect(
      comparison.verdict.decisions.map(\.reason) == [.thresholdPassed, .columnWithoutPurpose])
    #expect(comparison.knownCount == 2 && comparison.settled.isEmpty)
  }

  @Test("does not know another rule, another metric, another column")
  func new() throws {
    let baseline = try Self.baseline([Self.decision("a"), Self.column("t.x")])
    for other in [
      Self.decision("b"), Self.decision("a", metric: "attacks.other"), Self.column("t.y"),
    ] {
      let comparison = try Self.compare([Self.decision("a"), other], with: baseline)
      #expect(comparison.verdict.outcome == .deny)
      #expect(comparison.verdict.decisions.map(\.result) == [.warned, .denied])
    }
  }

  // Catches a debt that grows unseen behind its entry.
  @Test(
    "knows a denial up to the level it had, and not above",
    arguments: [
      ("at-most", 0.31, true), ("at-most", 0.30, true), ("at-most", 0.311, false),
      ("below", 0.311, false), ("at-least", 0.31, true), ("at-least", 0.32, true),
      ("at-least", 0.309, false), ("above", 0.309, false), ("equal", 0.31, true),
      ("equal", 0.30, false), ("equal", 0.32, false),
    ])
  func worse(comparison: String, upper: Double, isKnown: Bool) throws {
    let baseline = try Self.baseline([Self.decision("a", comparison: comparison)])
    let result = try Self.compare(
      [Self.decision("a", upper: upper, comparison: comparison)], with: baseline)
    #expect(result.verdict.outcome == (isKnown ? .pass : .deny))
    #expect(result.worseCount == (isKnown ? 0 : 1))
  }

  // Catches a gate that fails open: ignorance is not a known denial.
  @Test(
    "never knows a denial for want of evidence or approvals",
    arguments: GateDecision.Reason.allCases)
  func reasons(reason: GateDecision.Reason) throws {
    let known: Set<GateDecision.Reason> = [
      .thresholdPassed, .columnWithoutPurpose, .outputNotSanitised,
    ]
    let decision = Self.decision("a", reason: reason)
    #expect(try Self.baseline([decision]).entries.count == (known.contains(reason) ? 1 : 0))
    // A measured denial was known; now its evidence is gone.
    let comparison = try Self.compare([decision], with: Self.baseline([Self.decision("a")]))
    #expect(comparison.verdict.outcome == (known.contains(reason) ? .pass : .deny))
  }

  @Test("knows nothing without a number where numbers are compared")
  func noNumber() throws {
    for upper in [nil, Double.nan, .infinity] {
      let decision = Self.decision("a", upper: upper)
      #expect(try Self.baseline([decision]).entries.isEmpty)
      #expect(
        try Self.compare([decision], with: Self.baseline([Self.decision("a")])).verdict.outcome
          == .deny)
    }
  }

  @Test("forgets at the moment it names, and says so")
  func expiry() throws {
    let baseline = try Self.baseline([Self.decision("a")])
    let last = "2027-02-19T10:14:59Z"
    #expect(try Self.compare([Self.decision("a")], with: baseline, now: last).knownCount == 1)
    let over = try Self.compare([Self.decision("a")], with: baseline, now: Self.later)
    #expect(over.verdict.outcome == .deny && over.expired == baseline.entries)
    #expect(over.notes.count == 1)
  }

  // Catches one entry that covers any number of small cells of the same file.
  @Test("uses each entry once")
  func usedOnce() throws {
    let twice = [Self.column("t.x"), Self.column("t.x")]
    let one = try Self.compare(twice, with: Self.baseline([Self.column("t.x")]))
    #expect(one.verdict.decisions.map(\.result) == [.warned, .denied])
    #expect(try Self.compare(twice, with: Self.baseline(twice)).verdict.outcome == .pass)
  }

  @Test("names what is settled, and changes nothing in a verdict that passes")
  func settled() throws {
    let met = Self.decision("a", .met, reason: .thresholdMet)
    let comparison = try Self.compare([met], with: Self.baseline([Self.decision("a")]))
    #expect(comparison.verdict == Self.verdict([met]))
    #expect(comparison.settled.map(\.rule) == ["a"])
  }

  @Test("is refused for another policy and for moments that are none")
  func refused() throws {
    let baseline = try Self.baseline([Self.decision("a")])
    #expect(throws: BaselineError.otherPolicy(baseline: "public", verdict: "other")) {
      try BaselineComparison(
        Self.verdict([Self.decision("a")], policy: "other"), baseline: baseline, now: Self.now)
    }
    for moment in ["", "2027", "never", "9999-99-99T99:99:99Z", "2027-02-19T10:15:00+01:00"] {
      #expect(throws: BaselineError.badMoment(field: "until")) {
        try Self.baseline([Self.decision("a")], until: moment)
      }
    }
  }

  // Catches a denial without a denied rule that a baseline would lift.
  @Test("lifts no denial that no rule carries")
  func unexplainedDenial() throws {
    let verdict = GateVerdict(
      tool: "t", createdAt: Self.now, policy: "public", release: "r", outcome: .deny,
      sentence: "s", evidence: [], decisions: [])
    let comparison = try BaselineComparison(
      verdict, baseline: Self.baseline([Self.decision("a")]), now: Self.now)
    #expect(comparison.verdict.outcome == .deny)
  }

  // Catches names that pretend to be another decision's.
  @Test("tells decisions apart whose names hold the marks of a fingerprint")
  func escapes() {
    func fingerprint(_ rule: String, _ columns: [String]) -> String {
      GateDecision(
        rule: rule, title: "", severity: .deny, result: .denied, reason: .columnWithoutPurpose,
        sentence: "", columns: columns
      ).fingerprint()
    }
    let all = [
      fingerprint("a", ["b,c"]), fingerprint("a", ["b", "c"]), fingerprint("a;columns=b", []),
      fingerprint("a", ["b;file=c"]), fingerprint("a%3B", []), fingerprint("a;", []),
      fingerprint("a", []),
    ]
    #expect(Set(all).count == all.count)
    #expect(fingerprint("a", ["c", "b"]) == fingerprint("a", ["b", "c"]))
  }
}
