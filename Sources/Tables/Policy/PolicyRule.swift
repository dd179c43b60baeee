/// What becomes of a release that does not meet a rule.
public enum RuleSeverity: String, Sendable, CaseIterable {
  /// It stays in the house.
  case deny
  /// It leaves, and somebody is told.
  case warn
}

/// How a metric is held against a threshold; each is a key of a rule.
public enum RuleComparison: String, Sendable, CaseIterable {
  case atMost = "at-most"
  case below
  case atLeast = "at-least"
  case above
  case equal
}

/// Which number of an estimate is held against the threshold.
public enum RuleBound: String, Sendable, CaseIterable {
  /// The point estimate.
  case value
  /// The upper end of its interval.
  case upper
  /// The lower end of its interval.
  case lower
}

/// One rule: a metric of a report, a comparison and a threshold.
public struct PolicyRule: Sendable, Equatable {
  /// Its id; unique in the policy.
  public var id: String
  /// It, in the words of its source.
  public var title: String
  /// The number that it is about.
  public var metric: MetricPath
  /// How it is compared.
  public var comparison: RuleComparison
  /// With what.
  public var threshold: Double
  /// What becomes of a release that does not meet it.
  public var severity: RuleSeverity
  /// The kinds of release that it applies to; nil: all.
  public var appliesTo: [ReleaseKind]?
  /// Which number of an estimate is compared; nil: the far end of the interval.
  public var uses: RuleBound?
  /// Where the rule comes from; nil: the policy's own.
  public var source: String?
  /// Where it stands in the policy, from 1; 0 where it stands in none.
  public var line: Int

  /// A rule.
  public init(
    id: String, title: String, metric: MetricPath, comparison: RuleComparison, threshold: Double,
    severity: RuleSeverity = .deny, appliesTo: [ReleaseKind]? = nil, uses: RuleBound? = nil,
    source: String? = nil, line: Int = 0
  ) {
    self.id = id
    self.title = title
    self.metric = metric
    self.comparison = comparison
    self.threshold = threshold
    self.severity = severity
    self.appliesTo = appliesTo
    self.uses = uses
    self.source = source
    self.line = line
  }

  /// Whether it is about a kind of release.
  public func applies(to kind: ReleaseKind) -> Bool { appliesTo?.contains(kind) ?? true }
}
