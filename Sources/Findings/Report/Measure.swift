/// Whether a number could be had.
public enum MeasureStatus: String, Codable, Sendable, CaseIterable {
  case measured
  /// A fitted estimator did not converge: there is no value, and 0 would be a lie.
  case notConverged = "not-converged"
  /// The measure has no meaning for this data (no sensitive attribute, no weights, ...).
  case notApplicable = "not-applicable"
}

/// One named number of an attack or a table.
public struct Measure: Codable, Sendable, Equatable {
  /// A stable name in kebab case, a path for the policy: `population-uniqueness/pitman`.
  public let id: String
  /// What it is, in a few words.
  public let label: String
  /// The value and its interval; `nil` unless `status` is `measured`.
  public let estimate: Estimate?
  /// The unit: `probability`, `people`, `rows`, `bits`, `columns`, `score`.
  public let unit: String
  /// Whether the number could be had.
  public let status: MeasureStatus
  /// Why not, or what to know when reading it; may be empty.
  public let note: String

  /// A measured number.
  public init(id: String, label: String, estimate: Estimate, unit: String, note: String = "") {
    self.id = id
    self.label = label
    self.estimate = estimate
    self.unit = unit
    self.status = .measured
    self.note = note
  }

  /// A number that could not be had, and why.
  public init(
    id: String, label: String, unit: String, missing status: MeasureStatus, because note: String
  ) {
    precondition(status != .measured, "a measured number has a value")
    self.id = id
    self.label = label
    self.estimate = nil
    self.unit = unit
    self.status = status
    self.note = note
  }
}
