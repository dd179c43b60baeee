import Findings
import Testing

@testable import Reporting

@Suite("Privacy costs as text")
struct CostTextTests {
  // Catches: an epsilon shown smaller than it is, or a lower bound larger.
  @Test("numbers are rounded to the side that is safe to read")
  func rounding() {
    #expect(CostNumber.up(1.234511) == "1.2346" && CostNumber.down(1.234589) == "1.2345")
    #expect(CostNumber.up(0.1 + 0.2) == "0.3" && CostNumber.up(1.0.nextUp) == "1")
    #expect(CostNumber.up(1e-5) == "1e-5" && CostNumber.exact(1e-5) == "1e-5")
    #expect(CostNumber.up(nil) == "-" && CostNumber.up(0) == "0" && CostNumber.exact(2) == "2")
    #expect(CostNumber.up(9.99999) == "10" && CostNumber.up(1.23456e-300).hasPrefix("1.2"))
    #expect(CostNumber.up(.infinity) == "-" && CostNumber.exact(1e100) == "1e100")
  }

  @Test("the report says total, verdict, shares and sources, and no name steers the terminal")
  func report() {
    let step = PrivacyCosts.Step("this follows", source: "there")
    func text(_ left: Double) -> String {
      CostText.render(
        PrivacyCosts(
          tool: "t", unit: "row", neighbours: "substitute",
          total: .init(
            asked: .epsilon, epsilon: 1 - left, delta: 1e-6, notion: "renyi", epsilonAtLeast: 0.5),
          notions: [
            .init(notion: "renyi", epsilon: 1 - left, delta: nil, reason: nil, source: "s")
          ], curve: [],
          releases: [
            .init(
              name: "x\u{1B}[31m", mechanism: "pure", count: 3, rate: 1, alone: 1, saved: 0.25,
              steps: [step]),
            .init(
              name: "y", mechanism: "dpsgd", count: 1, rate: 0.01, alone: 1, saved: nil, steps: []),
          ],
          target: .init(epsilon: 1, delta: 1e-6, spent: 1 - left, isMet: left >= 0, left: left),
          groups: [], calibration: nil, notes: []))
    }
    #expect(text(0.25).hasPrefix("Total: epsilon 0.75 at delta 1e-6, by Renyi DP.\n"))
    #expect(text(0.25).contains("is met, 0.25 is left."))
    #expect(text(-0.25).contains("is passed by 0.25."))
    #expect(text(0).contains("this follows\n      there") && !text(0).contains("\u{1B}"))
  }
}
