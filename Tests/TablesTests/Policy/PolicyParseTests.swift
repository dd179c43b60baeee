import Foundation
import Tables
import Testing

@Suite("Policies")
struct PolicyParseTests {
  // Catches: an option that is read and lost.
  @Test("Everything that a policy says is read")
  func everything() throws {
    let policy = try ReleasePolicy.parse(text: PolicyFixture.sound[1], file: "p")
    #expect(policy.name == "p" && policy.description == "what it is for")
    #expect(policy.releaseKinds == [.isPublic, .vendor])
    #expect(policy.evidence == EvidenceTerms(maximumAgeDays: 30))
    #expect(policy.rules.map(\.line) == [6] && policy.rules[0].comparison == .atMost)
    #expect(policy.rules[0].threshold == 0.09 && policy.rules[0].severity == .deny)
    #expect(policy.approvals?.separatesDuties == false)
    #expect(policy.approvals?.roles.map(\.role) == ["steward", "privacy officer"])
    #expect(policy.approvals?.roles.map(\.count) == [1, 2])
    #expect(policy.exceptions.map(\.owner) == ["o"])
    #expect(policy.exceptions[0].until.description == "2026-12-31")
    #expect(policy.minimisation?.severity == .warn)
    #expect(policy.minimisation?.purposes[0].needs == ["age", "people.postcode"])
    #expect(policy.outputs == OutputTerms(minimumCell: 5, minimumCategory: 7, severity: .warn))
  }

