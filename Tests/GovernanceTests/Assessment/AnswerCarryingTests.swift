import Findings
import Foundation
import Testing

@testable import Governance

@Suite("Answers across drafts")
struct AnswerCarryingTests {
  typealias Reports = AssessedReports
  static let report = Reports.report([Reports.attack("a", .singlingOut, upper: 0.6)])

  static func draft(_ report: RiskReport, _ previous: ImpactAssessment?) -> ImpactAssessment {
    AssessmentDraft.make(report: report, previous: previous, tool: "t")
  }

  /// A draft into whose JSON people wrote, as they do: through the text of the file.
  static func edited(
    _ draft: ImpactAssessment, _ change: (inout [[String: Any]]) -> Void
  ) throws -> ImpactAssessment {
    var object = try #require(
      JSONSerialization.jsonObject(with: draft.encoded()) as? [String: Any])
    var questions = try #require(object["questions"] as? [[String: Any]])
    change(&questions)
    object["questions"] = questions
    return try ImpactAssessment.previous(
      from: JSONSerialization.data(withJSONObject: object))
  }

  static func answered(_ draft: ImpactAssessment) throws -> ImpactAssessment {
    try edited(draft) { questions in
      for index in questions.indices {
        questions[index]["answer"] = ["text": "  <b>Answer</b> \(index)\n\u{202E} ", "by": "me"]
      }
    }
  }

  // Catches an answer that is lost, trimmed, escaped or moved.
  @Test("All answers are there after two more drafts, byte for byte")
  func kept() throws {
    let first = try Self.answered(Self.draft(Self.report, nil))
    let second = Self.draft(Self.report, first)
    let third = try ImpactAssessment.previous(
      from: Self.draft(Self.report, ImpactAssessment.previous(from: second.encoded())).encoded())
    #expect(third == second)
    for (before, after) in zip(first.questions, third.questions) {
      #expect(after.id == before.id)
      #expect(after.answer?.text.utf8.elementsEqual(before.answer?.text.utf8 ?? "".utf8) == true)
      #expect(after.answer?.by == "me")
      #expect(after.status == .answered)
    }
  }

  // Catches an answer that goes on counting after what it answered has changed.
  @Test("An answer is stale exactly where its facts changed, until somebody confirms it")
  func stale() throws {
    let first = try Self.answered(Self.draft(Self.report, nil))
    let changed = Reports.report(
      [Reports.attack("a", .singlingOut, upper: 0.1)], blame: ["illness"])
    let second = Self.draft(changed, first)
    let facts = Dictionary(uniqueKeysWithValues: first.questions.map { ($0.id, $0.facts) })
    for question in second.questions {
      let isSame = facts[question.id] == question.facts
      #expect(question.status == (isSame ? .answered : .stale), "\(question.id)")
    }
    let stale = second.questions.filter { $0.status == .stale }.map(\.id)
    #expect(stale == ["minimisation", "performance-levels"])
    // It stays stale from draft to draft, and comes back to life with the facts it was given on.
    #expect(Self.draft(changed, second) == second)
    #expect(Self.draft(Self.report, second).questions.allSatisfy { $0.status == .answered })
    // Whoever confirms an answer deletes what it was shown with.
    let confirmed = try Self.edited(second) { questions in
      for index in questions.indices {
        var answer = questions[index]["answer"] as? [String: Any] ?? [:]
        answer["shown"] = nil
        questions[index]["answer"] = answer
      }
    }
    #expect(Self.draft(changed, confirmed).questions.allSatisfy { $0.status == .answered })
  }

  // Catches a question that takes its answer along when it goes.
  @Test("An answer whose question is gone is retired, and returns with it")
  func retired() throws {
    let unmeasured = Reports.report([])
    let first = try Self.answered(Self.draft(unmeasured, nil))
    let second = Self.draft(Self.report, first)
    let retired = try #require(second.retired.first)
    #expect(second.retired.count == 1)
    #expect(retired.id == "likelihood-access")
    #expect(Self.draft(Self.report, second).retired == second.retired)
    let third = Self.draft(unmeasured, second)
    let back = third.questions.first { $0.id == "likelihood-access" }
    #expect(back?.answer?.text == retired.answer.text)
    #expect(back?.status == .answered)
    #expect(third.retired.isEmpty)
    // Answers of drafts that this program never wrote are kept as well.
    let foreign = try Self.edited(first) { $0[0]["id"] = "something-else" }
    #expect(Self.draft(Self.report, foreign).retired.map(\.id).contains("something-else"))
  }
}
