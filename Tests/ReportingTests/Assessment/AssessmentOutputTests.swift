import Findings
import Foundation
import Testing

@testable import Reporting

@Suite("Impact assessments, written out")
struct AssessmentOutputTests {
  // Catches unbalanced tags, doubled ids, skipped headings, references to elsewhere.
  @Test(
    "The page is well formed and self-contained, also with hostile and with no content",
    .enabled(if: PythonPage.isInstalled, "python3 is not installed"))
  func page() throws {
    let hostile = AssessmentSamples.assessment {
      Samples.hostileTexts[$0 % Samples.hostileTexts.count]
    }
    for assessment in [AssessmentSamples.plain, AssessmentSamples.empty, hostile] {
      let page = AssessmentHTML.render(assessment)
      #expect(try PythonPage.problems(inPage: page) == "")
      #expect(!page.lowercased().contains("<script"))
      #expect(page.contains("default-src 'none'"))
    }
  }

  // Catches a name or an answer that becomes a tag or an attribute.
  @Test("Hostile texts change nothing but text", arguments: Samples.hostileTexts.indices)
  func hostile(index: Int) {
    let text = Samples.hostileTexts[index]
    let page = AssessmentHTML.render(AssessmentSamples.assessment { _ in text })
    let plain = AssessmentHTML.render(AssessmentSamples.assessment { _ in "x" })
    let tags = /<[^>]*>/
    // A text may leave a list of bylines empty, no more.
    if !text.allSatisfy(\.isWhitespace) {
      #expect(page.matches(of: tags).count == plain.matches(of: tags).count)
    }
    let markdown = AssessmentMarkdown.render(AssessmentSamples.assessment { _ in text })
    #expect(!markdown.contains("<script") && !markdown.contains(/[^\\]\]\(http/))
    #expect(!markdown.contains("@someone") && !markdown.contains("\u{202E}"))
    let plainRows = AssessmentMarkdown.render(AssessmentSamples.assessment { _ in "x" })
    guard !text.allSatisfy(\.isWhitespace) else { return }
    #expect(markdown.split(separator: "\n").count == plainRows.split(separator: "\n").count)
  }

  // Catches an answer that is cut where a sentence of ours would be.
  @Test("Answers are never cut")
  func whole() {
    let long = String(repeating: "word ", count: 4_000) + "end"
    let assessment = AssessmentSamples.assessment { _ in long }
    let cut = "characters)"
    let answers = assessment.questions.count { $0.answer != nil } + 1
    for text in [AssessmentHTML.render(assessment), AssessmentMarkdown.render(assessment)] {
      #expect(text.components(separatedBy: long).count - 1 == answers)
      #expect(text.contains(cut), "other texts are cut")
    }
    #expect(PIAText.render(assessment).contains(long))
  }

  // Catches a status that people can't see.
  @Test("Each question shows its id, and whether it is open, answered or stale")
  func statuses() {
    let assessment = AssessmentSamples.plain
    for text in [AssessmentHTML.render(assessment), AssessmentMarkdown.render(assessment)] {
      for question in assessment.questions {
        #expect(text.contains(question.id))
        #expect(text.contains(question.status.title.prefix(4)))
      }
    }
  }

  // Catches output that depends on anything but the document.
  @Test("Equal assessments give equal text")
  func deterministic() throws {
    let again = try ImpactAssessment.previous(from: AssessmentSamples.plain.encoded())
    #expect(AssessmentHTML.render(again) == AssessmentHTML.render(AssessmentSamples.plain))
    #expect(AssessmentMarkdown.render(again) == AssessmentMarkdown.render(AssessmentSamples.plain))
    #expect(PIAText.render(again) == PIAText.render(AssessmentSamples.plain))
  }
}
