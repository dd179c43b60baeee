/// The one document that an audit hands on: what was attacked, how, and how often it succeeded.
///
/// Holds aggregates only: names of tables and columns, counts, rates. No value of a data subject.
public struct RiskReport: Codable, Sendable, Equatable {
  /// The version of this document's schema that the code writes.
  public static let currentSchemaVersion = "1.1"

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
  /// All channels together; `nil` where no channel compares people with what others know.
  public let fused: FusedRisk?
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
    attacks: [AttackResult], notMeasured: [Gap], notes: [String], fused: FusedRisk? = nil
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
    self.fused = fused
  }
}
