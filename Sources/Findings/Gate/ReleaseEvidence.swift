/// All that the gate looks at, read and hashed: it opens no file itself.
public struct ReleaseEvidence: Sendable {
  /// A document, or why there is none.
  public struct Document: Sendable {
    /// Its path, as given.
    public let path: String
    /// SHA-256 of its bytes; nil where it could not be read.
    public let digest: String?
    /// What it says; nil where it could not be read.
    public let content: EvidenceDocument?

    /// A document.
    public init(path: String, digest: String?, content: EvidenceDocument?) {
      self.path = path
      self.digest = digest
      self.content = content
    }
  }

  /// A file that is about to leave.
  public struct Candidate: Sendable, Equatable {
    /// Its path, as given.
    public let path: String
    /// Its digest by the scheme of `Engine.digest(of:)`; nil where it could not be read.
    public let digest: String?

    /// A file.
    public init(path: String, digest: String?) {
      self.path = path
      self.digest = digest
    }
  }

  /// Approvals, or why there are none.
  public struct Approvals: Sendable {
    /// The document's path.
    public let path: String
    /// SHA-256 of its bytes.
    public let digest: String?
    /// What it says; nil where it could not be read.
    public let content: ReleaseApprovals?

    /// Approvals.
    public init(path: String, digest: String?, content: ReleaseApprovals?) {
      self.path = path
      self.digest = digest
      self.content = content
    }
  }

  /// The policy's path and digest.
  public var policy: GateVerdict.Evidence
  /// The manifest's path and digest; nil where none was given.
  public var manifest: GateVerdict.Evidence?
  /// What `palimpsest audit` wrote; nil where none was given.
  public var riskReport: Document?
  /// What `palimpsest protect` wrote; nil where none was given.
  public var protectionReport: Document?
  /// The files that are about to leave.
  public var candidates: [Candidate]
  /// Who approved; nil where no approvals were given.
  public var approvals: Approvals?

  /// Evidence.
  public init(
    policy: GateVerdict.Evidence, manifest: GateVerdict.Evidence? = nil, riskReport: Document?,
    protectionReport: Document? = nil, candidates: [Candidate], approvals: Approvals? = nil
  ) {
    self.policy = policy
    self.manifest = manifest
    self.riskReport = riskReport
    self.protectionReport = protectionReport
    self.candidates = candidates
    self.approvals = approvals
  }
}
