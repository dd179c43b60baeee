public import Engines
public import Findings
import Foundation
public import Tables

/// The documents of one release candidate, by their paths.
public struct GateRequest: Sendable {
  /// The policy.
  public var policyPath: String
  /// The manifest.
  public var manifestPath: String
  /// What `palimpsest audit` wrote.
  public var reportPath: String
  /// What `palimpsest protect` wrote; nil where there is none.
  public var protectionPath: String?
  /// The files that are about to leave.
  public var candidatePaths: [String]
  /// Who approved; nil where nobody did.
  public var approvalsPath: String?
  /// An earlier verdict; nil where there is none.
  public var baselinePath: String?

  /// The documents of a candidate.
  public init(
    policyPath: String, manifestPath: String, reportPath: String, protectionPath: String? = nil,
    candidatePaths: [String], approvalsPath: String? = nil, baselinePath: String? = nil
  ) {
    self.policyPath = policyPath
    self.manifestPath = manifestPath
    self.reportPath = reportPath
    self.protectionPath = protectionPath
    self.candidatePaths = candidatePaths
    self.approvalsPath = approvalsPath
    self.baselinePath = baselinePath
  }
}

/// What the gate decides on: documents read, files hashed; nothing is decided here.
///
/// Policy and manifest must be right, or nothing can be decided. Evidence that can't be read is
/// handed on as missing, so that the verdict denies it by name.
public struct GateDocuments: Sendable {
  /// The policy.
  public let policy: ReleasePolicy
  /// The manifest.
  public let manifest: Manifest
  /// Where its columns stand.
  public let places: ManifestPlaces
  /// The evidence.
  public let evidence: ReleaseEvidence
  /// The earlier verdict; nil where there is none.
  public let baseline: GateVerdict?

  /// Reads the documents and hashes the candidate.
  ///
  /// - Throws: `ManifestErrors` of policy and manifest, `FileError`, `ReportDocumentError` of the
  ///   baseline.
  /// - Complexity: O(bytes).
  public init(_ request: GateRequest, engine options: EngineOptions) throws {
    let policyBytes = try AtomicFile.read(request.policyPath)
    policy = try ReleasePolicy.parse(bytes: Array(policyBytes), file: request.policyPath)
    let manifestBytes = try AtomicFile.read(request.manifestPath)
    manifest = try Manifest.parse(bytes: Array(manifestBytes), file: request.manifestPath)
    places = ManifestPlaces(text: String(decoding: manifestBytes, as: UTF8.self))
    evidence = ReleaseEvidence(
      policy: GateVerdict.Evidence(
        kind: "policy", path: request.policyPath,
        digest: DocumentDigest.hexadecimal(of: policyBytes)),
      manifest: GateVerdict.Evidence(
        kind: "manifest", path: request.manifestPath,
        digest: DocumentDigest.hexadecimal(of: manifestBytes)),
      riskReport: Self.document(request.reportPath),
      protectionReport: request.protectionPath.map { Self.document($0) },
      candidates: request.candidatePaths.map {
        ReleaseEvidence.Candidate(path: $0, digest: Self.digest($0, options))
      },
      approvals: request.approvalsPath.map { Self.approvals($0) })
    baseline = try request.baselinePath.map { try GateVerdict.decode(from: AtomicFile.read($0)) }
  }

  /// The report alone, to hold against a policy.
  ///
  /// - Throws: `FileError`, `EvidenceDocument.Problem`.
  public static func report(_ path: String) throws -> ReleaseEvidence.Document {
    ReleaseEvidence.Document(
      path: path, digest: nil, content: try EvidenceDocument([UInt8](AtomicFile.read(path))))
  }

  /// Folders and patterns are the engine's to list; it is opened for them alone.
  private static func digest(_ path: String, _ options: EngineOptions) -> String? {
    if let digest = DocumentDigest.ofFile(path) { return digest }
    return (try? Engine(options: options)).flatMap { engine in
      try? engine.digest(of: DataSource(paths: [path])).combined
    }
  }

  /// Digest and content come from one reading: a file that changes meanwhile can't part them.
  private static func document(_ path: String) -> ReleaseEvidence.Document {
    let data = try? AtomicFile.read(path)
    return ReleaseEvidence.Document(
      path: path, digest: data.map { DocumentDigest.hexadecimal(of: $0) },
      content: data.flatMap { try? EvidenceDocument([UInt8]($0)) })
  }

  private static func approvals(_ path: String) -> ReleaseEvidence.Approvals {
    let data = try? AtomicFile.read(path)
    return ReleaseEvidence.Approvals(
      path: path, digest: data.map { DocumentDigest.hexadecimal(of: $0) },
      content: data.flatMap { try? ReleaseApprovals.decode(from: $0) })
  }
}
