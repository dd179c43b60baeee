import Findings
import Numerics

@testable import Evaluation

/// Games whose worth is stated, set by set and person by person.
struct PlantedGame {
  let features: [EvidenceFeature]
  let people: Int
  let chance: Double
  /// What a set of features, rising, finds.
  let worth: ([Int]) -> [Double]

  /// A feature of a channel.
  static func feature(_ id: String, _ channel: Channel, columns: [String]) -> EvidenceFeature {
    EvidenceFeature(id: id, title: "Title of \(id)", channel: channel, table: "t", columns: columns)
  }

  /// A feature for each of so many channels, each with a column of its own.
  static func channels(_ count: Int) -> [EvidenceFeature] {
    Channel.allCases.prefix(count).map { feature($0.rawValue, $0, columns: [$0.rawValue]) }
  }

  /// Random worths: no order, no monotony.
  static func random(channels: Int, people: Int, seed: UInt64) -> PlantedGame {
    PlantedGame(features: Self.channels(channels), people: people, chance: 0.125) { set in
      var source = SeededGenerator(seed: seed, stream: "\(set)")
      return (0..<people).map { _ in source.unit() }
    }
  }

  /// Each feature adds its weight to everybody.
  static func additive(
    _ features: [EvidenceFeature], weights: [Double], people: Int = 40, chance: Double = 0.02
  ) -> PlantedGame {
    PlantedGame(features: features, people: people, chance: chance) { set in
      let sum = set.reduce(chance) { $0 + weights[$1] }
      return [Double](repeating: sum, count: people)
    }
  }

  /// Each feature finds people of its own, drawn at random with its probability.
  static func hits(
    _ features: [EvidenceFeature], probabilities: [Double], people: Int, chance: Double,
    seed: UInt64
  ) -> PlantedGame {
    let finds = probabilities.enumerated().map { place, probability in
      var source = SeededGenerator(seed: seed, stream: "hits/\(place)")
      return (0..<people).map { _ in source.unit() < probability }
    }
    return PlantedGame(features: features, people: people, chance: chance) { set in
      (0..<people).map { person in set.contains { finds[$0][person] } ? 1 : 0 }
    }
  }

  func value(_ set: [Int]) -> [Double] {
    set.isEmpty ? [Double](repeating: chance, count: people) : worth(set)
  }

  /// The blame laid on it.
  func blame(
    _ options: BlameOptions = .quick, isKept: (Channel) -> Bool = { _ in true },
    progress: @escaping (BlameProgress) throws -> Void = { _ in },
    bits: @escaping ([Int]) -> Double = { _ in 1 }
  ) throws -> FusionBlame {
    try FusionBlame(
      features: features,
      chance: Coalition(features: [], found: value([]), surprisalBits: 10), options: options,
      isKept: isKept, progress: progress
    ) { Coalition(features: $0, found: worth($0), surprisalBits: bits($0)) }
  }
}

extension BlameOptions {
  /// Few resamples: for tests of what does not hang on intervals.
  static var quick: BlameOptions {
    var options = BlameOptions(seed: 7)
    options.resamples = 40
    return options
  }
}
