public import Findings

/// What one feature of one channel says about who is who.
public struct ChannelEvidence: Sendable {
  /// What is compared.
  public let feature: EvidenceFeature
  /// How.
  public let comparison: any PairComparison

  /// Evidence of a channel.
  ///
  /// - Parameters:
  ///   - table: the table it comes from.
  ///   - columns: the columns of that table that it needs: without any of them it is gone.
  public init(
    channel: Channel, table: String, columns: [String], comparison: any PairComparison
  ) {
    self.feature = EvidenceFeature(
      id: "\(channel.rawValue)/\(comparison.id)", title: comparison.title, channel: channel,
      table: table, columns: columns)
    self.comparison = comparison
  }

  /// Evidence by a feature that is described already.
  public init(feature: EvidenceFeature, comparison: any PairComparison) {
    self.feature = feature
    self.comparison = comparison
  }

  /// The same evidence about people who are numbered otherwise.
  public func renumbered(by numbers: [UInt32?]) -> ChannelEvidence {
    ChannelEvidence(
      feature: feature, comparison: RenumberedComparison(comparison, numbers: numbers))
  }
}

/// What is compared: one feature of one channel.
public struct EvidenceFeature: Sendable, Equatable {
  /// A stable name, such as `cadence/hours-of-week`.
  public let id: String
  /// A title of a few words.
  public let title: String
  /// The channel.
  public let channel: Channel
  /// The table it comes from.
  public let table: String
  /// The columns of that table that it needs: without any of them it is gone.
  public let columns: [String]

  /// A feature.
  public init(id: String, title: String, channel: Channel, table: String, columns: [String]) {
    self.id = id
    self.title = title
    self.channel = channel
    self.table = table
    self.columns = columns
  }
}
