import Numerics

/// The Shapley value of each channel, person by person.
///
/// Up to `BlameOptions.exactChannelLimit` channels every set is tried. Above, orders of them
/// are drawn, and a channel's share is the mean of what it added at its place; the shares still add
/// up to the whole.
///
/// **Guarantee** for each person the shares sum to the chance of being found with all channels less
/// the guess, up to rounding.
/// **Source** Shapley 1953; Castro, Gomez, Tejada, *Polynomial calculation of the Shapley value
/// based on sampling*, Computers & Operations Research 36 (2009), algorithm ApproShapley and its
/// standard error.
/// **Cost** 2^channels - 1 fits, or at most channels - 1 for each order drawn and one.
struct ChannelShares {
  /// For each channel what it adds to each person.
  let shares: [[Double]]
  /// For each channel the standard error that comes of drawing orders; 0 where all were tried.
  let orderErrors: [Double]
  /// How many orders were drawn; `nil` where all sets were tried.
  let drawnOrders: Int?

  /// - Parameter channels: for each channel the places of its features.
  init(channels: [[Int]], options: BlameOptions, table: inout CoalitionTable) throws {
    let sets =
      channels.count <= options.exactChannelLimit
      ? (0..<(1 << channels.count)).map { Self.union(of: channels, mask: $0) } : nil
    if let sets, table.refitCount + table.missing(sets) <= options.refitLimit {
      var successes: [[Double]] = []
      for set in sets { successes.append(try table.coalition(set).found) }
      shares = ShapleyShares.shares(of: successes, playerCount: channels.count)
      orderErrors = channels.map { _ in 0 }
      drawnOrders = nil
      return
    }
    var sampling = OrderSampling(channels: channels, seed: options.seed)
    while sampling.orderCount < options.orders {
      let order = sampling.next()
      let added = table.missing(sampling.sets(order))
      // Two orders at least: one says nothing of its own error.
      guard
        sampling.orderCount < 2 || table.refitCount + added <= options.refitLimit
      else { break }
      try sampling.add(order, &table)
    }
    shares = sampling.shares
    orderErrors = sampling.errors
    drawnOrders = sampling.orderCount
  }

  private static func union(of channels: [[Int]], mask: Int) -> [Int] {
    channels.indices.filter { mask >> $0 & 1 == 1 }.flatMap { channels[$0] }.sorted()
  }
}

/// Marginal contributions over random orders.
private struct OrderSampling {
  let channels: [[Int]]
  private var generator: SeededGenerator
  private var sums: [[Double]] = []
  private var moments: [OrderMoments]
  private(set) var orderCount = 0

  init(channels: [[Int]], seed: UInt64) {
    self.channels = channels
    self.generator = SeededGenerator(seed: seed, stream: "fusion/blame/orders")
    self.moments = channels.map { _ in OrderMoments() }
  }

  mutating func next() -> [Int] { generator.permutation(count: channels.count) }

  /// The sets met on the way.
  func sets(_ order: [Int]) -> [[Int]] {
    var set: [Int] = []
    return order.map { channel in
      set += channels[channel]
      return set.sorted()
    }
  }

  mutating func add(_ order: [Int], _ table: inout CoalitionTable) throws {
    var before = try table.coalition([]).found
    if sums.isEmpty {
      sums = channels.map { _ in [Double](repeating: 0, count: before.count) }
    }
    for (channel, set) in zip(order, sets(order)) {
      let after = try table.coalition(set).found
      var total = 0.0
      for person in before.indices {
        let gain = after[person] - before[person]
        sums[channel][person] += gain
        total += gain
      }
      moments[channel].add(total / Double(max(before.count, 1)))
      before = after
    }
    orderCount += 1
  }

  var shares: [[Double]] { sums.map { own in own.map { $0 / Double(orderCount) } } }

  var errors: [Double] { moments.map(\.standardErrorOfMean) }
}

/// Mean and spread of a few numbers.
private struct OrderMoments {
  private var count = 0.0
  private var mean = 0.0
  private var squares = 0.0

  mutating func add(_ value: Double) {
    count += 1
    let difference = value - mean
    mean += difference / count
    squares += difference * (value - mean)
  }

  var standardErrorOfMean: Double {
    count > 1 ? (squares / (count - 1) / count).squareRoot() : 0
  }
}
