/// A column of numbers as integers of a grid, clamped, as a private mechanism wants them.
///
/// What a cell becomes depends on that cell alone and is never an error: NULL, NaN and text that is
/// no number are missing; infinities and what lies beyond the bounds become the bound.
public struct GridColumn: Sendable, Equatable {
  /// The column's name.
  public let name: String
  /// Values are clamped to these first.
  public let bounds: ClosedRange<Double>
  /// Taken off after clamping.
  public let origin: Double
  /// The binary logarithm of the grid's step.
  public let exponent: Int
  /// Integers are clamped to these last.
  public let steps: ClosedRange<Int64>

  /// A column on a grid.
  public init(
    name: String, bounds: ClosedRange<Double>, origin: Double = 0, exponent: Int,
    steps: ClosedRange<Int64>
  ) {
    (self.name, self.bounds, self.origin) = (name, bounds, origin)
    (self.exponent, self.steps) = (exponent, steps)
  }
}
