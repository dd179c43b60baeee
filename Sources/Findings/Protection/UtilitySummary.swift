/// What is left of a table's use after protection; aggregates only.
public struct UtilitySummary: Codable, Sendable, Equatable {
  /// One column.
  public struct Column: Codable, Sendable, Equatable {
    /// Its name.
    public let name: String
    /// The share of cells that changed.
    public let changed: Double
    /// The share of cells that are gone.
    public let suppressed: Double
    /// Different values before.
    public let distinctBefore: Int
    /// Different values after.
    public let distinctAfter: Int

    /// A column.
    public init(
      name: String, changed: Double, suppressed: Double, distinctBefore: Int, distinctAfter: Int
    ) {
      self.name = name
      self.changed = changed
      self.suppressed = suppressed
      self.distinctBefore = distinctBefore
      self.distinctAfter = distinctAfter
    }
  }

  /// A model trained on the release and tested on the original.
  public struct Task: Codable, Sendable, Equatable {
    /// The column that is predicted.
    public let target: String
    /// By what.
    public let learner: String
    /// The accuracy of the most frequent value.
    public let baseline: Double
    /// The accuracy of a model trained on the original.
    public let original: Double
    /// The accuracy of a model trained on the release.
    public let release: Double
    /// The ends of the release's interval.
    public let releaseLower: Double
    /// The upper end.
    public let releaseUpper: Double

    /// A task.
    public init(
      target: String, learner: String, baseline: Double, original: Double, release: Double,
      releaseLower: Double, releaseUpper: Double
    ) {
      self.target = target
      self.learner = learner
      self.baseline = baseline
      self.original = original
      self.release = release
      self.releaseLower = releaseLower
      self.releaseUpper = releaseUpper
    }
  }

  /// The rows compared.
  public let rowCount: Int
  /// The columns.
  public let columns: [Column]
  /// The mean total variation of one-way tables.
  public let oneWayDistance: Double
  /// The mean total variation of two-way tables.
  public let twoWayDistance: Double
  /// The mean change of association between two columns.
  public let associationChange: Double
  /// 100 SSE / SST of standardised numbers; nil without numbers.
  public let squaredErrorPercent: Double?
  /// Tasks.
  public let tasks: [Task]

  /// A summary.
  public init(
    rowCount: Int, columns: [Column], oneWayDistance: Double, twoWayDistance: Double,
    associationChange: Double, squaredErrorPercent: Double?, tasks: [Task]
  ) {
    self.rowCount = rowCount
    self.columns = columns
    self.oneWayDistance = oneWayDistance
    self.twoWayDistance = twoWayDistance
    self.associationChange = associationChange
    self.squaredErrorPercent = squaredErrorPercent
    self.tasks = tasks
  }
}
