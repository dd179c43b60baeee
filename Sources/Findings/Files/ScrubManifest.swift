/// The signed list of what left a scrub: what `verify` and `watch` hold files against.
public struct ScrubManifest: Codable, Sendable, Equatable {
  /// The version of this document's schema that the code writes.
  public static let currentSchemaVersion = "1.0"

  /// The schema's version, `major.minor`.
  public let schemaVersion: String
  /// Who wrote it.
  public let tool: String
  /// When, UTC, ISO 8601 to the second.
  public let createdAt: String
  /// The version of the allow-lists that the outputs were rebuilt from.
  public let allowListVersion: Int
  /// The policy's settings, under which files are looked at again.
  public let policy: [String: String]
  /// The files, in the order of their paths.
  public let files: [Entry]
  /// Who vouches for it; nil before it is signed.
  public var signature: Signature?

  /// One scrubbed file.
  public struct Entry: Codable, Sendable, Equatable {
    /// Its path below the folder that the manifest is about.
    public let path: String
    /// Its format.
    public let format: String
    /// Its size.
    public let byteCount: Int
    /// SHA-256 of its bytes, in hexadecimal.
    public let digest: String
    /// SHA-256 of its payload (pixels, samples): unchanged by what containers carry beside.
    public let payload: String

    /// An entry.
    public init(path: String, format: String, byteCount: Int, digest: String, payload: String) {
      self.path = path
      self.format = format
      self.byteCount = byteCount
      self.digest = digest
      self.payload = payload
    }
  }

  /// An Ed25519 signature (RFC 8032) over the document without it, in canonical JSON.
  public struct Signature: Codable, Sendable, Equatable {
    /// The name of the algorithm: "Ed25519".
    public let algorithm: String
    /// The public key, base64.
    public let publicKey: String
    /// The signature, base64.
    public let value: String

    /// A signature.
    public init(algorithm: String, publicKey: String, value: String) {
      self.algorithm = algorithm
      self.publicKey = publicKey
      self.value = value
    }
  }

  /// A manifest without a signature.
  public init(
    tool: String, createdAt: String, allowListVersion: Int, policy: [String: String],
    files: [Entry]
  ) {
    self.schemaVersion = Self.currentSchemaVersion
    self.tool = tool
    self.createdAt = createdAt
    self.allowListVersion = allowListVersion
    self.policy = policy
    self.files = files
  }
}
