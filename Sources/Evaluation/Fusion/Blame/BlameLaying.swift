import Findings

/// All fits that blame needs, before intervals.
struct BlameLaying {
  let all: Coalition
  let ranking: RemovalRanking
  let shares: ChannelShares
  /// For each step of the curve the removals tried; the first of each is the one taken.
  let curve: [RemovalRanking]
  let coalitions: [Coalition]
  let refitCount: Int
  let omissions: [String]
  private let players: [(channel: Channel, features: [Int])]
  private let alone: [Coalition]
  private let without: [Coalition]

  init(
    features: [EvidenceFeature], options: BlameOptions, table: inout CoalitionTable
  ) throws {
    let places = Array(features.indices)
    all = try table.coalition(places)
    ranking = try RemovalRanking(from: all, features: features, table: &table)
    table.stage = .channels
    players = Channel.allCases.compactMap { channel in
      let own = places.filter { features[$0].channel == channel }
      return own.isEmpty ? nil : (channel, own)
    }
    var (alone, without): ([Coalition], [Coalition]) = ([], [])
    for player in players {
      alone.append(try table.coalition(player.features))
      without.append(try table.coalition(places.filter { !player.features.contains($0) }))
    }
    (self.alone, self.without) = (alone, without)
    shares = try ChannelShares(
      channels: players.map(\.features), options: options, table: &table)
    table.stage = .removal
    var removal = RemovalCurve(first: ranking)
    try removal.walk(features: features, options: options, table: &table)
    curve = removal.steps
    coalitions = table.coalitions
    refitCount = table.refitCount
    omissions = [Self.omission(shares, players.count, options), removal.omission(options)]
      .compactMap(\.self)
  }

  private static func omission(
    _ shares: ChannelShares, _ count: Int, _ options: BlameOptions
  ) -> String? {
    guard let orders = shares.drawnOrders else { return nil }
    let reason =
      count > options.exactChannelLimit
      ? "\(count) channels are more than the \(options.exactChannelLimit) of which all sets are "
        + "tried" : "all sets of channels would need more than \(options.refitLimit) fits"
    return "Shares of channels are means over \(Phrase.count(orders, "order", "orders")) drawn at "
      + "random, as \(reason); their intervals hold that error too."
  }

  /// Contributions of channels, the strongest first.
  ///
  /// - Parameter people: the shares with the intervals that people alone make.
  func contributions(
    _ features: [EvidenceFeature], isKept: (Channel) -> Bool, shares people: [Estimate],
    level: Double
  ) -> [ChannelContribution] {
    let estimates = zip(people, shares.orderErrors).map {
      $0.widened(byStandardError: $1)
    }
    return players.indices.map { player in
      ChannelContribution(
        channel: players[player].channel,
        features: players[player].features.map { features[$0].title },
        columns: Self.columns(players[player].features.map { features[$0] }),
        alone: alone[player].estimate(level: level),
        without: without[player].estimate(level: level), shapley: estimates[player],
        isKept: isKept(players[player].channel))
    }.sorted { one, other in
      (other.shapley.value, other.alone.value, one.channel.rawValue)
        < (one.shapley.value, one.alone.value, other.channel.rawValue)
    }
  }

  /// The columns that some features need, as `table.column`, each once.
  private static func columns(_ features: [EvidenceFeature]) -> [String] {
    var columns: [String] = []
    for feature in features {
      for column in feature.columns.map({ "\(feature.table).\($0)" })
      where !columns.contains(column) {
        columns.append(column)
      }
    }
    return columns
  }
}
