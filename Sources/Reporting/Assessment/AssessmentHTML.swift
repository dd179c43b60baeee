public import Findings

/// An impact assessment as one page that needs nothing else, in the look of the risk report.
public enum AssessmentHTML {
  /// The page of a draft.
  ///
  /// - Returns: a complete HTML document without script; names and answers in it are harmless.
  /// - Complexity: O(size).
  public static func render(_ assessment: ImpactAssessment) -> String {
    page(AssessmentPage(assessment: assessment)).text
  }

  private static func page(_ page: AssessmentPage) -> Markup {
    HTMLDocument.page(
      title: "Impact assessment: \(page.name(page.assessment.dataset))",
      subject: "the assessment", masthead: page.masthead,
      main: """
        \(page.opening)
        \(page.questions)
        \(page.measures)
        \(page.clauses)
        \(page.results)
        \(page.retired)
        \(page.limits)
        """,
      colophon: """
        <footer class="colophon"><p>Written by \(page.name(page.assessment.tool)) from a risk \
        report, schema \(page.name(page.assessment.schemaVersion)).</p></footer>
        """)
  }
}

/// The page of one assessment.
struct AssessmentPage {
  let assessment: ImpactAssessment

  func name(_ text: String) -> Markup { .escaped(text, limit: SafeText.nameLimit) }

  /// What a person wrote: harmless, and never cut.
  func whole(_ text: String) -> Markup { .escaped(text, limit: Int.max) }

  private func section(_ id: Markup, _ title: Markup, _ note: Markup, _ content: Markup) -> Markup {
    """
    <section id="\(id)" class="block" aria-labelledby="\(id)-title">
    <div class="side"><h2 id="\(id)-title">\(title)</h2><p class="lead">\(note)</p></div>
    <div class="body">
    \(content)
    </div>
    </section>
    """
  }

  private func list(_ items: [String]) -> Markup {
    items.isEmpty
      ? .none
      : """
      <ul class="notes">
      \(.each(items) { "<li dir=\"auto\">\($0)</li>" })
      </ul>
      """
  }

  var masthead: Markup {
    """
    <header class="masthead">
    <p class="brand">Palimpsest</p>
    <p class="what">Impact assessment, draft <span class="of">on</span> \
    <bdi>\(name(assessment.dataset))</bdi></p>
    <p class="when">\(Markup.escaped(String(assessment.measuredAt.prefix(10)), limit: 12))</p>
    </header>
    """
  }

  var opening: Markup {
    """
    <section class="opening" aria-labelledby="verdict">
    <p class="eyebrow"><span>Likelihood of illegitimate access, on CNIL’s scale of four</span></p>
    <h1 id="verdict" class="short">\(assessment.likelihood.title)</h1>
    <p class="grounds" dir="auto">\(assessment.likelihood.sentence)</p>
    <p class="caption">\(assessment.likelihood.source)</p>
    <p class="caption">Questions for people: \(assessment.progress).</p>
    \(list(assessment.data))
    <ul class="notes">
    \(.each(assessment.evidence, evidence))
    </ul>
    </section>
    """
  }

  private func evidence(_ item: AssessmentEvidence) -> Markup {
    let digest: Markup =
      item.digest.map { #"<span class="digest"> SHA-256 <code>\#(name($0))</code></span>"# }
      ?? .none
    return #"<li>\#(name(item.kind)): <bdi>\#(name(item.name))</bdi>\#(digest)</li>"#
  }

  var questions: Markup {
    section(
      "questions", "Questions for people",
      "No number answers these. Answers are kept from draft to draft.",
      .each(assessment.sections) { part in
        """
        <h3>\(part.title)</h3>
        <ol class="findings">
        \(.each(part.questions, question))
        </ol>
        """
      })
  }

  private func question(_ question: AssessmentQuestion) -> Markup {
    let answer = question.answer.map(self.answer) ?? .none
    return """
      <li id="q-\(name(question.id))">
      <p class="eyebrow"><span>\(question.status.title)</span></p>
      <h4 dir="auto">\(question.text)</h4>
      \(answer)
      \(list(question.facts))
      <p class="evidence"><code>\(name(question.id))</code></p>
      </li>
      """
  }

  private func answer(_ answer: AssessmentQuestion.Answer) -> Markup {
    let level: Markup = answer.level.map { "<b>Level \(NumberFormat.count($0)).</b> " } ?? .none
    let byline: Markup =
      answer.byline.isEmpty ? .none : #" <span class="quiet">\#(name(answer.byline))</span>"#
    return #"<p class="remedy" dir="auto">\#(level)\#(whole(answer.text))\#(byline)</p>"#
  }

  var measures: Markup {
    guard !assessment.measures.isEmpty else { return .none }
    return section(
      "measures", "Measures", "What was done to the data, and what that leaves open.",
      """
      <dl class="gaps">
      \(.each(assessment.measures) { measure in
        """
        <div><dt>\(name(measure.title))</dt><dd dir="auto">\(measure.sentence) \
        <b>Does not protect against</b> \(measure.doesNotProtectAgainst)</dd></div>
        """
      })
      </dl>
      """)
  }

  var clauses: Markup {
    let rows = assessment.clauses.map { clause -> Markup in
      """
      <tr><th scope="row">\(name(clause.standard))</th><td>\(name(clause.clause))</td>\
      <td>\(clause.asks)</td><td>\(clause.status.title)</td>\
      <td dir="auto">\(clause.answers.joined(separator: " "))</td></tr>
      """
    }
    return section(
      "clauses", "Standards", "Which number answers which clause.",
      """
      <div class="scroll" role="region" aria-label="Standards" tabindex="0"><table class="plain">
      <thead><tr><th scope="col">Standard</th><th scope="col">Clause</th><th scope="col">Asks</th>\
      <th scope="col">Status</th><th scope="col">Measured</th></tr></thead>
      <tbody>
      \(.joined(rows))
      </tbody>
      </table></div>
      """)
  }

  var results: Markup {
    guard !assessment.results.isEmpty else {
      return section(
        "results", "Results", "Silence is no clearance.",
        #"<p class="empty">No attack was run, so nothing is known about the risk.</p>"#)
    }
    return section(
      "results", "Results", "Each attack, finding and gap with the clauses that it answers.",
      """
      <dl class="gaps">
      \(.each(assessment.results) { result in
        """
        <div><dt dir="auto">\(result.kind.title): \(name(result.title))</dt>\
        <dd dir="auto">\(result.sentence) <span class="quiet">\
        \(result.clauses.joined(separator: ", "))</span></dd></div>
        """
      })
      </dl>
      """)
  }

  var retired: Markup {
    guard !assessment.retired.isEmpty else { return .none }
    return section(
      "retired", "No longer asked", "Kept, so that nothing that people wrote is lost.",
      """
      <ol class="findings">
      \(.each(assessment.retired) { item in
        "<li><h3 dir=\"auto\">\(item.text)</h3>\(answer(item.answer))</li>"
      })
      </ol>
      """)
  }

  var limits: Markup {
    section("limits", "Limits", "What this draft is not.", list(assessment.limits))
  }
}
