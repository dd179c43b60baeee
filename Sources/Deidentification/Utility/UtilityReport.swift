import Numerics
import Tables

/// How much of a table's use a release keeps; aggregates only, no value of a data subject.
public struct UtilityReport: Sendable, Equatable, Codable {
  /// One column.
  public struct Column: Sendable, Equatable, Codable {
    /// The column's name.
    public let name: String
    /// The part of cells that differ from the original, suppressed ones included.
    public let changed: Double
    /// The part of cells that were suppressed.
    public let suppressed: Double
    /// The number of different values before.
    public let distinctBefore: Int
    /// The number of different labels after, suppression left out.
    public let distinctAfter: Int
    /// The part of the original values that a released cell leaves open, (values - 1) / (all - 1),
    /// the mean over rows.
    public let open: Double
    /// The total variation between the column's distributions before and after.
    public let marginalDistance: Double
  }

  /// Distances between distributions of several columns.
  public struct Marginals: Sendable, Equatable, Codable {
    /// The mean total variation.
    public let mean: Double
    /// The largest.
    public let largest: Double
    /// The number of marginals compared.
    public let count: Int
  }

  /// Changes of the association of pairs of columns.
  public struct Associations: Sendable, Equatable, Codable {
    /// The mean absolute change.
    public let meanChange: Double
    /// The largest absolute change.
    public let largestChange: Double
    /// The columns of the largest change.
    public let largestPair: [String]
    /// The number of pairs compared.
    public let count: Int
  }

  /// An estimate with its interval.
  public struct Estimate: Sendable, Equatable, Codable {
    /// The estimate.
    public let value: Double
    /// The interval's lower end.
    public let lower: Double
    /// The interval's upper end.
    public let upper: Double

    init(_ value: Double, _ interval: ConfidenceInterval) {
      self.value = value
      lower = interval.lower
      upper = interval.upper
    }

    init(value: Double, halfWidth: Double) {
      self.value = value
      lower = value - halfWidth
      upper = value + halfWidth
    }
  }

  /// How well a model that learned from the release predicts original rows.
  public struct Task: Sendable, Equatable, Codable {
    /// The column that is predicted.
    public let target: String
    /// The model.
    public let learner: Learner
    /// The number of folds.
    public let folds: Int
    /// The part of rows predicted right by the most frequent class.
    public let baseline: Double
    /// By a model trained on the original; Wilson's interval at 95 %.
    public let original: Estimate
    /// By a model trained on the release, tested on the same original rows; Wilson's interval.
    public let release: Estimate
    /// The accuracy lost, original less release, with the interval of Nadeau and Bengio at 95 %,
    /// which accounts for training sets that overlap.
    public let lost: Estimate
  }

  /// The number of rows.
  public let rowCount: Int
  /// The columns, in their order.
  public let columns: [Column]
  /// 100 SSE / SST of the standardised numeric columns; `nil` without any.
  public let squaredErrorPercent: Double?
  /// Single columns.
  public let oneWay: Marginals
  /// Pairs of columns.
  public let twoWay: Marginals
  /// Associations: Pearson's correlation, Cramer's V, or the correlation ratio.
  public let associations: Associations
  /// Tasks.
  public let tasks: [Task]
}

/// A model that learns to predict a column.
public enum Learner: String, Sendable, Equatable, Codable, CaseIterable {
  /// Multinomial logistic regression.
  case logistic
  /// A pruned decision tree.
  case tree
}

/// What a utility report is to hold.
public struct UtilityRequest: Sendable, Equatable {
  /// The columns to be predicted.
  public var targets: [String]
  /// By which models.
  public var learners: [Learner]
  /// The number of folds, at least 2.
  public var folds: Int

  /// A request; without targets there are no tasks.
  public init(
    targets: [String] = [], learners: [Learner] = Learner.allCases, folds: Int = 5
  ) {
    self.targets = targets
    self.learners = learners
    self.folds = folds
  }
}

extension UtilityReport {
  /// Measures a release against its original.
  ///
  /// **Cost**: O(rows x columns^2) for the marginals, plus a model for each fold, learner and
  /// target on either side. Deterministic.
  ///
  /// - Throws: `DeidentificationError` for a target that does not exist, was generalised or has one
  ///   value, or fewer than two folds.
  public init(
    _ columns: UtilityColumns, request: UtilityRequest = UtilityRequest()
  ) throws(DeidentificationError) {
    guard request.folds >= 2 else {
      throw .parameter(name: "folds", rule: "must be at least 2")
    }
    let distances = columns.pairs.map(oneWayDistance)
    rowCount = columns.rowCount
    self.columns = zip(columns.pairs, distances).map { Column($0, distance: $1) }
    squaredErrorPercent = squaredError(columns)
    oneWay = Marginals(distances)
    twoWay = Marginals(twoWayDistances(columns))
    associations = Associations(columns)
    var tasks: [Task] = []
    for target in request.targets {
      let task = try LearningTask(columns, target: target, folds: request.folds)
      for learner in request.learners { tasks.append(task.evaluated(learner)) }
    }
    self.tasks = tasks
  }
}

extension UtilityReport.Column {
  init(_ pair: UtilityColumns.Pair, distance: Double) {
    let (before, after) = (pair.original, pair.release)
    let rows = Double(max(1, before.codes.count))
    let values = Set(before.codes).count
    var (changed, suppressed, open) = (0, 0, 0)
    for (code, released) in zip(before.codes, after.codes) {
      if released == 0, code != 0 { suppressed += 1 }
      guard pair.sameCode[Int(released)] != Int(code) else { continue }
      changed += 1
      open += max(0, pair.cover[Int(released)].count - 1)
    }
    name = pair.name
    self.changed = Double(changed) / rows
    self.suppressed = Double(suppressed) / rows
    distinctBefore = Set(before.codes.filter { $0 > 0 }).count
    distinctAfter = Set(after.codes.filter { $0 > 0 }).count
    self.open = values > 1 ? Double(open) / rows / Double(values - 1) : 0
    marginalDistance = distance
  }
}

extension UtilityReport.Marginals {
  init(_ distances: [Double]) {
    mean = distances.isEmpty ? 0 : distances.reduce(0, +) / Double(distances.count)
    largest = distances.max() ?? 0
    count = distances.count
  }
}
