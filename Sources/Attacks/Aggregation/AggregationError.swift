/// Why sets of columns can't be weighed against each other.
public enum AggregationError: Error, Sendable, Equatable {
  /// There is no column that a receiver could add.
  case noColumns(table: String)
  /// A grader gave another number of targets than for other sets.
  case targetCount(expected: Int, graded: Int)
  /// A grader gave a success that is no probability.
  case notAProbability(columns: [Int])
  /// The stated risk is no probability.
  case statedRisk(Double)
}

extension AggregationError: CustomStringConvertible {
  /// What happened, and the remedy.
  public var description: String {
    switch self {
    case .noColumns(let table):
      "table \(table): no column is shared with the auxiliary data; declare which columns match"
    case .targetCount(let expected, let graded):
      "\(graded) targets were graded for a set of columns and \(expected) for others; the same "
        + "targets must be tried with every set (a defect of the grader)"
    case .notAProbability(let columns):
      "the success with columns \(columns) is no probability; this is a defect of the grader"
    case .statedRisk(let risk): "a stated risk of \(risk) is outside 0 to 1"
    }
  }
}
