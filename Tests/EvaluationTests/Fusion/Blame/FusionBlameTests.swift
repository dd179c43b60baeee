import Findings
import Numerics
import TestSupport
import Testing

@testable import Evaluation

@Suite("Blame of the fused risk")
struct FusionBlameTests {
  /// Five features of three channels; `time` is needed by two, `zone` and `clock` by the same one.
  static let features = [
    PlantedGame.feature("hours", .cadence, columns: ["time"]),
    PlantedGame.feature("visits", .places, columns: ["time", "place"]),
    PlantedGame.feature("homes", .places, columns: ["place"]),
    PlantedGame.feature("zones", .device, columns: ["zone", "clock"]),
    PlantedGame.feature("age", .attributes, columns: ["age"]),
  ]
  static let weights = [0.2, 0.1, 0.25, 0.05, 0.15]

  @Test("what each column, channel and step does is what was planted")
  func additive() throws {
    let blame = try PlantedGame.additive(Self.features, weights: Self.weights).blame()
    #expect(abs(blame.risk.value - 0.77) < 1e-9)
    #expect(abs(blame.excess.value - 0.75) < 1e-9)
    // place .35, time .30, age .15, clock and zone .05 together.
    #expect(blame.columns.map(\.column) == ["place", "time", "age", "clock", "zone"])
    for (column, drop) in zip(blame.columns, [0.35, 0.3, 0.15, 0.05, 0.05]) {
      #expect(abs(column.drop.value - drop) < 1e-9)
      #expect(abs(column.without.value - (0.77 - drop)) < 1e-9)
    }
    #expect(blame.removals.last?.columns.map(\.name) == ["t.clock", "t.zone"])
    // Without `place`, `time` holds hours alone.
    #expect(blame.removal.map(\.column) == ["t.place", "t.time", "t.age", "t.clock"])
    for (step, risk) in zip(blame.removal, [0.42, 0.22, 0.07, 0.02]) {
      #expect(abs(step.risk.value - risk) < 1e-9)
    }
    let shares = Dictionary(
      uniqueKeysWithValues: blame.channels.map { ($0.channel, $0.shapley.value) })
    #expect(blame.channels.first?.channel == .places)
    for (channel, share) in [
      (Channel.places, 0.35), (.cadence, 0.2), (.attributes, 0.15), (.device, 0.05),
    ] { #expect(abs((shares[channel] ?? 0) - share) < 1e-9) }
    #expect(blame.channels.first?.features == ["Title of visits", "Title of homes"])
    #expect(blame.sentences.contains { $0.contains("t.clock (or t.zone") })
  }

  @Test("by trying: no column lowers the risk more than the one named first")
  func first() throws {
    for seed in 0..<30 as Range<UInt64> {
      let random = PlantedGame.random(channels: 2, people: 9, seed: seed)
      let game = PlantedGame(
        features: Self.features, people: 9, chance: 0.1, worth: random.worth)
      let blame = try game.blame()
      for column in ["time", "place", "zone", "clock", "age"] {
        let left = Self.features.indices.filter { !Self.features[$0].columns.contains(column) }
        let drop =
          zip(game.value([0, 1, 2, 3, 4]), game.value(left)).map { $0 - $1 }
          .reduce(0, +) / 9
        #expect(drop <= blame.columns[0].drop.value + 1e-9)
        let own = blame.columns.first { $0.column == column }
        #expect(own.map { abs($0.drop.value - drop) < 1e-12 } ?? false)
      }
      #expect(blame.removal.first?.column == blame.removals[0].columns[0].name)
      let sum = blame.channels.reduce(0) { $0 + $1.shapley.value }
      #expect(abs(sum - blame.excess.value) < 1e-12)
      for channel in blame.channels {
        let own = Self.features.indices.filter { Self.features[$0].channel == channel.channel }
        let rest = Self.features.indices.filter { !own.contains($0) }
        #expect(abs(channel.alone.value - game.value(own).reduce(0, +) / 9) < 1e-12)
        #expect(abs(channel.without.value - game.value(rest).reduce(0, +) / 9) < 1e-12)
      }
    }
  }

  @Test("each set is fitted once, whoever asks")
  func memoised() throws {
    var asked: [[Int]: Int] = [:]
    let game = PlantedGame.additive(Self.features, weights: Self.weights)
    let blame = try FusionBlame(
      features: game.features,
      chance: Coalition(features: [], found: game.value([]), surprisalBits: 5), options: .quick
    ) {
      asked[$0, default: 0] += 1
      return Coalition(features: $0, found: game.worth($0), surprisalBits: 1)
    }
    #expect(asked.values.allSatisfy { $0 == 1 })
    #expect(asked.keys.allSatisfy { $0 == $0.sorted() && !$0.isEmpty })
    #expect(blame.refitCount == asked.count)
    #expect(Set(blame.coalitions.map(\.features)) == Set(asked.keys).union([[]]))
    // 15 sets of four channels; time, the place-less of both, and what the curve meets.
    #expect(blame.refitCount <= 15 + 10)
  }

  @Test("ties go to what leaves more bits, then to the name")
  func ties() throws {
    let features = PlantedGame.channels(3)
    let game = PlantedGame.additive(features, weights: [0.2, 0.2, 0.2])
    #expect(
      try game.blame().columns.map(\.column) == features.map(\.id).sorted())
    let bits = try game.blame(bits: { $0.contains(1) ? 2 : 3 })
    #expect(bits.columns.first?.column == features[1].id)
  }

