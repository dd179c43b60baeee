/// How a written release stood up: the models measured again, and attacks on the file as it lies
/// on the disk.
public struct ReleaseVerification: Codable, Sendable, Equatable {
  /// A model, measured again.
  public struct Model: Codable, Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Whether it holds for the file.
    public let holds: Bool

    /// A model.
    public init(name: String, holds: Bool) {
      self.name = name
      self.holds = holds
    }
  }

  /// Linkage with people whose quasi-identifiers are known exactly.
  public struct Linkage: Codable, Sendable, Equatable {
    /// The people tried.
    public let targetCount: Int
    /// People for whom no row is consistent.
    public let unmatched: Int
    /// The least number of rows consistent with any one person.
    public let fewestCandidates: Int
    /// The expected share of people found.
    public let expectedShare: Double
    /// The same for the table before.
    public let expectedShareBefore: Double

    /// A linkage.
    public init(
      targetCount: Int, unmatched: Int, fewestCandidates: Int, expectedShare: Double,
      expectedShareBefore: Double
    ) {
      self.targetCount = targetCount
      self.unmatched = unmatched
      self.fewestCandidates = fewestCandidates
      self.expectedShare = expectedShare
      self.expectedShareBefore = expectedShareBefore
    }
  }

  /// What knowing that the recoding is minimal adds, for one recoding below.
  public struct Minimality: Codable, Sendable, Equatable {
    /// The quasi-identifier that is one level lower there.
    public let column: String
    /// The share of assignments of sensitive values that are ruled out.
    public let ruledOut: Double
    /// The largest probability of one value for a group of people.
    public let probabilityBefore: Double
    /// The same with that knowledge.
    public let probabilityAfter: Double

    /// A recoding below.
    public init(
      column: String, ruledOut: Double, probabilityBefore: Double, probabilityAfter: Double
    ) {
      self.column = column
      self.ruledOut = ruledOut
      self.probabilityBefore = probabilityBefore
      self.probabilityAfter = probabilityAfter
    }
  }

  /// What this release and an earlier one give away together.
  public struct Composition: Codable, Sendable, Equatable {
    /// The people tried.
    public let targetCount: Int
    /// Of whom the earlier release alone gives the sensitive value away.
    public let earlierShare: Double
    /// Of whom this release alone does.
    public let ownShare: Double
    /// Of whom both together do.
    public let togetherShare: Double

    /// A composition.
    public init(
      targetCount: Int, earlierShare: Double, ownShare: Double, togetherShare: Double
    ) {
      self.targetCount = targetCount
      self.earlierShare = earlierShare
      self.ownShare = ownShare
      self.togetherShare = togetherShare
    }
  }

  /// The models of the plan's last recoding, measured on the file.
  public let models: [Model]
  /// Linkage; nil where the plan names no quasi-identifiers.
  public let linkage: Linkage?
  /// Minimality, one for each recoding below that was tried.
  public let minimality: [Minimality]
  /// Composition with each earlier release that was given.
  public let composition: [Composition]
  /// The audit's risk of the table before, where it was audited.
  public let riskBefore: Estimate?
  /// The audit's risk of the file.
  public let riskAfter: Estimate?

  /// Whether all models hold, and linkage finds nobody among fewer candidates than the models say.
  public var holds: Bool { models.allSatisfy(\.holds) }

  /// A verification.
  public init(
    models: [Model], linkage: Linkage?, minimality: [Minimality] = [],
    composition: [Composition] = [], riskBefore: Estimate? = nil, riskAfter: Estimate? = nil
  ) {
    self.models = models
    self.linkage = linkage
    self.minimality = minimality
    self.composition = composition
    self.riskBefore = riskBefore
    self.riskAfter = riskAfter
  }
}
