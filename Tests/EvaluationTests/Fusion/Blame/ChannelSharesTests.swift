import Findings
import Numerics
import Testing

@testable import Evaluation

@Suite("Shares of channels")
struct ChannelSharesTests {
  /// All orders of 0 ..< `count`.
  static func orders(_ count: Int) -> [[Int]] {
    guard count > 0 else { return [[]] }
    return orders(count - 1).flatMap { shorter in
      (0...shorter.count).map { place in
        Array(shorter[..<place]) + [count - 1] + Array(shorter[place...])
      }
    }
  }

  /// The definition: what a channel adds at its place, over all orders.
  static func slow(_ game: PlantedGame) -> [[Double]] {
    let count = game.features.count
    let all = orders(count)
    var shares = [[Double]](
      repeating: [Double](repeating: 0, count: game.people), count: count)
    for order in all {
      var set: [Int] = []
      for player in order {
        let before = game.value(set)
        set = (set + [player]).sorted()
        let after = game.value(set)
        for person in 0..<game.people {
          shares[player][person] += (after[person] - before[person]) / Double(all.count)
        }
      }
    }
    return shares
  }

  static func shares(_ game: PlantedGame, _ options: BlameOptions = .quick) throws
    -> (shares: ChannelShares, refits: Int)
  {
    var table = try CoalitionTable(
      names: game.features.map(\.id),
      chance: Coalition(features: [], found: game.value([]), surprisalBits: 10),
      progress: { _ in }
    ) { Coalition(features: $0, found: game.worth($0), surprisalBits: 1) }
    let shares = try ChannelShares(
      channels: game.features.indices.map { [$0] }, options: options, table: &table)
    return (shares, table.refitCount)
  }

  @Test("shares are those of the definition, person by person, and add up", arguments: 1...5)
  func definition(channels: Int) throws {
    for seed in 0..<4 as Range<UInt64> {
      let game = PlantedGame.random(channels: channels, people: 5, seed: seed)
      let (fast, _) = try Self.shares(game)
      let slow = Self.slow(game)
      #expect(fast.drawnOrders == nil)
      for player in 0..<channels {
        for person in 0..<5 {
          #expect(abs(fast.shares[player][person] - slow[player][person]) < 1e-12)
        }
      }
      let whole = game.value(Array(0..<channels))
      for person in 0..<5 {
        let sum = fast.shares.reduce(0) { $0 + $1[person] }
        #expect(abs(sum - (whole[person] - 0.125)) < 1e-12)
      }
    }
  }

  @Test("who adds nothing gets nothing, and who adds alike gets alike")
  func dummyAndSymmetry() throws {
    // The third never matters; the first two are exchangeable, the fourth is not.
    let game = PlantedGame(features: PlantedGame.channels(4), people: 3, chance: 0) { set in
      let twins = Double(set.count { $0 < 2 })
      let sum = twins * twins * 0.1 + (set.contains(3) ? 0.3 * (twins > 0 ? 1.5 : 1) : 0)
      return [sum, sum / 2, 0]
    }
    let (fast, _) = try Self.shares(game)
    #expect(fast.shares[2].allSatisfy { abs($0) < 1e-12 })
    for person in 0..<3 { #expect(abs(fast.shares[0][person] - fast.shares[1][person]) < 1e-12) }
    #expect(abs(fast.shares[3][0] - fast.shares[0][0]) > 0.01)
  }

  @Test("shares of a mixture of games are the mixture of shares")
  func linearity() throws {
    let one = PlantedGame.random(channels: 4, people: 6, seed: 1)
    let other = PlantedGame.random(channels: 4, people: 6, seed: 2)
    let mixed = PlantedGame(features: one.features, people: 6, chance: 0.125) { set in
      zip(one.worth(set), other.worth(set)).map { 0.3 * $0 + 0.7 * $1 }
    }
    let shares = try [one, other, mixed].map { try Self.shares($0).shares.shares }
    for player in 0..<4 {
      for person in 0..<6 {
        let expected = 0.3 * shares[0][player][person] + 0.7 * shares[1][player][person]
        #expect(abs(shares[2][player][person] - expected) < 1e-12)
      }
    }
  }

  // Five standard errors of a mean over 300 orders; with five channels there are 120 orders, so
  // sets repeat and no more than 31 are fitted. The standard error is estimated, and from 300
  // draws to within a few per cent; 5 of them are passed in 6e-7 of cases, five channels.
  @Test("drawn orders come as close as their error says, and add up exactly")
  func drawnOrders() throws {
    var options = BlameOptions.quick
    options.exactChannelLimit = 4
    options.orders = 300
    let game = PlantedGame.random(channels: 5, people: 8, seed: 3)
    let (drawn, refits) = try Self.shares(game, options)
    #expect(drawn.drawnOrders == 300)
    #expect(refits <= 31)
    let slow = Self.slow(game)
    for player in 0..<5 {
      let (mean, exact) = (drawn.shares[player].reduce(0, +) / 8, slow[player].reduce(0, +) / 8)
      #expect(drawn.orderErrors[player] > 0)
      #expect(abs(mean - exact) < 5 * drawn.orderErrors[player])
    }
    let whole = game.value(Array(0..<5))
    for person in 0..<8 {
      let sum = drawn.shares.reduce(0) { $0 + $1[person] }
      #expect(abs(sum - (whole[person] - 0.125)) < 1e-12)
    }
  }

  @Test("no more is fitted than allowed, and what was cut is said")
  func limit() throws {
    let game = PlantedGame.random(channels: 8, people: 4, seed: 5)
    var options = BlameOptions.quick
    options.refitLimit = 60
    let blame = try game.blame(options)
    let orders = try #require(blame.drawnOrders)
    #expect(orders >= 2 && blame.refitCount <= 60)
    #expect(blame.omissions.contains { $0.contains("60 fits") })
    let sum = blame.channels.reduce(0) { $0 + $1.shapley.value }
    #expect(abs(sum - blame.excess.value) < 1e-12)
    options.refitLimit = 300
    let exact = try game.blame(options)
    #expect(exact.drawnOrders == nil && exact.omissions.isEmpty)
    // The error of drawn orders is in the intervals: they are wider than people alone make them.
    for channel in blame.channels {
      let other = exact.channels.first { $0.channel == channel.channel }
      #expect(other.map { channel.shapley.value != $0.shapley.value } ?? false)
    }
  }
}
