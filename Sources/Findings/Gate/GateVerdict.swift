/// What the gate decided about one release candidate, rule by rule; no value of a data subject.
public struct GateVerdict: Codable, Sendable, Equatable {
  /// The version of this document's schema that the code writes.
  public static let currentSchemaVersion = "1.0"

  /// The answer.
  public enum Outcome: String, Codable, Sendable, CaseIterable {
    /// Nothing denies the release.
    case pass
    /// At least one rule denies it, or something that the gate needs is not there.
    case deny
  }

  /// A document that the verdict is bound to.
  public struct Evidence: Codable, Sendable, Equatable {
    /// What it is: "policy", "risk report", "release candidate", "manifest", "approvals".
    public let kind: String
    /// Its path as it was given.
    public let path: String
    /// SHA-256 of its bytes, in hexadecimal; that of `Engine.digest(of:)` for data.
    public let digest: String
    /// When it was made, UTC, ISO 8601; nil where that is not said.
    public let createdAt: String?

    /// A document.
    public init(kind: String, path: String, digest: String, createdAt: String? = nil) {
      self.kind = kind
      self.path = path
      self.digest = digest
      self.createdAt = createdAt
    }
  }

  /// The schema's version, `major.minor`.
  public let schemaVersion: String
  /// Who wrote it.
  public let tool: String
  /// When, UTC, ISO 8601 to the second.
  public let createdAt: String
  /// The policy's name.
  public let policy: String
  /// The release's name.
  public let release: String
  /// The answer.
  public let outcome: Outcome
  /// In one sentence.
  public let sentence: String
  /// What it rests on.
  public let evidence: [Evidence]
  /// Each rule, in the policy's order; then approvals and evidence.
  public let decisions: [GateDecision]
  /// When the release must be audited again; nil: never.
  public let auditAgainBefore: String?
  /// When the release expires; nil: never.
  public let expiresAt: String?

  /// A verdict.
  public init(
    tool: String, createdAt: String, policy: String, release: String, outcome: Outcome,
    sentence: String, evidence: [Evidence], decisions: [GateDecision],
    auditAgainBefore: String? = nil, expiresAt: String? = nil
  ) {
    schemaVersion = Self.currentSchemaVersion
    self.tool = tool
    self.createdAt = createdAt
    self.policy = policy
    self.release = release
    self.outcome = outcome
    self.sentence = sentence
    self.evidence = evidence
    self.decisions = decisions
    self.auditAgainBefore = auditAgainBefore
    self.expiresAt = expiresAt
  }
}

extension GateVerdict: FileDocument {}

/// What one rule says of a release candidate, and why.
public struct GateDecision: Codable, Sendable, Equatable {
  /// What becomes of a rule that is not met.
  public enum Severity: String, Codable, Sendable, CaseIterable {
    case deny
    case warn
  }

  /// What the rule says.
  public enum Result: String, Codable, Sendable, CaseIterable {
    /// It is met.
    case met
    /// It is not met, and its severity is deny.
    case denied
    /// It is not met, and its severity is warn.
    case warned
    /// It is not met, and a live exception lets it pass.
    case excepted
    /// It does not apply to this kind of release.
    case notApplicable = "not-applicable"
  }

  /// Why; one for each way in which a gate can fail closed.
  public enum Reason: String, Codable, Sendable, CaseIterable {
    case thresholdMet = "threshold-met"
    case thresholdPassed = "threshold-passed"
    case metricMissing = "metric-missing"
    case notANumber = "not-a-number"
    case intervalTooWide = "interval-too-wide"
    case evidenceMissing = "evidence-missing"
    case evidenceStale = "evidence-stale"
    case evidenceOfOtherData = "evidence-of-other-data"
    case evidenceOfOlderSchema = "evidence-of-older-schema"
    case approvalsMissing = "approvals-missing"
    case approvalsByOnePerson = "approvals-by-one-person"
    case approved
    case exceptionLive = "exception-live"
    case exceptionExpired = "exception-expired"
    case columnWithoutPurpose = "column-without-purpose"
    case outputNotSanitised = "output-not-sanitised"
    case otherRelease = "other-release"
  }

  /// Where the rule was broken: for annotations in a pull request.
  public struct Place: Codable, Sendable, Equatable {
    /// A path, as given.
    public let file: String
    /// From 1.
    public let line: Int
    /// From 1.
    public let column: Int

    /// A place.
    public init(file: String, line: Int = 1, column: Int = 1) {
      self.file = file
      self.line = line
      self.column = column
    }
  }

  /// The rule's id in the policy; never changes its meaning.
  public let rule: String
  /// The rule in the words of its source.
  public let title: String
  /// Where the rule comes from: "EMA policy 0070, section 5.4"; nil: the policy's own.
  public let source: String?
  /// What becomes of it where it is not met.
  public let severity: Severity
  /// What the rule says.
  public let result: Result
  /// Why.
  public let reason: Reason
  /// The metric's path in its document; nil for approvals and evidence.
  public let metric: String?
  /// The metric's value and the ends of its interval; nil where there is none.
  public let value: Double?
  /// The lower end.
  public let lower: Double?
  /// The upper end.
  public let upper: Double?
  /// "at-most", "below", "at-least", "above", "equal"; nil where nothing is compared.
  public let comparison: String?
  /// What it was held against.
  public let threshold: Double?
  /// In one sentence.
  public let sentence: String
  /// What would have to change; nil where it is met.
  public let remedy: String?
  /// The columns to blame, most to blame first.
  public let columns: [String]
  /// Where to look.
  public let place: Place?

  /// A decision.
  public init(
    rule: String, title: String, source: String? = nil, severity: Severity, result: Result,
    reason: Reason, metric: String? = nil, value: Double? = nil, lower: Double? = nil,
    upper: Double? = nil, comparison: String? = nil, threshold: Double? = nil, sentence: String,
    remedy: String? = nil, columns: [String] = [], place: Place? = nil
  ) {
    self.rule = rule
    self.title = title
    self.source = source
    self.severity = severity
    self.result = result
    self.reason = reason
    self.metric = metric
    self.value = value
    self.lower = lower
    self.upper = upper
    self.comparison = comparison
    self.threshold = threshold
    self.sentence = sentence
    self.remedy = remedy
    self.columns = columns
    self.place = place
  }
}
