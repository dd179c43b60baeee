/// A point of a grid and the number of rows that stand on it.
public struct CountedStep: Sendable, Equatable {
  /// The point, in steps of the grid.
  public let step: Int64
  /// The number of rows.
  public let rows: Int

  /// A point and its rows.
  public init(step: Int64, rows: Int) { (self.step, self.rows) = (step, rows) }

  /// Each different integer once, with its number.
  static func counted(sorted: some Sequence<Int64>) -> [CountedStep] {
    var counted: [CountedStep] = []
    var (step, rows) = (Int64(0), 0)
    for value in sorted {
      if rows > 0, value == step {
        rows += 1
        continue
      }
      if rows > 0 { counted.append(CountedStep(step: step, rows: rows)) }
      (step, rows) = (value, 1)
    }
    if rows > 0 { counted.append(CountedStep(step: step, rows: rows)) }
    return counted
  }
}
