public import Evaluation
public import Tables

/// Everything that the attacks on one attribute table share: the release, the adversary, the seed.
public struct AttributeSetting: Sendable {
  /// The columns that the adversary knows, and whom each row is about.
  public let records: AttributeRecords
  /// The sensitive attributes, row for row.
  public let sensitive: [CodedColumn]
  /// The grader.
  public let evaluator: Evaluator
  /// The seed of all sampling.
  public let seed: UInt64
  /// How many data subjects are tried at most.
  public let targetCount: Int
  /// The share of data subjects held out of the release as control group.
  public let controlShare: Double
  /// The command line that repeats the audit.
  public let reproduce: String

  /// The setting of an audit.
  public init(
    records: AttributeRecords, sensitive: [CodedColumn], evaluator: Evaluator, seed: UInt64,
    targetCount: Int, controlShare: Double, reproduce: String
  ) {
    self.records = records
    self.sensitive = sensitive
    self.evaluator = evaluator
    self.seed = seed
    self.targetCount = targetCount
    self.controlShare = controlShare
    self.reproduce = reproduce
  }

  /// The number of data subjects that have a row.
  public var subjectCount: Int { records.subjects.count }
}
