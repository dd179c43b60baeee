/// What one channel adds to the fused risk.
public struct ChannelContribution: Codable, Sendable, Equatable {
  /// The channel.
  public let channel: Channel
  /// Titles of what was compared in it.
  public let features: [String]
  /// The columns that feed it, as `table.column`.
  public let columns: [String]
  /// The fused risk by this channel alone.
  public let alone: Estimate
  /// The fused risk without this channel.
  public let without: Estimate
  /// Its Shapley value: its share of the risk above the baseline, averaged over all orders in which
  /// channels could be added; the shares of all channels add up to the excess.
  public let shapley: Estimate
  /// Whether the fusion keeps it: held-out surprisal drops with it.
  public let isKept: Bool

  /// A channel's contribution.
  public init(
    channel: Channel, features: [String], columns: [String] = [], alone: Estimate,
    without: Estimate, shapley: Estimate, isKept: Bool
  ) {
    self.channel = channel
    self.features = features
    self.columns = columns
    self.alone = alone
    self.without = without
    self.shapley = shapley
    self.isKept = isKept
  }
}

/// What removing one column would do.
public struct ColumnContribution: Codable, Sendable, Equatable {
  /// The table.
  public let table: String
  /// The column.
  public let column: String
  /// The fused risk without it.
  public let without: Estimate
  /// How much lower that is: a paired difference on the same people.
  public let drop: Estimate

  /// A column's contribution.
  public init(table: String, column: String, without: Estimate, drop: Estimate) {
    self.table = table
    self.column = column
    self.without = without
    self.drop = drop
  }
}

/// One step of removing columns, the worst first.
public struct RemovalStep: Codable, Sendable, Equatable {
  /// The column removed in this step, as `table.column`.
  public let column: String
  /// The fused risk after it.
  public let risk: Estimate

  /// A step.
  public init(column: String, risk: Estimate) {
    self.column = column
    self.risk = risk
  }
}
