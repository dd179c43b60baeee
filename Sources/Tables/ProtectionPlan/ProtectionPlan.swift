/// What is done to one table, in which order: the document behind `palimpsest protect`.
public struct ProtectionPlan: Sendable, Equatable {
  /// The version of the format that this code reads and writes.
  public static let currentVersion = 1

  /// One condition that the result of a step must meet.
  public struct Model: Sendable, Equatable {
    /// Which condition.
    public let kind: ModelKind
    /// Its parameters.
    public let values: PlanValues
    /// Where it stands in the plan.
    public let line: Int

    /// A condition.
    public init(kind: ModelKind, values: PlanValues, line: Int = 0) {
      self.kind = kind
      self.values = values
      self.line = line
    }
  }

  /// One step.
  public struct Step: Sendable, Equatable {
    /// What is done.
    public let kind: StepKind
    /// Its parameters.
    public let values: PlanValues
    /// The quasi-identifiers with their hierarchies, where the step has them.
    public let recoded: [RecodedColumn]
    /// The hierarchies of sensitive attributes, for hierarchical distances.
    public let sensitive: [RecodedColumn]
    /// The conditions, where the step has them.
    public let models: [Model]
    /// Where it stands in the plan.
    public let line: Int

    /// A step.
    public init(
      kind: StepKind, values: PlanValues = PlanValues([:]), recoded: [RecodedColumn] = [],
      sensitive: [RecodedColumn] = [], models: [Model] = [], line: Int = 0
    ) {
      self.kind = kind
      self.values = values
      self.recoded = recoded
      self.sensitive = sensitive
      self.models = models
      self.line = line
    }
  }

  /// Where the table is, seen from the plan's folder.
  public var source: TableSource
  /// The population that the table was drawn from, for models that need one.
  public var population: TableSource?
  /// Where the release candidate goes, seen from the plan's folder: CSV or Parquet by its ending.
  public var release: String
  /// The release's own name, from which its keys are derived; two releases never share one.
  public var releaseName: String
  /// The file of the key, seen from the plan's folder; `nil` where no step needs one.
  public var keyPath: String?
  /// What a missing cell means.
  public var missing: MissingMeaning
  /// The steps in their order.
  public var steps: [Step]
  /// The columns that the audit of the release takes as known and as sensitive, where they are not
  /// those of the steps.
  public var audit: Audit?

  /// What the audit at the end assumes.
  public struct Audit: Sendable, Equatable {
    /// The columns that an adversary knows.
    public var quasiIdentifiers: [String]
    /// The columns nobody should learn.
    public var sensitive: [String]

    /// An audit.
    public init(quasiIdentifiers: [String], sensitive: [String]) {
      self.quasiIdentifiers = quasiIdentifiers
      self.sensitive = sensitive
    }
  }

  /// A plan.
  public init(
    source: TableSource, population: TableSource? = nil, release: String, releaseName: String,
    keyPath: String? = nil, missing: MissingMeaning = .category, steps: [Step],
    audit: Audit? = nil
  ) {
    self.source = source
    self.population = population
    self.release = release
    self.releaseName = releaseName
    self.keyPath = keyPath
    self.missing = missing
    self.steps = steps
    self.audit = audit
  }
}
