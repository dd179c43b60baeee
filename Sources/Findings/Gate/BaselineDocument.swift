/// The denials of a policy that are known and being worked on, each with its end.
///
/// A pipeline that starts with old debts fails only on what is new. It holds rules, names and the
/// level that each denial had; no value of a data subject.
public struct BaselineDocument: Codable, Sendable, Equatable {
  /// The version of this document's schema that the code writes.
  public static let currentSchemaVersion = "1.0"

  /// One denial that is known.
  public struct Entry: Codable, Sendable, Equatable {
    /// The rule's id in the policy.
    public let rule: String
    /// `GateDecision.fingerprint(below:)`.
    public let fingerprint: String
    /// How the rule compares; nil where nothing is compared.
    public let comparison: String?
    /// The worst level that is known; nil where nothing is compared.
    ///
    /// It is the end of the interval that the rule held against its threshold.
    public let level: Double?
    /// When it became known, UTC, ISO 8601 to the second.
    public let since: String
    /// When it ceases to be tolerated, UTC, ISO 8601 to the second.
    public let until: String
    /// Who answers for it; nil where nobody was named.
    public let owner: String?
    /// Why it is tolerated; nil where nobody said.
    public let reason: String?

    /// A known denial.
    public init(
      rule: String, fingerprint: String, comparison: String? = nil, level: Double? = nil,
      since: String, until: String, owner: String? = nil, reason: String? = nil
    ) {
      self.rule = rule
      self.fingerprint = fingerprint
      self.comparison = comparison
      self.level = level
      self.since = since
      self.until = until
      self.owner = owner
      self.reason = reason
    }
  }

  /// The schema's version, `major.minor`.
  public let schemaVersion: String
  /// Who wrote it.
  public let tool: String
  /// When, UTC, ISO 8601 to the second.
  public let createdAt: String
  /// The name of the policy whose denials they are.
  public let policy: String
  /// The denials; two that share a fingerprint stand for two decisions.
  public let entries: [Entry]

  /// A baseline.
  public init(tool: String, createdAt: String, policy: String, entries: [Entry]) {
    schemaVersion = Self.currentSchemaVersion
    self.tool = tool
    self.createdAt = createdAt
    self.policy = policy
    self.entries = entries
  }
}

extension BaselineDocument: FileDocument {}
