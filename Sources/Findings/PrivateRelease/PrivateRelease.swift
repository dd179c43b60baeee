/// The answer to one private query, with all that a reader needs to judge it.
///
/// No exact value of the data stands in it: whatever depends on the data has noise.
public struct PrivateRelease: FileDocument {
  /// The version of this document's schema that the code writes.
  public static let currentSchemaVersion = "1.0"

  /// The schema's version, `major.minor`.
  public let schemaVersion: String
  /// Who wrote it.
  public let tool: String
  /// When, in UTC.
  public let createdAt: String
  /// What was asked.
  public let query: Query
  /// What can't be told apart.
  public let neighbours: Neighbours
  /// How the noise was made.
  public let mechanism: Mechanism
  /// What it costs.
  public let cost: Cost
  /// How far off the results may be.
  public let accuracy: Accuracy?
  /// The answers.
  public let results: [Result]
  /// What a reader must know.
  public let notes: [String]

  /// An answer.
  public init(
    tool: String, createdAt: String, query: Query, neighbours: Neighbours, mechanism: Mechanism,
    cost: Cost, accuracy: Accuracy?, results: [Result], notes: [String]
  ) {
    schemaVersion = Self.currentSchemaVersion
    (self.tool, self.createdAt, self.query) = (tool, createdAt, query)
    (self.neighbours, self.mechanism, self.cost) = (neighbours, mechanism, cost)
    (self.accuracy, self.results, self.notes) = (accuracy, results, notes)
  }
}

extension PrivateRelease {
  /// What was asked.
  public struct Query: Codable, Sendable, Equatable {
    /// The kind of question.
    public let kind: Kind
    /// The file, without its folder.
    public let file: String
    /// The column asked about.
    public let column: String?
    /// Values are clamped to at least this.
    public let lower: Double?
    /// Values are clamped to at most this.
    public let upper: Double?
    /// The step of the grid to which values are rounded.
    public let step: Double?
    /// Whether a histogram's keys were declared.
    public let declaresKeys: Bool?

    /// A query.
    public init(
      kind: Kind, file: String, column: String? = nil, lower: Double? = nil, upper: Double? = nil,
      step: Double? = nil, declaresKeys: Bool? = nil
    ) {
      (self.kind, self.file, self.column) = (kind, file, column)
      (self.lower, self.upper, self.step) = (lower, upper, step)
      self.declaresKeys = declaresKeys
    }
  }

  /// The kinds of questions.
  public enum Kind: String, Codable, Sendable, CaseIterable {
    /// How many rows.
    case count
    /// The sum of a column.
    case sum
    /// The mean of a column.
    case mean
    /// Quantiles of a column.
    case quantile
    /// How many rows for each value of a column.
    case histogram
  }

  /// What can't be told apart.
  public struct Neighbours: Codable, Sendable, Equatable {
    /// How datasets differ.
    public enum Relation: String, Codable, Sendable {
      /// One unit is added or taken away.
      case addRemove = "add-remove"
    }
    /// What is protected.
    public enum Unit: String, Codable, Sendable {
      /// One row.
      case row
      /// All rows of one data subject.
      case dataSubject = "data-subject"
    }

    /// How datasets differ.
    public let relation: Relation
    /// What is protected.
    public let unit: Unit
    /// The column of data subjects.
    public let subject: String?
    /// The most rows of a subject that count (in each group).
    public let rowsPerSubject: Int?
    /// The most groups of a subject that count.
    public let groupsPerSubject: Int?

    /// Neighbours.
    public init(
      relation: Relation, unit: Unit, subject: String? = nil, rowsPerSubject: Int? = nil,
      groupsPerSubject: Int? = nil
    ) {
      (self.relation, self.unit, self.subject) = (relation, unit, subject)
      (self.rowsPerSubject, self.groupsPerSubject) = (rowsPerSubject, groupsPerSubject)
    }
  }

  /// How the noise was made.
  public struct Mechanism: Codable, Sendable, Equatable {
    /// Its name.
    public let name: String
    /// Its scale (Laplace), or standard deviation (Gaussian), in the results' unit.
    public let scale: Double?
    /// Counts below this are not shown.
    public let threshold: Int?

    /// A mechanism.
    public init(name: String, scale: Double?, threshold: Int? = nil) {
      (self.name, self.scale, self.threshold) = (name, scale, threshold)
    }
  }

  /// What it costs.
  public struct Cost: Codable, Sendable, Equatable {
    /// Epsilon, rounded up.
    public let epsilon: Double
    /// Delta, rounded up.
    public let delta: Double
    /// zCDP's rho, rounded up, where the release has one.
    public let rho: Double?

    /// A cost.
    public init(epsilon: Double, delta: Double, rho: Double?) {
      (self.epsilon, self.delta, self.rho) = (epsilon, delta, rho)
    }
  }

  /// How far off the results may be for the noise: clamping and left out rows come on top.
  public struct Accuracy: Codable, Sendable, Equatable {
    /// What `reach` is measured in.
    public enum Measure: String, Codable, Sendable {
      /// The results' unit.
      case value
      /// Rows between the result's rank and the one asked for.
      case rank
    }
    /// With this probability each result is at most `reach` off.
    public let level: Double
    /// What `reach` is measured in.
    public let measure: Measure
    /// How far.
    public let reach: Double

    /// An accuracy.
    public init(level: Double, measure: Measure, reach: Double) {
      (self.level, self.measure, self.reach) = (level, measure, reach)
    }
  }

  /// One answer.
  public struct Result: Codable, Sendable, Equatable {
    /// The histogram's key.
    public let key: String?
    /// The quantile's probability.
    public let probability: Double?
    /// The answer, with noise.
    public let value: Double

    /// An answer.
    public init(key: String? = nil, probability: Double? = nil, value: Double) {
      (self.key, self.probability, self.value) = (key, probability, value)
    }
  }
}
