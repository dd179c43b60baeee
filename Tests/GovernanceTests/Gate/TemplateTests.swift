import Findings
import Foundation
import Governance
import Tables
import Testing

@Suite("Templates and trials of policies")
struct TemplateTests {
  // Catches: a template that its own reader refuses, or that says something else when written.
  @Test(
    "Each template is a sound policy with a source for each rule",
    arguments: PolicyTemplate.allCases)
  func sound(_ template: PolicyTemplate) throws {
    let policy = template.policy
    let read = try ReleasePolicy.parse(text: policy.render(), file: template.rawValue)
    #expect(read.rules.map(\.id) == policy.rules.map(\.id))
    #expect(read.rules.map(\.threshold) == policy.rules.map(\.threshold))
    #expect(read.approvals?.roles.map(\.role) == policy.approvals?.roles.map(\.role))
    #expect(read.evidence == policy.evidence && read.outputs == policy.outputs)
    for rule in policy.rules {
      #expect(rule.source?.isEmpty == false)
      #expect(!PolicyExplanation.paragraphs(rule, in: policy).isEmpty)
    }
  }

  // Catches: thresholds that drifted from their sources: 0.09 is a group of 11.
  @Test("The thresholds are those of the sources")
  func thresholds() {
    func threshold(_ template: PolicyTemplate, _ rule: String) -> Double? {
      template.policy.rule(rule)?.threshold
    }
    #expect(threshold(.cellSizeEleven, "smallest-group") == 11)
    #expect(threshold(.europeanMedicines, "maximum-risk") == 1.0 / 11)
    #expect(
      Set(PolicyTemplate.threeCriteria.policy.rules.map(\.id))
        == ["singling-out", "linkability", "inference"])
    #expect(threshold(.trustedResearchEnvironment, "smallest-group") == 3)
    #expect(threshold(.internalAnalytics, "smallest-group") == 5)
  }

  // Catches: a template that passes an empty report.
  @Test("No template passes an empty report", arguments: PolicyTemplate.allCases)
  func emptyReport(_ template: PolicyTemplate) {
    var fixture = GateFixture()
    fixture.policy = template.policy
    fixture.kind = template.policy.releaseKinds[0]
    fixture.report = [String: Any]()
    #expect(fixture.verdict().outcome == .deny)
  }

  // Catches: a trial that passes because it names a rule that is not there.
  @Test("A trial fails where a rule says something else, or does not exist")
  func trials() throws {
    let fixtures = try PolicyFixtures.parse(
      text: """
        version: 1
        policy: p
        cases:
          - {name: a, report: r, rules: {risk: met, group: denied, ghost: met}}
        """, file: "f")
    let report = GateFixture.document(GateFixture.soundReport, path: "r", digest: "")
    let outcomes = PolicyTrial(policy: GateFixture.soundPolicy, tool: "t").outcomes(
      of: fixtures.cases[0], report: report, protection: nil)
    #expect(outcomes.map(\.passed) == [true, false, false])
  }
}
