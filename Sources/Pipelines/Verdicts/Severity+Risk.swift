import Findings

extension Severity {
  /// The severity of a probability that a person is found.
  ///
  /// The bounds are the cell sizes of statistical practice (`docs/thresholds.md`): 2 (0.5), 5
  /// (0.2), 11 (0.09; EMA Policy 0070, Health Canada and CMS), 20 (0.05).
  init(risk: Double) {
    switch risk {
    case 0.5...: self = .critical
    case 0.2...: self = .high
    case 0.09...: self = .medium
    case 0.05...: self = .low
    default: self = .information
    }
  }
}
