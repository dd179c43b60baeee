import Findings
import Foundation
import Governance
import Reporting
import Tables
import Testing

/// Faults with which others' gates stayed open, or cried over nothing.
@Suite("Silent passes")
struct SilentPassTests {
  // Catches: temporalio/deputy#254: rule ids that never matched the selector, so nothing was held
  // against anything.
  @Test("A selector that matches nothing denies")
  func selectorsThatNeverMatch() {
    for metric in [
      "attacks[attributes/group-size].success", "attacks[attack.risk=linkabilty].success",
      "attacks[attributes/group-sizes].measures[K].estimate",
      "attacks[setting.table=nobody].success",
    ] {
      var fixture = GateFixture()
      fixture.policy.rules = [GateFixture.rule(metric: metric, .atMost, 1e9)]
      let verdict = fixture.verdict()
      #expect(verdict.outcome == .deny && verdict.decisions[0].reason == .metricMissing)
    }
  }

  // Catches: a list that was emptied, over which "every" holds.
  @Test("A rule over every element of an empty list denies")
  func emptyLists() {
    var fixture = GateFixture()
    fixture.policy.evidence.attacks = []
    fixture.policy.rules = [GateFixture.rule(metric: "attacks[*].success", .atMost, 1)]
    fixture.report = JSONEdit.set(["attacks"], to: [Any](), in: fixture.report)
    #expect(fixture.verdict().decisions[0].reason == .metricMissing)
  }

  // Catches: an element passed over because what it is chosen by is missing.
  @Test("An element that does not say whether it is meant denies")
  func elementsWithoutNames() {
    var fixture = GateFixture()
    fixture.policy.evidence.attacks = []
    fixture.report = JSONEdit.set(["attacks", 1, "attack", "risk"], to: nil, in: fixture.report)
    let verdict = fixture.verdict()
    #expect(verdict.decisions.first { $0.rule == "link" }?.reason == .metricMissing)
  }

  // Catches: open-policy-agent/conftest#1396 and #490: all rules merged into one result.
  @Test("Each rule has one decision of its own, in the policy's order")
  func rulesAreNotMerged() {
    let fixture = GateFixture()
    let ids = fixture.policy.rules.map(\.id)
    #expect(fixture.verdict().decisions.prefix(ids.count).map(\.rule) == ids)
    for id in ids { #expect(fixture.verdict().decisions.count { $0.rule == id } == 1) }
  }

  // Catches: microsoft/PSRule#955: passes that are shown as problems.
  @Test("What is met carries no remedy and no word of a problem")
  func passesAreNoProblems() {
    let verdict = GateFixture().verdict()
    #expect(verdict.decisions.allSatisfy { $0.result == .met && $0.remedy == nil })
    let text = GateText.render(verdict)
    #expect(text.hasPrefix("PASS") && !text.contains("DENIED") && !text.contains("to pass"))
  }

  // Catches: temporalio/deputy#254 again: what could not be evaluated reported as a violation.
  @Test("What could not be looked at is told from what was broken")
  func missingIsNotBroken() {
    var fixture = GateFixture()
    fixture.hasReport = false
    let reasons = Set(fixture.verdict().decisions.filter { $0.result == .denied }.map(\.reason))
    #expect(!reasons.contains(.thresholdPassed) && reasons.contains(.evidenceMissing))
  }

  // Catches: a policy whose rules are all about something else.
  @Test("A kind of release that no denying rule is about is denied")
  func nothingApplies() {
    var fixture = GateFixture()
    fixture.policy.rules = [
      GateFixture.rule("a", appliesTo: [.vendor]), GateFixture.rule("b", severity: .warn),
    ]
    let verdict = fixture.verdict()
    #expect(verdict.decisions[0].result == .notApplicable)
    #expect(verdict.outcome == .deny)
    #expect(verdict.decisions.first { $0.rule == "evidence/release-kind" }?.reason == .otherRelease)
  }

  // Catches: a reader that takes the first of two values where another takes the last.
  @Test("A number that stands twice is none")
  func repeatedKeys() {
    for key in ["value", "val\\u0075e"] {
      var fixture = GateFixture()
      fixture.reportText = """
        {"verdict": {"risk": {"value": 0.01, "lower": 0, "upper": 0.02, "method": "wilson",
        "\(key)": 0.9}}}
        """
      #expect(fixture.verdict().decisions[0].reason == .metricMissing)
    }
  }

  // Catches: one worst attack hidden among many good ones.
  @Test("The worst of several elements decides, and names its columns")
  func worstDecides() throws {
    var fixture = GateFixture()
    fixture.report = JSONEdit.set(
      ["attacks", 1, "success"], to: GateFixture.estimate(0.5, 0.4, 0.6), in: fixture.report)
    let decision = try #require(fixture.verdict().decisions.first { $0.rule == "every" })
    #expect(decision.result == .denied && decision.value == 0.5)
    #expect(decision.columns == ["people.postcode", "people.age"])
    #expect(decision.remedy?.contains("Coarsen the postcode.") == true)
  }

  // Catches: a baseline that lets a risk grow, or excuses what was not measured.
  @Test("A baseline excuses what did not get worse, and nothing else")
  func baselines() {
    var fixture = GateFixture()
    func set(_ value: Double) {
      fixture.report = JSONEdit.set(
        ["verdict", "risk"], to: GateFixture.estimate(value, value, value), in: fixture.report)
    }
    set(0.2)
    let old = fixture.verdict()
    #expect(old.outcome == .deny)
    fixture.baseline = old
    #expect(fixture.verdict().outcome == .pass)
    set(0.15)
    #expect(fixture.verdict().outcome == .pass)
    set(0.21)
    #expect(fixture.verdict().outcome == .deny)
    set(0.2)
    fixture.candidates = ["cc"]
    fixture.baseline = fixture.verdict()
    #expect(fixture.verdict().outcome == .deny)
  }

  // Catches: a protection report of another release; its rules read nothing else.
  @Test("Rules about protection want a report of the file that leaves")
  func protection() {
    var fixture = GateFixture()
    fixture.policy.rules.append(
      GateFixture.rule("models", metric: "verification.models[*].holds", .atLeast, 1))
    #expect(fixture.verdict().outcome == .deny)
    func report(_ digest: String, _ holds: Bool) -> [String: Any] {
      [
        "schemaVersion": "1.0", "name": "x", "release": ["digest": digest],
        "verification": [
          "models": [["name": "k", "holds": true], ["name": "l", "holds": holds]]
        ],
      ]
    }
    fixture.protection = report("aa", true)
    #expect(fixture.verdict().outcome == .pass)
    fixture.protection = report("aa", false)
    #expect(fixture.verdict().outcome == .deny)
    fixture.protection = report("zz", true)
    #expect(
      fixture.verdict().decisions.first { $0.rule == "evidence/protection-report" }?.reason
        == .evidenceOfOtherData)
  }

