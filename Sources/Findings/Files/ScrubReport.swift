/// What scrubbing a folder did to each file; no value stands in it.
public struct ScrubReport: Codable, Sendable, Equatable {
  /// The version of this document's schema that the code writes.
  public static let currentSchemaVersion = "1.0"

  /// The schema's version, `major.minor`.
  public let schemaVersion: String
  /// Who wrote it.
  public let tool: String
  /// What was kept, coarsened and dropped, as settings.
  public let policy: [String: String]
  /// Each file, in the order of the paths.
  public let files: [File]

  /// What happened to one file.
  public enum Result: String, Codable, Sendable {
    /// Rebuilt without what it gave away.
    case scrubbed
    /// It gave nothing away; its bytes are unchanged.
    case clean
    /// There is no output: `reason` says why.
    case refused
    /// A companion that holds nothing but metadata; there is no output.
    case leftOut = "left-out"
  }

  /// One file.
  public struct File: Codable, Sendable, Equatable {
    /// Its path below the folder.
    public let path: String
    /// The output's path below the output folder; nil without output.
    public let output: String?
    /// What happened.
    public let result: Result
    /// Its format by its bytes.
    public let format: String?
    /// Its size before.
    public let inputCount: Int
    /// Its size after.
    public let outputCount: Int
    /// What went: how many items of each category.
    public let removed: [String: Int]
    /// What stays and tells something, by structure.
    public let kept: [String]
    /// Why it was refused.
    public let reason: String?
    /// What can be done about it.
    public let remedy: String?

    /// A file.
    public init(
      path: String, output: String?, result: Result, format: String?, inputCount: Int,
      outputCount: Int, removed: [String: Int], kept: [String], reason: String?, remedy: String?
    ) {
      self.path = path
      self.output = output
      self.result = result
      self.format = format
      self.inputCount = inputCount
      self.outputCount = outputCount
      self.removed = removed
      self.kept = kept
      self.reason = reason
      self.remedy = remedy
    }
  }

  /// A report.
  public init(tool: String, policy: [String: String], files: [File]) {
    self.schemaVersion = Self.currentSchemaVersion
    self.tool = tool
    self.policy = policy
    self.files = files
  }

  /// How many files had this result.
  public func count(_ result: Result) -> Int { files.count { $0.result == result } }
}