  // Catches: an error at the wrong place, or none.
  @Test("Each fault is found at its line and column", arguments: PolicyFixture.misshapen.indices)
  func places(_ index: Int) throws {
    let fixture = PolicyFixture.misshapen[index]
    let errors = try #require(throws: ManifestErrors.self) {
      try ReleasePolicy.parse(text: fixture.text, file: "p")
    }.errors
    #expect(errors[0].line == fixture.line && errors[0].column == fixture.column, "\(errors)")
    #expect(errors.allSatisfy { !$0.problem.remedy.isEmpty && !$0.problem.message.isEmpty })
  }

  // Catches: a policy that can't deny, and a remedy that does not help.
  @Test(
    "Each contradiction is found at its line and column, with what helps",
    arguments: PolicyFixture.contradictory.indices)
  func contradictions(_ index: Int) throws {
    let fixture = PolicyFixture.contradictory[index]
    let errors = try #require(throws: ManifestErrors.self) {
      try ReleasePolicy.parse(text: fixture.text, file: "p")
    }.errors
    #expect(errors[0].line == fixture.line && errors[0].column == fixture.column, "\(errors)")
    #expect(errors[0].problem.remedy.contains(fixture.remedy), "\(errors[0].problem.remedy)")
  }

  // Catches: an unknown key without the name that was meant.
  @Test("Unknown keys name the nearest one")
  func nearest() throws {
    for (key, meant) in [("excepions", "exceptions"), ("aproval", "approvals"), ("rles", "rules")] {
      let text = PolicyFixture.head + PolicyFixture.rules + "\(key): []\n"
      let errors = try #require(throws: ManifestErrors.self) {
        try ReleasePolicy.parse(text: text, file: "p")
      }.errors
      #expect(errors.first?.problem.remedy.contains(meant) == true)
    }
  }

  // Catches: a writer whose policies are read as something else.
  @Test("What is written is read as the same")
  func rendering() throws {
    for text in PolicyFixture.sound {
      let policy = try ReleasePolicy.parse(text: text, file: "p")
      let again = try ReleasePolicy.parse(text: policy.render(), file: "p")
      #expect(again.render() == policy.render())
      #expect(again.rules.map(\.threshold) == policy.rules.map(\.threshold))
      #expect(again.rules.map(\.metric) == policy.rules.map(\.metric))
      #expect(again.minimisation == policy.minimisation && again.outputs == policy.outputs)
    }
  }

  // Catches: a crash on any input. Policies are cut at each length, and bytes are changed.
  @Test("Cut and damaged policies never crash, and never lose their rules silently")
  func damaged() {
    let bytes = Array(PolicyFixture.sound[1].utf8)
    for length in bytes.indices {
      if let policy = try? ReleasePolicy.parse(bytes: Array(bytes[..<length]), file: "p") {
        #expect(!policy.rules.isEmpty && !policy.releaseKinds.isEmpty)
      }
    }
    let alphabet = Array("{}[]:,-?*&!|>'\"# \t\n<=~%@`\\a0.\u{E9}\u{0}".utf8)
    var state: UInt64 = 7
    for _ in 0..<400 {
      var damaged = bytes
      for _ in 0..<3 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        damaged[Int(state >> 33) % bytes.count] = alphabet[Int(state >> 20) % alphabet.count]
      }
      _ = try? ReleasePolicy.parse(bytes: damaged, file: "p")
    }
  }

  // Catches: bombs, depth, and work that grows with the square of the rules.
  @Test("Hostile policies are refused or read in time")
  func hostile() throws {
    let deep = PolicyFixture.head + "rules: " + String(repeating: "[", count: 5000)
    #expect(throws: ManifestErrors.self) { try ReleasePolicy.parse(text: deep, file: "p") }
    for path in [
      String(repeating: "attacks[*].", count: 5000), String(repeating: "[", count: 5000),
      "verdict" + String(repeating: ".risk", count: 5000), "attacks[=x].success", "attacks[]",
      "attacks[x", "attacks]x[", ".verdict", "verdict.", "verdict..risk", "attacks[a.=b].success",
      "\u{202E}verdict.risk", "verdict.risk\u{0}",
    ] {
      #expect(throws: MetricPath.Problem.self) { try MetricPath(path) }
    }
    let many = (0..<3000).map {
      "  - {id: r\($0), title: t, metric: verdict.risk, at-most: 0.1}\n"
    }
    let text = PolicyFixture.head + "rules:\n" + many.joined()
    #expect(try ReleasePolicy.parse(text: text, file: "p").rules.count == 3000)
  }

  // Catches: leap years, and days that no month has. The numbers are those of `date -d DAY +%s`.
  @Test("Days are those of the calendar")
  func days() {
    #expect(CalendarDay("1970-01-01")?.dayNumber == 0)
    #expect(CalendarDay("2000-02-29")?.dayNumber == 11_016)
    #expect(CalendarDay("2026-11-21")?.dayNumber == 20_778)
    #expect(CalendarDay("2100-03-01")?.dayNumber == 47_541)
    for text in ["2100-02-29", "2026-13-01", "2026-00-01", "2026-04-31", "2026-1-01", "0000-01-01"]
    {
      #expect(CalendarDay(text) == nil, "\(text)")
    }
  }

  // Catches: a place that is off by the indentation.
  @Test("Columns of a manifest are found where they stand")
  func manifestPlaces() {
    let text = "tables:\n  people:\n    columns:\n      age: {role: x}\n      \"a b\": {}\n"
    let places = ManifestPlaces(text: text)
    #expect(places.column("people.age").map { [$0.line, $0.column] } == [4, 7])
    #expect(places.column("people.a b").map { [$0.line, $0.column] } == [5, 7])
    #expect(places.table("people").map { [$0.line, $0.column] } == [2, 3])
    #expect(places.column("people.x") == nil && ManifestPlaces(text: "[").table("x") == nil)
  }

  // Catches: fixtures whose mistyped expectation would never fail.
  @Test("Fixtures of a policy are read as strictly")
  func fixtures() throws {
    let text = """
      version: 1
      policy: policy.yaml
      cases:
        - {name: a, report: r.json, day: "2026-01-01", rules: {x: denied, y: not-applicable}}
      """
    let read = try PolicyFixtures.parse(text: text, file: "f")
    #expect(read.cases[0].rules.map(\.expectation) == [.denied, .notApplicable])
    for wrong in ["denid", "pass"] {
      #expect(throws: ManifestErrors.self) {
        try PolicyFixtures.parse(text: text.replacing("denied", with: wrong), file: "f")
      }
    }
  }
}
