import Findings
import Testing

@testable import Reporting

@Suite("A mechanism audit in the terminal")
struct MechanismAuditTextTests {
  private static func report(bound: Double) -> MechanismAuditReport {
    let claim = MechanismAuditReport.Claim(
      epsilon: 1, delta: 0, epsilonLowerBound: bound, eventUpperBound: nil, deltaLowerBound: 0.25,
      likely: [0.875, 0.9], rare: [0, 0.000_25], pair: "0 and 1", view: "value", event: "at-most",
      eventValue: 0, favoursFirst: true)
    return MechanismAuditReport(
      tool: "t", createdAt: "", source: "system", samples: 20_000, confidence: 0.999, tests: 1,
      isPlanted: false,
      mechanisms: [
        .init(
          name: "some-noise", types: ["Noise"], setting: "noise of a sort", epsilon: 1,
          isCaught: bound > 1, claims: [claim])
      ])
  }

  @Test("says of each claim what is proved, and how a broken mechanism was caught")
  func caught() {
    let text = MechanismAuditText.render(Self.report(bound: 1.75))
    #expect(
      text == """
                mechanism   claimed  proved at least  by this event  delta at least
        CAUGHT  some-noise  (1)      1.75             1.75 to any    0.25

        some-noise: noise of a sort
          told apart: 0 and 1, by the value up to 0
          with probability 0.875 at least on the first, 250e-6 at most on the second

        1 mechanism, 20,000 releases on each side of each pair, from the system's secure source.
        1 test shares the error: all bounds hold together with a confidence of 0.999.
        1 of them is caught: more is lost than is claimed.

        """)
  }

  @Test("claims no proof where nothing was caught")
  func sound() {
    let text = MechanismAuditText.render(Self.report(bound: 0.5))
    #expect(text.contains("holds   some-noise") || text.contains("holds  some-noise"))
    #expect(text.contains("that is evidence, and no proof") && !text.contains("CAUGHT"))
    #expect(MechanismAuditText.render(list: [("a", "b"), ("long", "c")]) == "a     b\nlong  c\n")
  }
}
