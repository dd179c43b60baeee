import Findings
import Foundation
import Testing

@testable import Reporting

@Suite("The file for CNIL's PIA software")
struct PIATextTests {
  static func object(_ assessment: ImpactAssessment) throws -> [String: Any] {
    let data = Data(PIAText.render(assessment).utf8)
    return try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
  }

  // The numbers of LINCnil/pia's pia_architecture.json: 36 questions, those of measures among them.
  @Test("The questions are CNIL's 36")
  func numbers() throws {
    #expect(PIAFile.numbers.count == 36)
    #expect(Set(PIAFile.numbers).count == 36)
    let pia = try #require(Self.object(AssessmentSamples.plain)["pia"] as? [String: Any])
    #expect(pia["numberOfQuestions"] as? Int == 36)
    #expect(pia["status"] as? Int == 0)
  }

  // Catches a gauge in the wrong place, a list where the software wants text, and an open question
  // that looks answered.
  @Test("Likelihood and answers stand where the software looks for them")
  func answers() throws {
    let file = try Self.object(AssessmentSamples.plain)
    #expect(Set(file.keys) == ["pia", "answers", "measures", "evaluations", "comments"])
    let answers = try #require(file["answers"] as? [[String: Any]])
    var data: [Int: [String: Any]] = [:]
    for answer in answers {
      data[try #require(answer["reference_to"] as? Int)] = answer["data"] as? [String: Any]
    }
    #expect(data.count == answers.count)
    #expect(data[326]?["gauge"] as? Int == 3)
    #expect(data[335]?["gauge"] as? Int == 3)
    #expect((data[326]?["text"] as? String)?.hasPrefix("<p>text ") == true)
    #expect(data[322]?["text"] is NSNull)
    #expect((data[322]?["list"] as? [String])?.count == 1)
    #expect(data[111] == nil && data[325] == nil, "open questions stay open")
    #expect((data[323]?["list"] as? [String])?.contains { $0.hasPrefix("(Stale") } == true)
    let comments = try #require(file["comments"] as? [[String: Any]])
    #expect(comments.compactMap { $0["reference_to"] as? Int } == [111, 323, 325])
    #expect((comments[0]["description"] as? String)?.contains("only people") == true)
  }

  @Test("Without an attack there is no likelihood, and hostile texts stay texts")
  func emptyAndHostile() throws {
    let answers = try Self.object(AssessmentSamples.empty)["answers"] as? [[String: Any]]
    #expect(answers?.contains { $0["reference_to"] as? Int == 326 } == false)
    for text in Samples.hostileTexts {
      let written = PIAText.render(AssessmentSamples.assessment { _ in text })
      #expect(!written.contains("<"))
      let file = try JSONSerialization.jsonObject(with: Data(written.utf8)) as? [String: Any]
      for answer in file?["answers"] as? [[String: Any]] ?? [] {
        let data = answer["data"] as? [String: Any]
        guard let html = data?["text"] as? String else { continue }
        let tags = Set(html.matches(of: /<[^>]*>/).map { String($0.output) })
        #expect(tags.isSubset(of: ["<p>", "</p>"]))
      }
    }
  }
}
