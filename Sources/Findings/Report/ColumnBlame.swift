/// How much of the risk one column carries.
public struct ColumnBlame: Codable, Sendable, Equatable {
  /// The table.
  public let table: String
  /// The column.
  public let column: String
  /// The risk with all known columns.
  public let riskWith: Double
  /// The risk if this column were not released.
  public let riskWithout: Double
  /// The risk if only this column were released.
  public let riskAlone: Double
  /// The column's share of the risk above the baseline, averaged over all orders in which columns
  /// could be added (Shapley value divided by the sum of all), where it could be computed.
  public let share: Double?
  /// What it means, in a sentence.
  public let sentence: String
  /// A column's blame.
  public init(
    table: String, column: String, riskWith: Double, riskWithout: Double, riskAlone: Double,
    share: Double?, sentence: String
  ) {
    self.table = table
    self.column = column
    self.riskWith = riskWith
    self.riskWithout = riskWithout
    self.riskAlone = riskAlone
    self.share = share
    self.sentence = sentence
  }
}
