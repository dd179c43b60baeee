/// Whether files are still what a scrub left; no value stands in it.
public struct ScrubVerification: Codable, Sendable, Equatable {
  /// The version of this document's schema that the code writes.
  public static let currentSchemaVersion = "1.0"

  /// The schema's version, `major.minor`.
  public let schemaVersion: String
  /// Who wrote it.
  public let tool: String
  /// Each file of the manifest or of the folder, in the order of the paths.
  public let files: [File]

  /// The verdict on one file.
  public enum Verdict: String, Codable, Sendable, CaseIterable {
    /// It is what the scrub left, or gives nothing away.
    case clean
    /// The same payload in a container that gives something away again.
    case metadataRestored = "metadata-restored"
    /// Another payload stands under its name.
    case contentReplaced = "content-replaced"
    /// A file that is not listed has the payload of a listed one, and gives something away.
    case unscrubbedTwin = "unscrubbed-twin"
    /// A file that is not listed gives something away.
    case unscrubbed
    /// A listed file is gone.
    case missing
    /// It can't be read: nothing can be said for it.
    case unreadable
  }

  /// One file.
  public struct File: Codable, Sendable, Equatable {
    /// Its path.
    public let path: String
    /// The verdict.
    public let verdict: Verdict
    /// How many items of each category it gives away.
    public let disclosed: [String: Int]
    /// The listed file whose payload it shares, for a twin.
    public let twinOf: String?
    /// Why it could not be read.
    public let reason: String?

    /// A file.
    public init(
      path: String, verdict: Verdict, disclosed: [String: Int], twinOf: String?, reason: String?
    ) {
      self.path = path
      self.verdict = verdict
      self.disclosed = disclosed
      self.twinOf = twinOf
      self.reason = reason
    }
  }

  /// A verification.
  public init(tool: String, files: [File]) {
    self.schemaVersion = Self.currentSchemaVersion
    self.tool = tool
    self.files = files
  }

  /// Whether every file is clean.
  public var isClean: Bool { files.allSatisfy { $0.verdict == .clean } }
}