  // Catches: three people who fill four places, and a greedy choice that leaves one unfilled.
  @Test("One person fills one role, and as many places as can be are filled")
  func separationOfDuties() {
    func outcome(_ pairs: [(String, String)], separates: Bool = true) -> GateVerdict.Outcome {
      var fixture = GateFixture()
      fixture.policy.approvals?.separatesDuties = separates
      fixture.approvals = ReleaseApprovals(
        candidates: ["aa", "bb"], report: "report", preparedBy: "ada",
        approvals: pairs.map { .init(person: $0.0, role: $0.1, at: "2027-01-14T10:00:00Z") })
      return fixture.verdict().outcome
    }
    let chain = [("b", "steward"), ("c", "steward"), ("b", "officer"), ("d", "officer")]
    #expect(outcome(chain) == .pass)
    let two = [("b", "steward"), ("b", "officer"), ("d", "officer")]
    #expect(outcome(two) == .deny)
    #expect(outcome(two, separates: false) == .pass)
  }

  // Catches: an approval given before there was anything to approve, or dated ahead.
  @Test("Approvals count from the report on, and not from the future")
  func approvalTimes() {
    for at in ["2027-01-14T07:59:59Z", "2027-01-16T00:00:00Z", "yesterday"] {
      var fixture = GateFixture()
      fixture.approvals = ReleaseApprovals(
        candidates: ["aa", "bb"], report: "report", preparedBy: "ada",
        approvals: [.init(person: "bob", role: "steward", at: at)]
          + GateFixture.soundApprovals.approvals.dropFirst())
      #expect(fixture.verdict().outcome == .deny, "\(at)")
    }
  }

  // Catches: a column that slipped in, known to the manifest or to the report alone.
  @Test("A column that no purpose needs is found, wherever it is declared")
  func minimisation() {
    var fixture = GateFixture()
    fixture.policy.minimisation?.purposes[0].needs = ["people.age", "place"]
    #expect(fixture.verdict().decisions.contains { $0.columns == ["people.postcode"] })
    fixture = GateFixture()
    fixture.report = JSONEdit.set(
      ["dataset", "tables", 0, "columns", 0, "name"], to: "income", in: fixture.report)
    let verdict = fixture.verdict()
    #expect(verdict.outcome == .deny)
    #expect(
      verdict.decisions.contains {
        $0.reason == .columnWithoutPurpose && $0.columns == ["people.income"]
      })
  }
}
