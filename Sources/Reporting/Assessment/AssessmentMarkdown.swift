public import Findings

/// An impact assessment as Markdown.
public enum AssessmentMarkdown {
  /// The draft as GitHub's Markdown.
  ///
  /// - Returns: the text; names and answers in it are harmless: no tag, link or mention.
  /// - Complexity: O(size).
  public static func render(_ assessment: ImpactAssessment) -> String {
    [
      head(assessment), likelihood(assessment), measures(assessment), clauses(assessment),
      results(assessment), questions(assessment), retired(assessment), limits(assessment),
    ].filter { !$0.isEmpty }.joined(separator: "\n") + "\n"
  }

  private static func lines(_ lines: [MarkdownText]) -> String {
    lines.map { $0.text + "\n" }.joined()
  }

  private static func list(_ title: MarkdownText, _ items: [String]) -> String {
    items.isEmpty ? "" : lines([title, ""] + items.map { "- \($0)" })
  }

  private static func head(_ assessment: ImpactAssessment) -> String {
    let evidence = assessment.evidence.map { item -> MarkdownText in
      let digest: MarkdownText = item.digest.map { ", SHA-256 \(name: $0)" } ?? ""
      return "- \(item.kind): \(name: item.name)\(digest)"
    }
    return lines(
      [
        "# Impact assessment, draft: \(name: assessment.dataset)", "",
        """
        \(assessment.tool); measured \(name: assessment.measuredAt). Questions: \
        \(assessment.progress).
        """,
        "", "## What it rests on", "",
      ] + evidence) + (assessment.data.isEmpty ? "" : "\n")
      + lines(assessment.data.map { "- \($0)" })
  }

  private static func likelihood(_ assessment: ImpactAssessment) -> String {
    lines([
      "## Likelihood of illegitimate access: \(assessment.likelihood.title)", "",
      "\(assessment.likelihood.sentence)", "", "\(assessment.likelihood.source)",
    ])
  }

  private static func measures(_ assessment: ImpactAssessment) -> String {
    guard !assessment.measures.isEmpty else { return "" }
    return lines(
      ["## Measures applied", ""]
        + assessment.measures.map { measure in
          """
          - **\(name: measure.title).** \(measure.sentence) *Does not protect against:* \
          \(measure.doesNotProtectAgainst)
          """
        })
  }

  private static func clauses(_ assessment: ImpactAssessment) -> String {
    let rows = assessment.clauses.map { clause -> MarkdownText in
      """
      | \(name: clause.standard) | \(name: clause.clause) | \(clause.asks) \
      | \(clause.status.title) | \(clause.answers.joined(separator: " ")) \
      | \(ids(clause.results + clause.questions)) |
      """
    }
    return lines(
      [
        "## Standards", "", "| standard | clause | asks | status | what was measured | see |",
        "|:--|:--|:--|:--|:--|:--|",
      ] + rows)
  }

  private static func results(_ assessment: ImpactAssessment) -> String {
    guard !assessment.results.isEmpty else {
      return lines(["## Results", "", "No attack was run, so nothing is known about the risk."])
    }
    let items = assessment.results.map { result -> MarkdownText in
      """
      - **\(result.kind.title): \(name: result.title)** (\(name: result.id)). \(result.sentence) \
      *Answers:* \(ids(result.clauses))
      """
    }
    return lines(["## Results, and the clauses that they answer", ""] + items)
  }

  private static func ids(_ ids: [String]) -> MarkdownText {
    ids.reduce(into: MarkdownText("")) { text, id in
      text = text.text.isEmpty ? "\(name: id)" : "\(text), \(name: id)"
    }
  }

  private static func questions(_ assessment: ImpactAssessment) -> String {
    var text: [MarkdownText] = [
      "## Questions that only people can answer", "",
      """
      Answers are written into the draft's JSON, as *answer* of the question with the id shown, \
      and are kept across drafts (--previous).
      """,
    ]
    for section in assessment.sections {
      text += ["", "### \(section.title)"]
      for question in section.questions { text += [""] + self.question(question) }
    }
    return lines(text)
  }

  private static func question(_ question: AssessmentQuestion) -> [MarkdownText] {
    var text: [MarkdownText] = [
      "**\(question.text)** (\(name: question.id))", "", "*\(question.status.title).*",
    ]
    text += question.facts.isEmpty ? [] : [""] + question.facts.map { "- \($0)" }
    if let answer = question.answer { text += ["", self.answer(answer)] }
    return text
  }

  private static func answer(_ answer: AssessmentQuestion.Answer) -> MarkdownText {
    let level: MarkdownText = answer.level.map { "Level \(NumberFormat.count($0)). " } ?? ""
    let byline: MarkdownText = answer.byline.isEmpty ? "" : " (\(answer.byline))"
    return "> \(level)\(whole: answer.text)\(byline)"
  }

  private static func retired(_ assessment: ImpactAssessment) -> String {
    guard !assessment.retired.isEmpty else { return "" }
    return lines(
      ["## Answers to questions that are no longer asked", ""]
        + assessment.retired.flatMap { item -> [MarkdownText] in
          ["**\(item.text)** (\(name: item.id))", "", answer(item.answer), ""]
        })
  }

  private static func limits(_ assessment: ImpactAssessment) -> String {
    list("## Limits", assessment.limits)
  }
}
