import Findings
import Testing

@testable import Governance

@Suite("Drafts of impact assessments")
struct AssessmentDraftTests {
  typealias Reports = AssessedReports

  static func draft(
    _ report: RiskReport, protection: ProtectionReport? = nil, previous: ImpactAssessment? = nil
  ) -> ImpactAssessment {
    AssessmentDraft.make(report: report, protection: protection, previous: previous, tool: "t")
  }

  // The thresholds of docs/thresholds.md by hand: cells of 20, 5 and 2.
  @Test(
    "A likelihood is the level of the upper bound, thresholds included",
    arguments: [
      (0.0, 1), (0.0499, 1), (0.05, 2), (0.1999, 2), (0.2, 3), (0.4999, 3), (0.5, 4), (1.0, 4),
    ])
  func levels(upper: Double, level: Int) {
    let draft = Self.draft(
      Reports.report([
        Reports.attack("small", .linkability, upper: upper / 4),
        Reports.attack("a", .singlingOut, upper: upper),
      ]))
    #expect(draft.likelihood.level?.rawValue == level)
    #expect(draft.likelihood.upperBound == upper)
    #expect(LikelihoodScale.level(of: .nan) == .maximum)
  }

  // Catches a likelihood that falls where a risk rises.
  @Test("Raising a bound never lowers the likelihood")
  func monotonic() {
    var last = AssessedLikelihood.Level.negligible
    for step in 0...1000 {
      let level = LikelihoodScale.level(of: Double(step) / 1000)
      #expect(level >= last)
      last = level
    }
    #expect(last == .maximum)
  }

  // A guess that is as good without the release says nothing about the release.
  @Test("A guessed value counts by what the release adds, where there is a control")
  func inference() {
    let added = Reports.attack("a", .inference, upper: 0.9, control: true, excess: 0.1)
    #expect(Self.draft(Reports.report([added])).likelihood.level == .limited)
    let bare = Reports.attack("a", .inference, upper: 0.9, excess: 0.1)
    #expect(Self.draft(Reports.report([bare])).likelihood.level == .maximum)
  }

  // Catches an attack, finding or gap that no clause claims, and a clause that nobody defined.
  @Test("Each result names its clauses, and clause and result name each other")
  func mapping() {
    let attacks = IdentificationRisk.allCases.map {
      Reports.attack($0.rawValue, $0, upper: 0.3, channel: .modelOutputs)
    }
    let findings = IdentificationRisk.allCases.map {
      Finding(
        id: "f/\($0.rawValue)", title: "F", severity: .low, risk: $0,
        failureMode: .semanticInference, sentence: "s", remedy: "", evidence: [], columns: [])
    }
    let gaps = [Gap(what: "w", why: "y"), Gap(what: "x", why: "y", risk: .inference)]
    let draft = Self.draft(Reports.report(attacks, findings: findings, gaps: gaps))
    #expect(draft.results.count == 8)
    let clauses = Dictionary(uniqueKeysWithValues: draft.clauses.map { ($0.id, $0) })
    for result in draft.results {
      #expect(!result.clauses.isEmpty)
      for id in result.clauses { #expect(clauses[id]?.results.contains(result.id) == true) }
      let needed = result.kind == .gap ? "iso-27559/8.2.3" : "wp216/"
      #expect(result.clauses.contains { $0.hasPrefix(needed) })
      if result.kind != .gap { #expect(result.clauses.contains { $0.hasPrefix("linddun/") }) }
    }
    for clause in draft.clauses {
      for id in clause.results { #expect(draft.results.contains { $0.id == id }) }
      for id in clause.questions { #expect(draft.questions.contains { $0.id == id }) }
      if clause.status == .people, !clause.id.hasPrefix("nist-800-226/") {
        #expect(!clause.questions.isEmpty, "\(clause.id)")
      }
    }
    let known = Set(ClauseCatalogue.all.map(\.id))
    let asked = QuestionCatalogue.all + QuestionCatalogue.differentialPrivacy
    #expect(asked.flatMap(\.clauses).allSatisfy(known.contains))
    #expect(Set(asked.map(\.id)).count == asked.count)
  }

  // Catches silence that is read as clearance.
  @Test("An empty report measures nothing and clears nothing")
  func empty() throws {
    let draft = Self.draft(Reports.report([], digest: nil))
    #expect(draft.likelihood.level == nil)
    #expect(draft.questions.contains { $0.id == "likelihood-access" })
    let measured = draft.clauses.filter { $0.status == .measured }.map(\.id)
    #expect(measured == ["iso-27559/7.2"])
    #expect(draft.questions.allSatisfy { $0.status == .open })
    #expect(try draft.encoded() == Self.draft(Reports.report([], digest: nil)).encoded())
  }

  // Catches a likelihood that is lowered by a promise.
  @Test("A protection report never lowers the likelihood, and what it is about is said")
  func binding() {
    let report = Reports.report([Reports.attack("a", .singlingOut, upper: 0.6)])
    let models = ["(1, 1e-06)-differential privacy"]
    for (source, release, word) in [("aa", "bb", "before protection"), ("x", "y", "other data")] {
      let protection = Reports.protection(source: source, release: release, models: models)
      let draft = Self.draft(report, protection: protection)
      #expect(draft.likelihood.level == .maximum)
      #expect(draft.limits.contains { $0.contains(word) })
      #expect(draft.questions.contains { $0.id == "dp-trust-model" })
    }
    let of = Self.draft(report, protection: Reports.protection(source: "x", release: "aa"))
    #expect(!of.limits.contains { $0.contains("before protection") || $0.contains("other data") })
    #expect(of.measures.count == 1)
    let status = Dictionary(uniqueKeysWithValues: of.clauses.map { ($0.id, $0.status) })
    #expect(status["iso-27559/8.3"] == .measured)
    #expect(status["nist-800-226/privacy-loss"] == .notApplicable)
  }
}
