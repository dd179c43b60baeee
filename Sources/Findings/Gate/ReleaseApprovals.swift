/// Who approved a release candidate, and what they had before them.
public struct ReleaseApprovals: Codable, Sendable, Equatable {
  /// The version of this document's schema that the code writes.
  public static let currentSchemaVersion = "1.0"

  /// One person's approval.
  public struct Approval: Codable, Sendable, Equatable {
    /// Who: one spelling for each person, such as a login or an address.
    public let person: String
    /// As what.
    public let role: String
    /// When, UTC, ISO 8601.
    public let at: String

    /// An approval.
    public init(person: String, role: String, at: String) {
      self.person = person
      self.role = role
      self.at = at
    }
  }

  /// The schema's version, `major.minor`.
  public let schemaVersion: String
  /// SHA-256 of each file of the candidate that was approved.
  public let candidates: [String]
  /// SHA-256 of the risk report that the approvers read.
  public let report: String
  /// Who prepared the release, and so can't approve it.
  public let preparedBy: String
  /// The approvals.
  public let approvals: [Approval]

  /// Approvals of a candidate.
  public init(
    candidates: [String], report: String, preparedBy: String, approvals: [Approval]
  ) {
    schemaVersion = Self.currentSchemaVersion
    self.candidates = candidates
    self.report = report
    self.preparedBy = preparedBy
    self.approvals = approvals
  }
}

extension ReleaseApprovals: FileDocument {}
