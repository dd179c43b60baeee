import Foundation
import TestSupport
import Testing

@testable import Findings

@Suite("The document of an impact assessment")
struct ImpactAssessmentDocumentTests {
  static let answer = AssessmentQuestion.Answer(
    text: "  Wir prüfen\nes. ", by: "A", on: "today", level: 3, shown: ["f"])
  static func question(
    _ id: String, _ status: AssessmentQuestion.Status, _ answer: AssessmentQuestion.Answer?
  ) -> AssessmentQuestion {
    AssessmentQuestion(
      id: id, section: "s", text: "t?", asksForLevel: true, facts: ["f"], clauses: ["c/1"],
      reference: [325], status: status, answer: answer)
  }
  static let full = ImpactAssessment(
    tool: "t", dataset: "d", measuredAt: "2026-03-02T09:41:27Z",
    evidence: [
      .init(kind: "data", name: "n", digest: "00"), .init(kind: "k", name: "m", digest: nil),
    ],
    data: ["x"], measures: [.init(title: "1 recode", sentence: "s", doesNotProtectAgainst: "n")],
    likelihood: .init(level: .limited, upperBound: 0.125, attack: "a", sentence: "s", source: "S"),
    clauses: AssessedClause.Status.allCases.map {
      .init(
        id: "c/\($0.rawValue)", standard: "S", clause: "1", asks: "a", status: $0, answers: ["b"],
        results: ["a"], questions: ["q1"])
    },
    results: AssessedResult.Kind.allCases.map {
      .init(
        id: $0.rawValue, kind: $0, title: "t", sentence: "s",
        risk: $0 == .attack ? .exact(0.125) : nil, clauses: ["c/1"])
    },
    questions: [
      question("q1", .open, nil), question("q2", .answered, answer),
      question("q3", .stale, .init(text: "only text")),
    ], retired: [.init(id: "q0", text: "old?", answer: answer)], limits: ["l"])

  static let schema = PythonSchema.file("impact-assessment-1.json")

  // Catches a field that is written and not read, or an order that depends on anything.
  @Test("comes back as it was written, and is written one way")
  func roundTrip() throws {
    let data = try Self.full.encoded()
    let read = try ImpactAssessment.previous(from: data)
    #expect(read == Self.full)
    #expect(try read.encoded() == data)
  }

  // Catches a schema that promises something else than the reader of previous drafts takes.
  @Test(
    "fits its JSON Schema, which refuses whatever is missing or unknown",
    .enabled(if: PythonSchema.isInstalled, "python3 with jsonschema is not installed"))
  func schema() throws {
    let object = try JSONSerialization.jsonObject(with: try Self.full.encoded())
    let whole = try JSONSerialization.data(withJSONObject: object)
    #expect(try PythonSchema.validity(of: [whole], by: Self.schema) == [true])
    let mutations = JSONMutation.all(of: object)
    #expect(mutations.count > 100)
    let validity = try PythonSchema.validity(of: mutations.map(\.document), by: Self.schema)
    for (mutation, isValid) in zip(mutations, validity) {
      let isRead = (try? ImpactAssessment.previous(from: mutation.document)) != nil
      #expect(isRead == isValid, "\(mutation.change)")
    }
  }

  // Catches words of people that are dropped without a word.
  @Test("refuses what would lose an answer, with the place")
  func refusals() throws {
    let text = String(decoding: try Self.full.encoded(), as: UTF8.self)
    func problem(_ old: String, _ new: String) -> String? {
      #expect(text.contains(old))
      let data = Data(text.replacing(old, with: new, maxReplacements: 1).utf8)
      do {
        _ = try ImpactAssessment.previous(from: data)
        return nil
      } catch {
        return "\(error)"
      }
    }
    let unknown = problem("\"by\": \"A\"", "\"bye\": \"A\"")
    #expect(unknown?.contains("$.questions[1].answer.bye") == true)
    #expect(problem("\"id\": \"q2\"", "\"id\": \"q1\"")?.contains("$.questions[1].id") == true)
    #expect(problem("\"level\": 3", "\"level\": 5")?.contains("answer.level") == true)
    #expect(problem("\"only text\"", "\" \\n\"")?.contains("$.questions[2].answer.text") == true)
    #expect(problem("{", "")?.contains("impact-assessment-1.json") == true)
  }
}
