/// A plan of releases with differential privacy: what shall be released, by which mechanisms.
///
/// It holds parameters of mechanisms only, never data.
public struct ReleasePlan: Sendable, Equatable {
  /// Whom the guarantee protects: what one neighbour differs by.
  public enum Unit: String, Sendable, CaseIterable {
    /// One row of a table.
    case row
    /// All that one person contributes.
    case dataSubject = "data-subject"
  }

  /// Which two datasets count as neighbours.
  public enum Relation: String, Sendable, CaseIterable {
    /// A unit is added or taken away.
    case addRemove = "add-remove"
    /// A unit is replaced by another.
    case substitute
  }

  /// What the releases may cost together.
  public struct Target: Sendable, Equatable {
    /// The greatest epsilon allowed.
    public let epsilon: Double
    /// The delta at which it is meant; 0 means pure differential privacy.
    public let delta: Double

    /// A target.
    public init(epsilon: Double, delta: Double) {
      (self.epsilon, self.delta) = (epsilon, delta)
    }
  }

  /// Whom the guarantee protects.
  public let unit: Unit
  /// Which datasets are neighbours; sensitivities and epsilons are meant for these.
  public let neighbours: Relation
  /// What the releases may cost together, if that was said.
  public let target: Target?
  /// The releases, at least one, in the order of the file.
  public let releases: [PlannedRelease]

  /// A plan.
  public init(
    unit: Unit = .dataSubject, neighbours: Relation = .addRemove, target: Target? = nil,
    releases: [PlannedRelease]
  ) {
    (self.unit, self.neighbours) = (unit, neighbours)
    (self.target, self.releases) = (target, releases)
  }
}

/// One kind of release of a plan, made once or several times.
public struct PlannedRelease: Sendable, Equatable {
  /// How the rows of each release are drawn before the mechanism sees them.
  public enum Sampling: Sendable, Equatable {
    /// Each unit is in with this probability, independently.
    case poisson(rate: Double)
    /// Exactly `batch` of `population` units, all sets alike.
    case withoutReplacement(batch: Int, population: Int)

    /// The chance of one unit to be in a sample.
    public var rate: Double {
      switch self {
      case .poisson(let rate): rate
      case .withoutReplacement(let batch, let population): Double(batch) / Double(population)
      }
    }
  }

  /// What the plan calls it; no two releases share a name.
  public let name: String
  /// What is released and by how much noise.
  public let mechanism: PlannedMechanism
  /// How often: `count`, or `steps` of training.
  public let count: Int
  /// How rows are sampled; nil: all are used.
  public let sampling: Sampling?
  /// Where it begins in the file, both from 1; 0 where there is no file.
  public let line: Int
  /// See `line`.
  public let column: Int

  /// A release.
  public init(
    name: String, mechanism: PlannedMechanism, count: Int = 1, sampling: Sampling? = nil,
    line: Int = 0, column: Int = 0
  ) {
    (self.name, self.mechanism, self.count) = (name, mechanism, count)
    (self.sampling, self.line, self.column) = (sampling, line, column)
  }
}
