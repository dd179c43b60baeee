/// What `palimpsest protect` did to a table, what that cost, and how the written file stood up to
/// attack; no value of a data subject stands in it.
public struct ProtectionReport: Codable, Sendable, Equatable {
  /// The version of this document's schema that the code writes.
  public static let currentSchemaVersion = "1.0"

  /// The schema's version, `major.minor`.
  public let schemaVersion: String
  /// Who wrote it.
  public let tool: String
  /// The release's name in the plan.
  public let name: String
  /// SHA-256 of the plan's bytes, in hexadecimal.
  public let planDigest: String
  /// The table before.
  public let source: Table
  /// The table after, as it was read again from disk.
  public let release: Table
  /// The steps in their order.
  public let steps: [ProtectionStepRecord]
  /// How the written file stood up.
  public let verification: ReleaseVerification
  /// What is left of the table's use; nil where it was not measured.
  public let utility: UtilitySummary?

  /// A table as a whole.
  public struct Table: Codable, Sendable, Equatable {
    /// SHA-256 of its files, in hexadecimal; see `Engine.digest(of:)`.
    public let digest: String
    /// Its rows.
    public let rowCount: Int
    /// Its columns.
    public let columns: [String]

    /// A table.
    public init(digest: String, rowCount: Int, columns: [String]) {
      self.digest = digest
      self.rowCount = rowCount
      self.columns = columns
    }
  }

  /// A report.
  public init(
    tool: String, name: String, planDigest: String, source: Table, release: Table,
    steps: [ProtectionStepRecord], verification: ReleaseVerification,
    utility: UtilitySummary? = nil
  ) {
    schemaVersion = Self.currentSchemaVersion
    self.tool = tool
    self.name = name
    self.planDigest = planDigest
    self.source = source
    self.release = release
    self.steps = steps
    self.verification = verification
    self.utility = utility
  }
}

extension ProtectionReport: FileDocument {}

/// What one step of a protection plan changed: its part of the lineage.
public struct ProtectionStepRecord: Codable, Sendable, Equatable {
  /// Where random bits came from.
  public enum RandomSource: String, Codable, Sendable, CaseIterable {
    /// The step draws none.
    case none
    /// The release's key: who holds it can draw them again.
    case key
    /// The system's secure source.
    case system
  }

  /// The step's name in the plan.
  public let kind: String
  /// Its line in the plan.
  public let line: Int
  /// The columns it worked on.
  public let columns: [String]
  /// Where its random bits came from.
  public let randomSource: RandomSource
  /// Cells whose value changed.
  public let changedCells: Int
  /// Rows taken out.
  public let removedRows: Int
  /// What it does not protect against.
  public let doesNotProtectAgainst: String
  /// The recoding that was found, where the step searches one.
  public let recoding: RecodingRecord?

  /// A record.
  public init(
    kind: String, line: Int, columns: [String], randomSource: RandomSource = .none,
    changedCells: Int, removedRows: Int, doesNotProtectAgainst: String,
    recoding: RecodingRecord? = nil
  ) {
    self.kind = kind
    self.line = line
    self.columns = columns
    self.randomSource = randomSource
    self.changedCells = changedCells
    self.removedRows = removedRows
    self.doesNotProtectAgainst = doesNotProtectAgainst
    self.recoding = recoding
  }
}

/// The recoding that a search found.
public struct RecodingRecord: Codable, Sendable, Equatable {
  /// One quasi-identifier.
  public struct Column: Codable, Sendable, Equatable {
    /// Its name.
    public let name: String
    /// The level it is on; nil where cells are recoded one by one.
    public let level: Int?
    /// The highest level of its hierarchy; nil without one.
    public let height: Int?

    /// A quasi-identifier.
    public init(name: String, level: Int?, height: Int?) {
      self.name = name
      self.level = level
      self.height = height
    }
  }

  /// The quasi-identifiers.
  public let columns: [Column]
  /// The models that hold.
  public let models: [String]
  /// The measure that was made least.
  public let lossName: String
  /// Its value.
  public let loss: Double
  /// What no recoding falls below.
  public let lowerBound: Double
  /// Whether no other recoding loses less.
  public let isOptimal: Bool
  /// The recodings looked at.
  public let checkedNodes: Int
  /// The recodings there are.
  public let latticeSize: Double
  /// Classes that are left.
  public let classCount: Int
  /// The rows, or people, of the smallest class.
  public let smallestClass: Int
  /// The mean.
  public let averageClass: Double
  /// The largest.
  public let largestClass: Int

  /// A recoding.
  public init(
    columns: [Column], models: [String], lossName: String, loss: Double, lowerBound: Double,
    isOptimal: Bool, checkedNodes: Int, latticeSize: Double, classCount: Int, smallestClass: Int,
    averageClass: Double, largestClass: Int
  ) {
    self.columns = columns
    self.models = models
    self.lossName = lossName
    self.loss = loss
    self.lowerBound = lowerBound
    self.isOptimal = isOptimal
    self.checkedNodes = checkedNodes
    self.latticeSize = latticeSize
    self.classCount = classCount
    self.smallestClass = smallestClass
    self.averageClass = averageClass
    self.largestClass = largestClass
  }
}
