/// The one document that an audit hands on: what was attacked, how, and how often it succeeded.
///
/// Holds aggregates only: names of tables and columns, counts, rates. No value of a data subject.
public struct RiskReport: Codable, Sendable, Equatable {
  /// The version of this document's schema that the code writes.
  public static let currentSchemaVersion = "1.0"

  /// The schema's version, `major.minor`.
  public let schemaVersion: String
  /// Who wrote it.
  public let tool: Tool
  /// When it was written, UTC, ISO 8601 to the second; no result depends on it.
  public let createdAt: String
  /// The seed of every random choice in it, in decimal.
  public let seed: String
  /// The data it is about.
  public let dataset: DatasetSummary
  /// The adversary assumed.
  public let adversary: AdversarySummary
  /// The answer in one sentence.
  public let verdict: Verdict
  /// What was found, the worst first.
  public let findings: [Finding]
  /// Which columns are to blame, the worst first.
  public let blame: [ColumnBlame]
  /// Each attack.
  public let attacks: [AttackResult]
  /// Channels and risks that were not measured, and why: silence is no clearance.
  public let notMeasured: [Gap]
  /// What else a reader must know: rows left out, columns that were constant, and so on.
  public let notes: [String]

  /// The program that wrote a report.
  public struct Tool: Codable, Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its version.
    public let version: String
    /// The engine that read the data, with version.
    public let engine: String
    /// A program.
    public init(name: String, version: String, engine: String) {
      self.name = name
      self.version = version
      self.engine = engine
    }
  }

  /// A report.
  public init(
    tool: Tool, createdAt: String, seed: UInt64, dataset: DatasetSummary,
    adversary: AdversarySummary, verdict: Verdict, findings: [Finding], blame: [ColumnBlame],
    attacks: [AttackResult], notMeasured: [Gap], notes: [String]
  ) {
    self.schemaVersion = Self.currentSchemaVersion
    self.tool = tool
    self.createdAt = createdAt
    self.seed = String(seed)
    self.dataset = dataset
    self.adversary = adversary
    self.verdict = verdict
    self.findings = findings
    self.blame = blame
    self.attacks = attacks
    self.notMeasured = notMeasured
    self.notes = notes
  }
}

/// Something that an audit did not look at.
public struct Gap: Codable, Sendable, Equatable {
  /// What was not measured, in a few words.
  public let what: String
  /// Why, and what to do about it.
  public let why: String
  /// The channel that was left out, where it is one.
  public let channel: Channel?
  /// The risk that was left out, where it is one.
  public let risk: IdentificationRisk?
  /// The failure mode that was left out, where it is one.
  public let failureMode: FailureMode?
  /// Something not measured.
  public init(
    what: String, why: String, channel: Channel? = nil, risk: IdentificationRisk? = nil,
    failureMode: FailureMode? = nil
  ) {
    self.what = what
    self.why = why
    self.channel = channel
    self.risk = risk
    self.failureMode = failureMode
  }
}

/// What the adversary is assumed to know.
public struct AdversarySummary: Codable, Sendable, Equatable {
  /// The assumption in a sentence.
  public let sentence: String
  /// The columns known for each table.
  public let knownColumns: [String: [String]]
  /// How many people the data subjects were drawn from, where declared.
  public let populationSize: Int?
  /// An adversary.
  public init(sentence: String, knownColumns: [String: [String]], populationSize: Int?) {
    self.sentence = sentence
    self.knownColumns = knownColumns
    self.populationSize = populationSize
  }
}

/// The answer of an audit in one sentence, with its numbers.
public struct Verdict: Codable, Sendable, Equatable {
  /// The sentence that states who knows what, how often it suffices, and the baseline.
  public let sentence: String
  /// The risk that the sentence states.
  public let risk: Estimate
  /// The risk without the release.
  public let baseline: Estimate
  /// The id of the attack result that it rests on.
  public let attack: String
  /// The highest severity among the findings.
  public let severity: Severity
  /// A verdict.
  public init(
    sentence: String, risk: Estimate, baseline: Estimate, attack: String, severity: Severity
  ) {
    self.sentence = sentence
    self.risk = risk
    self.baseline = baseline
    self.attack = attack
    self.severity = severity
  }
}

/// One thing found, with where it shows and what would mend it.
public struct Finding: Codable, Sendable, Equatable {
  /// A stable name within the report.
  public let id: String
  /// A title of a few words.
  public let title: String
  /// How much it matters.
  public let severity: Severity
  /// The risk of WP216 that it is an instance of.
  public let risk: IdentificationRisk
  /// The failure mode that it is an instance of.
  public let failureMode: FailureMode
  /// What was found.
  public let sentence: String
  /// What would mend it; may be empty.
  public let remedy: String
  /// The ids of the attack results that it rests on.
  public let evidence: [String]
  /// The columns it is about, as `table.column`.
  public let columns: [String]
  /// A finding.
  public init(
    id: String, title: String, severity: Severity, risk: IdentificationRisk,
    failureMode: FailureMode, sentence: String, remedy: String, evidence: [String],
    columns: [String]
  ) {
    self.id = id
    self.title = title
    self.severity = severity
    self.risk = risk
    self.failureMode = failureMode
    self.sentence = sentence
    self.remedy = remedy
    self.evidence = evidence
    self.columns = columns
  }
}

/// How much of the risk one column carries.
public struct ColumnBlame: Codable, Sendable, Equatable {
  /// The table.
  public let table: String
  /// The column.
  public let column: String
  /// The risk with all known columns.
  public let riskWith: Double
  /// The risk if this column were not released.
  public let riskWithout: Double
  /// The risk if only this column were released.
  public let riskAlone: Double
  /// The column's share of the risk above the baseline, averaged over all orders in which columns
  /// could be added (Shapley value divided by the sum of all), where it could be computed.
  public let share: Double?
  /// What it means, in a sentence.
  public let sentence: String
  /// A column's blame.
  public init(
    table: String, column: String, riskWith: Double, riskWithout: Double, riskAlone: Double,
    share: Double?, sentence: String
  ) {
    self.table = table
    self.column = column
    self.riskWith = riskWith
    self.riskWithout = riskWithout
    self.riskAlone = riskAlone
    self.share = share
    self.sentence = sentence
  }
}
