import Findings
import Foundation
import Governance
import Tables
import Testing

/// One cell of the gate's truth table.
struct TruthCase: Sendable, CustomTestStringConvertible {
  enum Condition: String, CaseIterable, Sendable {
    case met, failed, missing, notANumber, infinite, outsideItsInterval, exactThreshold
    case intervalAcross, noInterval, stale, datedAhead, wrongDigest, olderSchema, noReport
    case exceptionLive, exceptionExpired, exceptionOverMissing, approvalsMissing
    case approvalsTwiceByOne, approvalByAuthor, approvalOfOtherReport, otherKind
  }

  let comparison: RuleComparison
  let uses: RuleBound?
  let condition: Condition

  var testDescription: String { "\(comparison.rawValue) \(uses?.rawValue ?? "-") \(condition)" }

  static let all: [TruthCase] = RuleComparison.allCases.flatMap { comparison in
    ([nil] + RuleBound.allCases).flatMap { uses in
      Condition.allCases.map { TruthCase(comparison: comparison, uses: uses, condition: $0) }
    }
  }

  private var wantsLess: Bool { comparison == .atMost || comparison == .below }

  // What must come out, written down by hand: outcome, the rule or check that says so, its reason.
  var expected: (GateVerdict.Outcome, rule: String, GateDecision.Reason) {
    switch condition {
    case .met: (.pass, "r", .thresholdMet)
    case .failed: (.deny, "r", .thresholdPassed)
    case .missing, .exceptionOverMissing: (.deny, "r", .metricMissing)
    case .notANumber, .infinite, .outsideItsInterval: (.deny, "r", .notANumber)
    case .exactThreshold:
      comparison == .below || comparison == .above
        ? (.deny, "r", .thresholdPassed) : (.pass, "r", .thresholdMet)
    case .intervalAcross:
      switch (comparison, uses) {
      case (.atMost, nil), (.atMost, .upper), (.below, nil), (.below, .upper):
        (.deny, "r", .intervalTooWide)
      case (.atLeast, nil), (.atLeast, .lower), (.above, nil), (.above, .lower):
        (.deny, "r", .intervalTooWide)
      case (.equal, nil), (.equal, .upper), (.equal, .lower): (.deny, "r", .intervalTooWide)
      default: (.pass, "r", .thresholdMet)
      }
    case .noInterval:
      uses == .value ? (.pass, "r", .thresholdMet) : (.deny, "r", .intervalTooWide)
    case .stale, .datedAhead: (.deny, "evidence/age", .evidenceStale)
    case .wrongDigest: (.deny, "evidence/data", .evidenceOfOtherData)
    case .olderSchema: (.deny, "evidence/risk-report", .evidenceOfOlderSchema)
    case .noReport: (.deny, "r", .evidenceMissing)
    case .exceptionLive: (.pass, "r", .exceptionLive)
    case .exceptionExpired: (.deny, "r", .exceptionExpired)
    case .approvalsMissing: (.deny, "approvals/officer", .approvalsMissing)
    case .approvalsTwiceByOne: (.deny, "approvals/officer", .approvalsByOnePerson)
    case .approvalByAuthor: (.deny, "approvals/officer", .approvalsByOnePerson)
    case .approvalOfOtherReport: (.deny, "approvals/officer", .evidenceOfOtherData)
    case .otherKind: (.deny, "evidence/release-kind", .otherRelease)
    }
  }

  private static let threshold = 0.5

  /// An estimate well on the right side, as far from the threshold as the comparison allows.
  private var good: [String: Any] {
    switch comparison {
    case .atMost, .below: GateFixture.estimate(0.2, 0.1, 0.3)
    case .atLeast, .above: GateFixture.estimate(0.8, 0.7, 0.9)
    case .equal: GateFixture.estimate(0.5, 0.5, 0.5, method: "exact")
    }
  }

  private var bad: [String: Any] {
    wantsLess ? GateFixture.estimate(0.8, 0.7, 0.9) : GateFixture.estimate(0.2, 0.1, 0.3)
  }

  private var across: [String: Any] {
    switch comparison {
    case .atMost, .below: GateFixture.estimate(0.45, 0.4, 0.6)
    case .atLeast, .above: GateFixture.estimate(0.55, 0.4, 0.6)
    case .equal: GateFixture.estimate(0.5, 0.4, 0.6)
    }
  }

