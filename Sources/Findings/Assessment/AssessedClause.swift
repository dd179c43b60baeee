/// A clause of a standard and what answers it.
public struct AssessedClause: Codable, Sendable, Equatable {
  /// How far a clause is answered.
  public enum Status: String, Codable, Sendable, CaseIterable {
    /// Numbers of the report answer it.
    case measured
    /// The report has no number for it.
    case notMeasured = "not-measured"
    /// Only people can answer it.
    case people
    /// It does not apply to this data.
    case notApplicable = "not-applicable"
  }

  /// Its id here: `iso-27559/8.2.3`.
  public let id: String
  /// The standard's name.
  public let standard: String
  /// The clause within it.
  public let clause: String
  /// What it asks for, in a few words.
  public let asks: String
  /// How far it is answered.
  public let status: Status
  /// What was measured, a sentence each.
  public let answers: [String]
  /// The ids of the results that answer it.
  public let results: [String]
  /// The ids of the questions that people answer for it.
  public let questions: [String]

  /// A clause.
  public init(
    id: String, standard: String, clause: String, asks: String, status: Status,
    answers: [String], results: [String], questions: [String]
  ) {
    self.id = id
    self.standard = standard
    self.clause = clause
    self.asks = asks
    self.status = status
    self.answers = answers
    self.results = results
    self.questions = questions
  }
}

/// An attack, a finding or a gap of the report, with the clauses that it answers.
public struct AssessedResult: Codable, Sendable, Equatable {
  /// What it is.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    case attack
    case finding
    case gap
  }

  /// Its id: that of the report; `gap/1` for gaps.
  public let id: String
  /// What it is.
  public let kind: Kind
  /// Its title.
  public let title: String
  /// What it says, with its numbers.
  public let sentence: String
  /// The risk that it measured; nil for findings and gaps.
  public let risk: Estimate?
  /// The ids of the clauses that it answers.
  public let clauses: [String]

  /// A result.
  public init(
    id: String, kind: Kind, title: String, sentence: String, risk: Estimate?, clauses: [String]
  ) {
    self.id = id
    self.kind = kind
    self.title = title
    self.sentence = sentence
    self.risk = risk
    self.clauses = clauses
  }
}
