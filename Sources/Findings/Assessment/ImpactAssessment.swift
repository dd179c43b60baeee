/// A draft of a privacy impact assessment: what was measured, which clause of which standard each
/// number answers, and the questions that only people can answer, with their answers.
///
/// Aggregates only: no value of a data subject. Answers are what people wrote, unchanged.
public struct ImpactAssessment: FileDocument {
  /// The version of this document's schema that the code writes.
  public static let currentSchemaVersion = "1.0"

  /// The schema's version, `major.minor`.
  public let schemaVersion: String
  /// Who wrote the draft.
  public let tool: String
  /// The dataset's name.
  public let dataset: String
  /// When the risk report was written, UTC, ISO 8601: the draft itself has no clock.
  public let measuredAt: String
  /// What it rests on.
  public let evidence: [AssessmentEvidence]
  /// What has to do with data: tables, people, columns by role.
  public let data: [String]
  /// Protections applied, in their order.
  public let measures: [AssessedMeasure]
  /// How likely illegitimate access to people's data is, from the measured risk.
  public let likelihood: AssessedLikelihood
  /// Each clause of the standards with what answers it.
  public let clauses: [AssessedClause]
  /// Each attack, finding and gap with the clauses that it answers.
  public let results: [AssessedResult]
  /// The questions that only people can answer.
  public let questions: [AssessmentQuestion]
  /// Answers of the previous draft whose questions are no longer asked.
  public let retired: [RetiredAnswer]
  /// What a reader must know before relying on the draft.
  public let limits: [String]

  /// A draft.
  public init(
    tool: String, dataset: String, measuredAt: String, evidence: [AssessmentEvidence],
    data: [String], measures: [AssessedMeasure], likelihood: AssessedLikelihood,
    clauses: [AssessedClause], results: [AssessedResult], questions: [AssessmentQuestion],
    retired: [RetiredAnswer], limits: [String]
  ) {
    schemaVersion = Self.currentSchemaVersion
    self.tool = tool
    self.dataset = dataset
    self.measuredAt = measuredAt
    self.evidence = evidence
    self.data = data
    self.measures = measures
    self.likelihood = likelihood
    self.clauses = clauses
    self.results = results
    self.questions = questions
    self.retired = retired
    self.limits = limits
  }
}

/// A document that an assessment rests on.
public struct AssessmentEvidence: Codable, Sendable, Equatable {
  /// What it is: `risk report`, `protection report`, `data`.
  public let kind: String
  /// Its name: of the table, of the release.
  public let name: String
  /// A SHA-256 that ties it to what it is about, in hexadecimal; nil where there is none.
  public let digest: String?

  /// A document.
  public init(kind: String, name: String, digest: String?) {
    self.kind = kind
    self.name = name
    self.digest = digest
  }
}

/// A protection that was applied.
public struct AssessedMeasure: Codable, Sendable, Equatable {
  /// The step's name in the plan, numbered: `1 recode`.
  public let title: String
  /// What it did.
  public let sentence: String
  /// What it does not protect against.
  public let doesNotProtectAgainst: String

  /// A protection.
  public init(title: String, sentence: String, doesNotProtectAgainst: String) {
    self.title = title
    self.sentence = sentence
    self.doesNotProtectAgainst = doesNotProtectAgainst
  }
}

/// A likelihood on CNIL's scale of four.
public struct AssessedLikelihood: Codable, Sendable, Equatable {
  /// The levels of CNIL's scale.
  public enum Level: Int, Codable, Sendable, CaseIterable, Comparable {
    case negligible = 1
    case limited
    case significant
    case maximum

    /// Orders levels from `negligible` to `maximum`.
    public static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  /// The level; nil where nothing was measured, which is no clearance.
  public let level: Level?
  /// The upper end of the interval that it rests on; nil where nothing was measured.
  public let upperBound: Double?
  /// The id of the attack result that it rests on; nil where nothing was measured.
  public let attack: String?
  /// What was compared with which threshold.
  public let sentence: String
  /// Where scale and thresholds come from.
  public let source: String

  /// A likelihood.
  public init(
    level: Level?, upperBound: Double?, attack: String?, sentence: String, source: String
  ) {
    self.level = level
    self.upperBound = upperBound
    self.attack = attack
    self.sentence = sentence
    self.source = source
  }
}