  private func risk() -> [String: Any]? {
    switch condition {
    case .failed, .exceptionLive, .exceptionExpired: return bad
    case .missing, .exceptionOverMissing: return nil
    case .exactThreshold: return GateFixture.estimate(0.5, 0.5, 0.5, method: "exact")
    case .intervalAcross: return across
    case .noInterval:
      let value = (good["value"] as? Double) ?? 0
      return GateFixture.estimate(value, value, value, method: "model")
    case .outsideItsInterval:
      return wantsLess
        ? GateFixture.estimate(0.2, 0.25, 0.3) : GateFixture.estimate(0.8, 0.7, 0.75)
    default: return good
    }
  }

  func fixture() -> GateFixture {
    var fixture = GateFixture()
    fixture.policy.rules = [
      GateFixture.rule("r", comparison, Self.threshold, uses: uses)
    ]
    fixture.report = JSONEdit.set(["verdict", "risk"], to: risk(), in: fixture.report)
    switch condition {
    case .notANumber, .infinite: fixture.reportText = textWithNoNumber(fixture.report)
    case .stale: fixture.now += 31 * 86_400
    case .datedAhead: fixture.now -= 60 * 86_400
    case .wrongDigest: fixture.candidates = ["aa", "cc"]
    case .olderSchema:
      fixture.report = JSONEdit.set(["schemaVersion"], to: "0.9", in: fixture.report)
    case .noReport: fixture.hasReport = false
    case .exceptionLive, .exceptionOverMissing: fixture.policy.exceptions = [leave("2027-01-15")]
    case .exceptionExpired: fixture.policy.exceptions = [leave("2027-01-14")]
    case .approvalsMissing: fixture.approvals = approvals(officers: ["cy"])
    case .approvalsTwiceByOne: fixture.approvals = approvals(officers: ["cy", " CY "])
    case .approvalByAuthor: fixture.approvals = approvals(officers: ["cy", "Ada"])
    case .approvalOfOtherReport: fixture.approvals = approvals(officers: ["cy", "dee"], "other")
    case .otherKind: fixture.kind = .vendor
    default: break
    }
    return fixture
  }

  /// 1,800,000,000 is 2027-01-15 08:00 UTC: an exception to the 15th lives, one to the 14th not.
  private func leave(_ day: String) -> PolicyException {
    PolicyException(rule: "r", owner: "o", reason: "why", until: CalendarDay(day)!)
  }

  private func approvals(officers: [String], _ report: String = "report") -> ReleaseApprovals {
    let at = "2027-01-14T10:00:00Z"
    return ReleaseApprovals(
      candidates: ["aa", "bb"], report: report, preparedBy: "ada",
      approvals: [.init(person: "bob", role: "steward", at: at)]
        + officers.map { .init(person: $0, role: "officer", at: at) })
  }

  private func textWithNoNumber(_ report: Any) -> String {
    let word = condition == .infinite ? "1e999" : "NaN"
    let data = try? JSONSerialization.data(
      withJSONObject: JSONEdit.set(["verdict", "risk", "value"], to: "HERE", in: report))
    return String(decoding: data ?? Data(), as: UTF8.self)
      .replacingOccurrences(of: "\"HERE\"", with: word)
  }
}

@Suite("The gate's truth table")
struct GateTruthTableTests {
  // Catches: any way in which the gate could stay open that somebody wrote down once.
  @Test(
    "Each rule kind under each condition gives the outcome and the reason", arguments: TruthCase.all
  )
  func cell(_ truth: TruthCase) throws {
    let verdict = truth.fixture().verdict()
    let (outcome, rule, reason) = truth.expected
    #expect(verdict.outcome == outcome)
    let decision = try #require(verdict.decisions.first { $0.rule == rule })
    #expect(decision.reason == reason)
    // The rule is the only thing that is wrong, or the only thing that is right.
    if outcome == .pass { #expect(!verdict.decisions.contains { $0.result == .denied }) }
    if outcome == .deny {
      #expect(decision.result == .denied)
      #expect(decision.remedy?.isEmpty == false && decision.place != nil)
    }
  }

  // Catches: a verdict that can't be written down, or loses something on the way.
  @Test("Each verdict survives its JSON", arguments: TruthCase.all.filter { $0.uses == nil })
  func roundTrip(_ truth: TruthCase) throws {
    let verdict = truth.fixture().verdict()
    #expect(try GateVerdict.decode(from: verdict.encoded()) == verdict)
  }
}
