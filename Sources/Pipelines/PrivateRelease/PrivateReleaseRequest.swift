public import Engines

/// One private query over one file, as asked.
public struct PrivateReleaseRequest: Sendable {
  /// What is asked.
  public enum Question: Sendable, Equatable {
    /// The number of rows; with a column, of those with a value in it.
    case count(column: String?)
    /// The sum of a column.
    case sum(column: String)
    /// The mean of a column.
    case mean(column: String)
    /// Quantiles of a column, for increasing probabilities.
    case quantile(column: String, probabilities: [Double])
    /// Rows for each value of a column: of declared keys, or of those that are frequent enough.
    case histogram(column: String, keys: [String]?)
  }

  /// The noise that is added.
  public enum Noise: String, Sendable, CaseIterable {
    /// Discrete Laplace noise: no delta.
    case laplace
    /// Discrete Gaussian noise.
    case gaussian
  }

  /// Whose rows belong together, and how many of them count.
  public struct Subjects: Sendable, Equatable {
    /// The column of data subjects.
    public var column: String
    /// The most rows of a subject (in each group of a histogram).
    public var rows: Int?
    /// The most groups of a subject.
    public var groups: Int?

    /// Subjects and their limits.
    public init(column: String, rows: Int?, groups: Int?) {
      (self.column, self.rows, self.groups) = (column, rows, groups)
    }
  }

  /// Above this epsilon a release must be asked for by name.
  public static let largeEpsilon = 10.0

  /// The data.
  public var source: DataSource
  /// What is asked.
  public var question: Question
  /// Whose rows belong together; without it each row is protected by itself.
  public var subjects: Subjects?
  /// What values are clamped to.
  public var bounds: ClosedRange<Double>?
  /// The step to which values are rounded (down to a power of two); some 2^20 steps without.
  public var precision: Double?
  /// The budget.
  public var epsilon: Double
  /// The probability that the guarantee may fail, where the mechanism needs one.
  public var delta: Double?
  /// The noise.
  public var noise: Noise
  /// Whether an epsilon above the limit is meant.
  public var allowsLargeEpsilon = false
  /// The program and its version.
  public var tool: String

  /// A query.
  public init(
    source: DataSource, question: Question, subjects: Subjects? = nil,
    bounds: ClosedRange<Double>? = nil, precision: Double? = nil, epsilon: Double,
    delta: Double? = nil, noise: Noise = .laplace, tool: String
  ) {
    (self.source, self.question, self.subjects) = (source, question, subjects)
    (self.bounds, self.precision) = (bounds, precision)
    (self.epsilon, self.delta, self.noise, self.tool) = (epsilon, delta, noise, tool)
  }

  /// The column asked about.
  var column: String? {
    switch question {
    case .count(let column): column
    case .sum(let column), .mean(let column), .quantile(let column, _), .histogram(let column, _):
      column
    }
  }

  /// Whether delta is spent.
  var needsDelta: Bool {
    if case .histogram(_, nil) = question { return true }
    return noise == .gaussian
  }
}
