public import Findings

/// An impact assessment as the file that CNIL's PIA software imports.
///
/// Likelihood and threats of illegitimate access stand filled in from the numbers; answers of
/// people stand where they belong; questions that nobody answered stay open there, each with a
/// comment that only people can answer it.
///
/// **Source** LINCnil/pia, `src/assets/files/pia_architecture.json` and the exported examples
/// beside it: answers by the number of their question, gauges from 1 to 4.
public enum PIAText {
  /// The file's text.
  ///
  /// - Complexity: O(size).
  public static func render(_ assessment: ImpactAssessment) -> String {
    PIAFile(assessment: assessment).value.rendered
  }
}

/// The parts of the file.
struct PIAFile {
  let assessment: ImpactAssessment

  private static let piaID = 1
  /// Questions whose answer is a list of short texts.
  private static let lists: Set<Int> = [321, 322, 323, 324, 331, 332, 333, 334, 341, 342, 343, 344]
  /// All questions of the software.
  static let numbers: [Int] =
    Array(111...113) + Array(121...123) + Array(211...215) + Array(221...227)
    + [320, 330, 340].flatMap { base in (1...6).map { base + $0 } }

  var value: OrderedJSON {
    let answers = self.answers
    return [
      "pia": pia, "answers": .list(answers.map(\.value)), "measures": .list(measures),
      "evaluations": [], "comments": .list(comments(answered: Set(answers.map(\.number)))),
    ]
  }

  private var pia: OrderedJSON {
    [
      "id": .integer(Self.piaID), "status": .integer(0),
      "name": .text(SafeText.name(assessment.dataset)), "author_name": "",
      "evaluator_name": "", "validator_name": "", "dpo_status": .integer(0), "dpo_opinion": "",
      "concerned_people_opinion": "", "concerned_people_status": .integer(0),
      "concerned_people_searched_opinion": .flag(false), "concerned_people_searched_content": "",
      "rejection_reason": "", "applied_adjustments": "", "dpos_names": "", "people_names": "",
      "category": "", "numberOfQuestions": .integer(Self.numbers.count),
      "created_at": .text(assessment.measuredAt), "updated_at": .text(assessment.measuredAt),
    ]
  }

  // MARK: Answers

  private struct Answer {
    let number: Int
    let value: OrderedJSON
  }

  private var answers: [Answer] {
    Self.numbers.compactMap { number -> (Int, [String], Int)? in
      let people = assessment.questions.filter { $0.reference.contains(number) }
      let written = people.compactMap(\.answer)
      let texts = measured(number) + people.compactMap(self.written)
      guard !texts.isEmpty else { return nil }
      let measuredLevel = number == 326 ? assessment.likelihood.level?.rawValue : nil
      let level = measuredLevel ?? written.first?.level
      return (number, texts, level ?? 0)
    }.enumerated().map { index, answer in
      Answer(
        number: answer.0,
        value: [
          "pia_id": .integer(Self.piaID), "reference_to": .integer(answer.0),
          "data": data(answer.0, answer.1, gauge: answer.2),
          "created_at": .text(assessment.measuredAt), "id": .integer(index + 1),
        ])
    }
  }

  private func data(_ number: Int, _ texts: [String], gauge: Int) -> OrderedJSON {
    if Self.lists.contains(number) {
      let shown = texts.map { SafeText.neutralised($0, limit: Int.max) }
      return ["text": .null, "gauge": .null, "list": .texts(shown)]
    }
    let paragraphs = texts.map { "<p>\(Markup.escaped($0, limit: Int.max).text)</p>" }
    return ["text": .text(paragraphs.joined()), "gauge": .integer(gauge), "list": []]
  }

  private func written(_ question: AssessmentQuestion) -> String? {
    guard let answer = question.answer else { return nil }
    let mark = question.status == .stale ? "(Stale: look at it again.) " : ""
    let byline = answer.byline.isEmpty ? "" : " (\(answer.byline))"
    return "\(mark)\(answer.text)\(byline)"
  }

  /// What the numbers answer.
  private func measured(_ number: Int) -> [String] {
    switch number {
    case 121: return assessment.data
    case 322:
      return assessment.results.filter { $0.kind == .attack }.map { "\($0.title): \($0.sentence)" }
    case 323:
      return assessment.clauses.first { $0.id == "iso-27559/6.2" }?.answers ?? []
    case 324: return assessment.measures.map(\.title)
    case 326:
      let likelihood = assessment.likelihood
      return likelihood.level == nil ? [] : [likelihood.sentence, likelihood.source]
    default: return []
    }
  }

  // MARK: Measures and comments

  private var measures: [OrderedJSON] {
    assessment.measures.enumerated().map { index, measure in
      let paragraphs = [
        measure.sentence, "Does not protect against: \(measure.doesNotProtectAgainst)",
      ].map { "<p>\(Markup.escaped($0, limit: Int.max).text)</p>" }
      return [
        "title": .text(SafeText.name(measure.title)), "pia_id": .integer(Self.piaID),
        "content": .text(paragraphs.joined()), "placeholder": "measures.default_placeholder",
        "created_at": .text(assessment.measuredAt), "id": .integer(index + 1),
      ]
    }
  }

  /// One comment at each question that people have to answer, or to look at again.
  private func comments(answered: Set<Int>) -> [OrderedJSON] {
    assessment.questions.filter { $0.status != .answered }
      .flatMap { question in question.reference.map { ($0, question) } }
      .enumerated().map { index, item in
        let facts = item.1.facts.isEmpty ? "" : "\n\(item.1.facts.joined(separator: "\n"))"
        let filled =
          answered.contains(item.0) && item.1.status == .open
          ? " Filled in so far: what was measured." : ""
        let text = "\(item.1.status.title). \(item.1.text)\(filled)\(facts)"
        return [
          "description": .text(Markup.escaped(text, limit: Int.max).text),
          "pia_id": .integer(Self.piaID), "reference_to": .integer(item.0),
          "for_measure": .flag(false), "created_at": .text(assessment.measuredAt),
          "id": .integer(index + 1),
        ]
      }
  }
}
