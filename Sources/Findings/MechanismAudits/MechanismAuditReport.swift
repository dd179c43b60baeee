/// What an audit of differentially private mechanisms proved from samples: no data of anybody.
public struct MechanismAuditReport: Codable, Sendable, Equatable {
  /// The version of this document's schema that the code writes.
  public static let currentSchemaVersion = "1.0"

  /// The schema's version, `major.minor`.
  public let schemaVersion: String
  /// Who wrote it.
  public let tool: String
  /// When, in UTC.
  public let createdAt: String
  /// Where the releases' randomness came from: "system", which has no seed.
  public let source: String
  /// Releases on each side of each pair of neighbouring inputs.
  public let samples: Int
  /// The probability that no sound mechanism of this run is caught.
  public let confidence: Double
  /// How many tests share the error (Bonferroni).
  public let tests: Int
  /// Whether the mechanisms are broken on purpose.
  public let isPlanted: Bool
  /// Each mechanism, in the catalogue's order.
  public let mechanisms: [Mechanism]

  /// One mechanism at one epsilon.
  public struct Mechanism: Codable, Sendable, Equatable {
    /// Its name in the catalogue.
    public let name: String
    /// The library's types that it audits.
    public let types: [String]
    /// Noise, bounds and neighbours in words.
    public let setting: String
    /// The epsilon it was built for.
    public let epsilon: Double
    /// Whether a claim of it is refuted.
    public let isCaught: Bool
    /// Each claim, with what was proved.
    public let claims: [Claim]

    /// A mechanism.
    public init(
      name: String, types: [String], setting: String, epsilon: Double, isCaught: Bool,
      claims: [Claim]
    ) {
      (self.name, self.types, self.setting) = (name, types, setting)
      (self.epsilon, self.isCaught, self.claims) = (epsilon, isCaught, claims)
    }
  }

  /// One (epsilon, delta) claimed, and the test that shows most against it.
  public struct Claim: Codable, Sendable, Equatable {
    /// The epsilon claimed.
    public let epsilon: Double
    /// The delta claimed.
    public let delta: Double
    /// Epsilon is at least this for the delta claimed.
    public let epsilonLowerBound: Double
    /// By the event tested, epsilon need be no more; nil where the event was never seen on one
    /// side.
    public let eventUpperBound: Double?
    /// Delta is at least this for the epsilon claimed.
    public let deltaLowerBound: Double
    /// The event's probability where it is likelier, from and to.
    public let likely: [Double]
    /// The event's probability where it is rarer, from and to.
    public let rare: [Double]
    /// The neighbouring inputs.
    public let pair: String
    /// What of the release was looked at.
    public let view: String
    /// The event: at-most, at-least, equal or among.
    public let event: String
    /// The event's end, or how many outputs are in it.
    public let eventValue: Int64
    /// Whether the event is likelier on the first input.
    public let favoursFirst: Bool

    /// A claim.
    public init(
      epsilon: Double, delta: Double, epsilonLowerBound: Double, eventUpperBound: Double?,
      deltaLowerBound: Double, likely: [Double], rare: [Double], pair: String, view: String,
      event: String, eventValue: Int64, favoursFirst: Bool
    ) {
      (self.epsilon, self.delta) = (epsilon, delta)
      (self.epsilonLowerBound, self.eventUpperBound) = (epsilonLowerBound, eventUpperBound)
      (self.deltaLowerBound, self.likely, self.rare) = (deltaLowerBound, likely, rare)
      (self.pair, self.view, self.event) = (pair, view, event)
      (self.eventValue, self.favoursFirst) = (eventValue, favoursFirst)
    }

    /// Whether the claim is refuted.
    public var isRefuted: Bool { epsilonLowerBound > epsilon }
  }

  /// A report.
  public init(
    tool: String, createdAt: String, source: String, samples: Int, confidence: Double, tests: Int,
    isPlanted: Bool, mechanisms: [Mechanism]
  ) {
    schemaVersion = Self.currentSchemaVersion
    (self.tool, self.createdAt, self.source) = (tool, createdAt, source)
    (self.samples, self.confidence, self.tests) = (samples, confidence, tests)
    (self.isPlanted, self.mechanisms) = (isPlanted, mechanisms)
  }

  /// The mechanisms with a refuted claim.
  public var caught: [Mechanism] { mechanisms.filter(\.isCaught) }
}

extension MechanismAuditReport: FileDocument {}
