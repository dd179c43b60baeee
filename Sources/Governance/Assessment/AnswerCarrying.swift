import Findings

/// Answers of a previous draft, carried over to the questions of a new one.
///
/// **Guarantee** each answer of the previous draft stands in the new one unchanged: with its
/// question, or, where that is no longer asked, among the retired. An answer is `stale` where what
/// was shown beside the question when it was answered differs from what is shown now.
struct AnswerCarrying {
  let previous: ImpactAssessment?

  func carried(into questions: [AssessmentQuestion]) -> [AssessmentQuestion] {
    guard let previous else { return questions }
    let before = Dictionary(
      previous.questions.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    let retired = Dictionary(
      previous.retired.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return questions.map { question in
      if let old = before[question.id], let answer = old.answer {
        return question.answered(answer, shown: answer.shown ?? old.facts)
      }
      if let old = retired[question.id] {
        return question.answered(old.answer, shown: old.answer.shown ?? [])
      }
      return question
    }
  }

  /// Answers whose questions are not among `questions`: those retired before, then new ones.
  func retired(beside questions: [AssessmentQuestion]) -> [RetiredAnswer] {
    guard let previous else { return [] }
    let asked = Set(questions.map(\.id))
    let answeredNow = Set(previous.questions.filter { $0.answer != nil }.map(\.id))
    let kept = previous.retired.filter { !asked.contains($0.id) || answeredNow.contains($0.id) }
    let gone = previous.questions.compactMap { question -> RetiredAnswer? in
      guard !asked.contains(question.id), let answer = question.answer else { return nil }
      let shown = answer.shown ?? question.facts
      return RetiredAnswer(
        id: question.id, text: question.text, answer: answer.with(shown: shown))
    }
    return kept + gone
  }
}

extension AssessmentQuestion {
  fileprivate func answered(_ answer: Answer, shown: [String]) -> AssessmentQuestion {
    AssessmentQuestion(
      id: id, section: section, text: text, asksForLevel: asksForLevel, facts: facts,
      clauses: clauses, reference: reference, status: shown == facts ? .answered : .stale,
      answer: answer.with(shown: shown))
  }
}

extension AssessmentQuestion.Answer {
  fileprivate func with(shown: [String]) -> AssessmentQuestion.Answer {
    .init(text: text, by: by, on: on, level: level, shown: shown)
  }
}