  @Test("the curve ends where what is left is not told from a guess")
  func end() throws {
    // 1 of 40 is found by the second feature, a guess finds 1 in 40.
    let game = PlantedGame(features: PlantedGame.channels(2), people: 40, chance: 0.025) { set in
      (0..<40).map { person in set.contains(0) && person < 20 || person == 39 ? 1 : 0 }
    }
    let blame = try game.blame()
    #expect(blame.curve.count == 1)
    #expect(blame.sentences.count == 2)
  }

  @Test("a curve cut short says so; what one removal needs is fitted all the same")
  func cut() throws {
    let game = PlantedGame.additive(Self.features, weights: Self.weights)
    var options = BlameOptions.quick
    options.refitLimit = 1
    let blame = try game.blame(options)
    #expect(blame.columns.count == 5 && blame.channels.count == 4)
    #expect(blame.curve.count == 1)
    #expect(blame.omissions.contains { $0.contains("removal curve ends after 1 column") })
    #expect(blame.omissions.contains { $0.contains("2 orders") })
  }

  struct Stopped: Error {}

  @Test("progress is told before each fit, in order, and may stop")
  func progress() throws {
    let game = PlantedGame.additive(Self.features, weights: Self.weights)
    var told: [BlameProgress] = []
    let blame = try game.blame(progress: { told.append($0) })
    #expect(told.map(\.refits) == Array(0..<blame.refitCount))
    #expect(Set(told.map(\.stage)) == [.columns, .channels])
    // Three features of one channel: what the curve meets is no union of channels.
    told = []
    let three = ["a", "b", "c"].map { PlantedGame.feature($0, .places, columns: [$0]) }
    _ = try PlantedGame.additive(three, weights: [0.3, 0.2, 0.1])
      .blame(progress: { told.append($0) })
    #expect(told.map(\.stage) == [.columns, .columns, .columns, .columns, .removal, .removal])
    #expect(throws: Stopped.self) {
      _ = try game.blame(progress: { if $0.refits == 7 { throw Stopped() } })
    }
  }

  @Test("what can't be blamed is told apart by its error")
  func errors() {
    func lay(_ features: [EvidenceFeature], _ people: Int, _ found: [Double]) throws {
      _ = try FusionBlame(
        features: features,
        chance: Coalition(
          features: [], found: [Double](repeating: 0.5, count: people), surprisalBits: 1),
        options: .quick
      ) { Coalition(features: $0, found: found, surprisalBits: 1) }
    }
    let one = PlantedGame.channels(1)
    #expect(throws: BlameError.noFeatures) { try lay([], 2, [0, 0]) }
    #expect(throws: BlameError.noPeople) { try lay(one, 0, []) }
    #expect(
      throws: BlameError.peopleCount(features: ["attributes"], expected: 2, answered: 1)
    ) { try lay(one, 2, [0]) }
    for value in [Double.nan, -0.1, 1.1] {
      #expect(throws: BlameError.notAProbability(features: ["attributes"])) {
        try lay(one, 2, [0, value])
      }
    }
  }

  @Test("predictions are held against audits without a column")
  func retest() throws {
    let blame = try PlantedGame.additive(Self.features, weights: Self.weights).blame()
    func column(_ name: String) -> BlamedColumn { BlamedColumn(table: "t", column: name) }
    let right = blame.retest(risks: [column("place"): 0.42, column("time"): 0.47])
    #expect(right.isFirstLargest == true)
    #expect(right.rows.map(\.column.column) == ["place", "time"] && right.rows[0].holds)
    let wrong = blame.retest(risks: [column("place"): 0.42, column("age"): 0.1], whole: 0.8)
    #expect(wrong.isFirstLargest == false)
    #expect(abs(wrong.rows[1].observed - 0.7) < 1e-9 && !wrong.rows[1].holds)
    #expect(blame.retest(risks: [column("age"): 0.1]).isFirstLargest == nil)
    #expect(blame.predictions.map(\.column.column) == blame.columns.map(\.column))
  }

  @Test("answers of several rounds count with their mean, and ties are shared")
  func answers() {
    func answer(_ target: Int, better: Int, tied: Int, truth: Double) -> CrossFitting.Answer {
      CrossFitting.Answer(
        target: target, confidence: 0.5, better: better, tied: tied, truthProbability: truth)
    }
    let coalition = Coalition(
      features: [2],
      answers: [
        answer(0, better: 0, tied: 1, truth: 0.5), answer(1, better: 0, tied: 4, truth: 0.25),
        answer(0, better: 3, tied: 1, truth: 0.125), answer(1, better: 0, tied: 2, truth: 0),
      ])
    #expect(coalition.found == [0.5, 0.375])
    #expect(abs(coalition.surprisalBits - (1 + 2 + 3 + 1_000) / 4) < 1e-9)
    let chance = Coalition.chance(truth: [0, nil, 3], candidateCount: 4)
    #expect(chance.found == [0.25, 0, 0.25] && chance.surprisalBits == 2)
  }

  // Everybody is found at the rate of a guess, whatever the features: Poisson with mean 1.
  @Test("noise has no excess beyond the false alarms stated")
  func nullControl() throws {
    var alarms = 0
    for seed in 0..<UInt64(NullControl.runs) {
      let game = PlantedGame(
        features: PlantedGame.channels(2), people: 30, chance: 1.0 / 30
      ) { set in
        var source = SeededGenerator(seed: 900 + seed, stream: "\(set)")
        return (0..<30).map { _ in source.unit() < 1.0 / 30 ? 1 : 0 }
      }
      var options = BlameOptions(seed: seed)
      options.resamples = 200
      if try game.blame(options).excess.lower > 0 { alarms += 1 }
    }
    #expect(alarms <= NullControl.mostAlarms, "\(alarms)")
  }

  // One feature of noise, one that finds most, one that finds few of 40: the lead of the strong one
  // is about 20 people, and a drop's standard error about 3.
  @Test("on cross-fitted answers the planted column is named first")
  func crossFitted() throws {
    let problem = PlantedEvidence.problem(people: 40, strengths: [0, 4.5, 1], seed: 21)
    var fitting = CrossFitting(seed: 2)
    fitting.ridges = [8]
    fitting.foldCount = 3
    let blame = try FusionBlame(problem: problem, options: .quick) {
      fitting.answers(problem.selecting($0))
    }
    #expect(blame.columns.first?.column == "channel-1")
    #expect(blame.removal.first?.column == "planted.channel-1")
    #expect(blame.channels.count == 1)
    #expect(abs(blame.channels[0].shapley.value - blame.excess.value) < 1e-12)
    #expect(abs(blame.chance - 1.0 / 40) < 1e-12)
  }
}
