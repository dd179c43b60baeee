import Findings
import Testing

@testable import Reporting

@Suite("The text of a private release")
struct PrivateReleaseTextTests {
  private func text(delta: Double) -> String {
    PrivateReleaseText.render(
      PrivateRelease(
        tool: "t", createdAt: "2026-11-21T00:00:00Z",
        query: .init(kind: .histogram, file: "f", column: "ward", declaresKeys: false),
        neighbours: .init(
          relation: .addRemove, unit: .dataSubject, subject: "u\u{1B}[2J", rowsPerSubject: 3,
          groupsPerSubject: 2),
        mechanism: .init(name: "discrete Laplace", scale: 4, threshold: 51),
        cost: .init(epsilon: 1, delta: delta, rho: nil), accuracy: nil,
        results: [.init(key: "A\nB", value: 60)], notes: ["a note"]))
  }

  @Test("rounds delta up to three digits")
  func delta() throws {
    // Would catch: a promise that is smaller than what is kept.
    let cases: [(Double, String?)] = [
      (9.976939120994472e-10, "9.98e-10"), (1e-9, "1.0e-9"), (1.0000001e-9, "1.01e-9"),
      (9.991e-4, nil), (1e-300, nil), (0.25, nil), (0.999, nil), (0.9999, nil),
    ]
    for (delta, expected) in cases {
      let shown = try #require(
        text(delta: delta).split(separator: "delta ").last?.split(separator: ".\n").first)
      let read = try #require(Double(String(shown)))
      #expect(read >= delta && read <= delta * 1.011, "\(shown)")
      if let expected { #expect(shown == expected) }
    }
  }

  @Test("writes no character that steers a terminal, and no note among the answers")
  func harmless() {
    let text = text(delta: 1e-9)
    #expect(!text.contains("\u{1B}") && !text.contains("a note") && !text.contains("A\nB"))
    #expect(text.contains("\t60\n") && text.contains("at most 2 groups, 3 rows in each"))
  }
}
