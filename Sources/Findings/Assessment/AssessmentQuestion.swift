/// A question that only people can answer.
public struct AssessmentQuestion: Codable, Sendable, Equatable {
  /// How far it is answered.
  public enum Status: String, Codable, Sendable, CaseIterable {
    /// Nobody answered it yet.
    case open
    /// It is answered, and what was shown beside it has not changed since.
    case answered
    /// It is answered, and what was shown beside it has changed: look at it again.
    case stale
  }

  /// An answer as a person wrote it.
  public struct Answer: Codable, Sendable, Equatable {
    /// The text.
    public let text: String
    /// Who gave it; may be left out.
    public let by: String?
    /// When, as that person wrote it; may be left out.
    public let on: String?
    /// On CNIL's scale from 1 to 4, where the question asks for a level.
    public let level: Int?
    /// What was shown beside the question when it was answered; filled in by the next draft.
    ///
    /// Whoever confirms a stale answer deletes this list.
    public let shown: [String]?

    /// An answer.
    public init(
      text: String, by: String? = nil, on: String? = nil, level: Int? = nil,
      shown: [String]? = nil
    ) {
      self.text = text
      self.by = by
      self.on = on
      self.level = level
      self.shown = shown
    }
  }

  /// A stable name: `purposes`, `severity-access`.
  public let id: String
  /// The section that it stands in.
  public let section: String
  /// The question.
  public let text: String
  /// Whether it asks for a level from 1 to 4.
  public let asksForLevel: Bool
  /// What the report says that has to do with it.
  public let facts: [String]
  /// The ids of the clauses that it answers.
  public let clauses: [String]
  /// The numbers of the questions in CNIL's PIA that it answers.
  public let reference: [Int]
  /// How far it is answered.
  public let status: Status
  /// The answer; nil where nobody gave one.
  public let answer: Answer?

  /// A question.
  public init(
    id: String, section: String, text: String, asksForLevel: Bool, facts: [String],
    clauses: [String], reference: [Int], status: Status, answer: Answer?
  ) {
    self.id = id
    self.section = section
    self.text = text
    self.asksForLevel = asksForLevel
    self.facts = facts
    self.clauses = clauses
    self.reference = reference
    self.status = status
    self.answer = answer
  }
}

/// An answer whose question is no longer asked: kept, so that nothing that people wrote is lost.
public struct RetiredAnswer: Codable, Sendable, Equatable {
  /// The question's id.
  public let id: String
  /// The question as it was asked.
  public let text: String
  /// The answer.
  public let answer: AssessmentQuestion.Answer

  /// An answer.
  public init(id: String, text: String, answer: AssessmentQuestion.Answer) {
    self.id = id
    self.text = text
    self.answer = answer
  }
}
