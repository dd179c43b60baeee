public import Findings
public import Numerics

/// What one channel says about who is who: a cost for each target and candidate.
public struct ChannelEvidence: Sendable {
  /// A stable name, such as `cadence/hours-sent`.
  public let id: String
  /// A title of a few words.
  public let title: String
  /// The channel.
  public let channel: Channel
  /// The columns of the release that it reads.
  public let columns: [String]
  /// The costs, a row for each target; lower is likelier, what is not finite can't be compared.
  public let costs: PairCosts

  /// Evidence of a channel.
  public init(
    id: String, title: String, channel: Channel, columns: [String] = [], costs: PairCosts
  ) {
    self.id = id
    self.title = title
    self.channel = channel
    self.columns = columns
    self.costs = costs
  }
}
