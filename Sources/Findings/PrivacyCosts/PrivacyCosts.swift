/// What a plan of releases costs in differential privacy; it holds parameters, never data.
///
/// Every epsilon and delta is an upper bound, rounded up, unless its name says otherwise; a missing
/// one means that no finite bound is known.
public struct PrivacyCosts: Codable, Sendable, Equatable {
  /// The version of this document's schema that the code writes.
  public static let currentSchemaVersion = "1.0"

  /// The schema's version, `major.minor`.
  public let schemaVersion: String
  /// Who wrote it: "palimpsest 0.1.0".
  public let tool: String
  /// Whom the guarantee protects: row or data-subject.
  public let unit: String
  /// Which datasets are neighbours: add-remove or substitute.
  public let neighbours: String
  /// All releases together.
  public let total: Total
  /// The same in each notion, the tightest first, those that don't apply last.
  public let notions: [NotionCost]
  /// The total's epsilon at several deltas, falling.
  public let curve: [CurvePoint]
  /// Each release, in the order of the plan.
  public let releases: [ReleaseShare]
  /// How the total compares with what is allowed; nil where the plan has no target.
  public let target: TargetVerdict?
  /// What the releases cost groups of several data subjects (or rows) together.
  public let groups: [GroupCost]
  /// The noise that was found for a target, where that was asked.
  public let calibration: Calibration?
  /// What the reader should know besides.
  public let notes: [String]

  /// Costs.
  public init(
    tool: String, unit: String, neighbours: String, total: Total, notions: [NotionCost],
    curve: [CurvePoint], releases: [ReleaseShare], target: TargetVerdict?, groups: [GroupCost],
    calibration: Calibration?, notes: [String]
  ) {
    self.schemaVersion = Self.currentSchemaVersion
    (self.tool, self.unit, self.neighbours) = (tool, unit, neighbours)
    (self.total, self.notions, self.curve) = (total, notions, curve)
    (self.releases, self.target, self.groups) = (releases, target, groups)
    (self.calibration, self.notes) = (calibration, notes)
  }

  /// Whether the target, if there is one, is kept.
  public var meetsTarget: Bool { target?.isMet ?? true }
}

extension PrivacyCosts: FileDocument {}

/// What was asked of a plan's cost.
public enum CostQuestion: String, Codable, Sendable {
  /// Epsilon at a given delta.
  case epsilon
  /// Delta at a given epsilon.
  case delta
}

extension PrivacyCosts {
  /// The total cost.
  public struct Total: Codable, Sendable, Equatable {
    /// Which of the two numbers was asked; the other was given.
    public let asked: CostQuestion
    /// Epsilon; nil where no finite one holds.
    public let epsilon: Double?
    /// Delta; 0 for pure differential privacy.
    public let delta: Double
    /// The notion with the least bound; nil where there is no bound.
    public let notion: String?
    /// No analysis of these mechanisms can show less than this epsilon; nil where that is unknown.
    public let epsilonAtLeast: Double?

    /// A total.
    public init(
      asked: CostQuestion, epsilon: Double?, delta: Double, notion: String?, epsilonAtLeast: Double?
    ) {
      (self.asked, self.epsilon, self.delta) = (asked, epsilon, delta)
      (self.notion, self.epsilonAtLeast) = (notion, epsilonAtLeast)
    }
  }

  /// The total in one notion.
  public struct NotionCost: Codable, Sendable, Equatable {
    /// basic, concentrated, gaussian, renyi or privacyLoss.
    public let notion: String
    /// Epsilon at the total's delta; nil where delta was asked, or no finite one holds.
    public let epsilon: Double?
    /// Delta at the total's epsilon; nil where epsilon was asked.
    public let delta: Double?
    /// Why there is no bound; nil where there is one.
    public let reason: String?
    /// The theorem behind it.
    public let source: String

    /// A cost.
    public init(
      notion: String, epsilon: Double?, delta: Double?, reason: String?, source: String
    ) {
      (self.notion, self.epsilon, self.delta) = (notion, epsilon, delta)
      (self.reason, self.source) = (reason, source)
    }
  }

  /// The total's epsilon at one delta.
  public struct CurvePoint: Codable, Sendable, Equatable {
    /// Delta.
    public let delta: Double
    /// Epsilon; nil where no finite one holds.
    public let epsilon: Double?
    /// The notion with the least bound.
    public let notion: String?

    /// A point.
    public init(delta: Double, epsilon: Double?, notion: String?) {
      (self.delta, self.epsilon, self.notion) = (delta, epsilon, notion)
    }
  }

  /// One release's part in the total.
  public struct ReleaseShare: Codable, Sendable, Equatable {
    /// What the plan calls it.
    public let name: String
    /// The mechanism's word.
    public let mechanism: String
    /// How often it is made.
    public let count: Int
    /// The chance of a unit to be in its sample; 1 where all are used.
    public let rate: Double
    /// Epsilon of this release alone (all its repetitions), at `delta` of the total.
    public let alone: Double?
    /// By how much the total's epsilon falls when this release is left out; an estimate, the
    /// difference of two bounds; nil where it was not computed.
    public let saved: Double?
    /// How its cost was found, step by step.
    public let steps: [Step]

    /// A share.
    public init(
      name: String, mechanism: String, count: Int, rate: Double, alone: Double?, saved: Double?,
      steps: [Step]
    ) {
      (self.name, self.mechanism, self.count, self.rate) = (name, mechanism, count, rate)
      (self.alone, self.saved, self.steps) = (alone, saved, steps)
    }
  }

  /// One conversion.
  public struct Step: Codable, Sendable, Equatable {
    /// What follows from what.
    public let statement: String
    /// Where that is proven.
    public let source: String

    /// A step.
    public init(_ statement: String, source: String) {
      (self.statement, self.source) = (statement, source)
    }
  }
}
