import Evaluation
import Findings
import Foundation
import Numerics
import Tables
import Testing

@testable import Attacks

@Suite("A few uncertain sightings")
struct NoisyTracesTests {
  static let noise = SightingNoise(meters: 300, minutes: 20)

  /// Clues of every subject: its first events, displaced.
  static func clues(_ trace: EventTrace, known: Int, seed: UInt64) -> [NoisyTraces.Clue] {
    var source = SeededGenerator(seed: seed, stream: "clues")
    return (0..<trace.subjectCount).map { subject in
      trace.events(ofSubject: subject).prefix(known).compactMap {
        noise.sighting(of: $0, in: trace, using: &source)
      }
    }
  }

  @Test(
    "scores are those of all pairs of sightings and events, at the date line and the poles too",
    arguments: [(48.0, 11.0), (0, 179.99), (-16.5, -180), (89.99, 40), (-90, 0)])
  func scoresOfAllPairs(latitude: Double, longitude: Double) throws {
    for seed in UInt64(0)..<6 {
      let trace = RandomTraces.trace(
        subjects: 12, events: 10, spread: 0.03, center: (latitude, longitude), seed: seed)
      var isHeldOut = [Bool](repeating: false, count: 12)
      isHeldOut[3] = true
      let attack = NoisyTraces(release: trace, isHeldOut: isHeldOut, noise: Self.noise)
      let clues = Self.clues(trace, known: 3, seed: seed)
      try attack.attack(clues) { index, answer in
        let expected = Self.scores(of: clues[index], in: trace, isHeldOut: isHeldOut)
        var found = [Double](repeating: 0, count: 12)
        for group in answer.groups {
          for member in group.members { found[Int(member)] = group.score }
        }
        for (one, other) in zip(found, expected) {
          #expect(abs(one - other) < 1e-7, "seed \(seed)")
        }
      }
    }
  }

  /// The definition, pair after pair.
  private static func scores(
    of clue: NoisyTraces.Clue, in trace: EventTrace, isHeldOut: [Bool]
  ) -> [Double] {
    var scores = [Double](repeating: 0, count: trace.subjectCount)
    for sighting in clue {
      let similarities: [Double] = (0..<trace.subjectCount).map { subject in
        guard !isHeldOut[subject] else { return 0 }
        var largest = 0.0
        for event in trace.events(ofSubject: subject) {
          let meters = haversine(
            (sighting.latitude, sighting.longitude),
            (trace.latitudes[event], trace.longitudes[event]))
          let seconds = abs(Double(trace.times[event] - (sighting.time ?? 0))) / 1e6
          guard meters <= 4 * noise.meters, seconds <= 4 * noise.minutes * 60 else { continue }
          let similarity = exp(-meters / noise.meters) * exp(-seconds / (noise.minutes * 60))
          largest = max(largest, similarity)
        }
        return largest
      }
      let people = similarities.count { $0 > 0 }
      for (subject, similarity) in similarities.enumerated() where similarity > 0 {
        scores[subject] += similarity / log2(1 + Double(people))
      }
    }
    return scores
  }

  private static func haversine(_ one: (Double, Double), _ other: (Double, Double)) -> Double {
    let radian = Double.pi / 180
    let (phi, psi) = (one.0 * radian, other.0 * radian)
    let square =
      pow(sin((psi - phi) / 2), 2) + cos(phi) * cos(psi)
      * pow(sin((other.1 - one.1) * radian / 2), 2)
    return 2 * 6_371_008.8 * asin(min(1, square.squareRoot()))
  }

  @Test("noise has the standard deviation it is said to have, at the pole as well")
  func noiseIsNormal() {
    // Squared distance over sigma^2 is chi-squared with 2 degrees of freedom: mean 2, variance 4.
    // The mean of 4,000 stays within 5 standard errors but for one case in 1e6.
    for latitude in [0.0, 60, 90] {
      var source = SeededGenerator(seed: 3, stream: "noise/\(latitude)")
      let trace = EventTrace(
        offsets: [0, 1], times: [0], latitudes: [latitude], longitudes: [-180])
      let start = EarthPoint(latitude: latitude, longitude: -180)
      var (squares, waits) = (0.0, 0.0)
      for _ in 0..<4_000 {
        guard let seen = Self.noise.sighting(of: 0, in: trace, using: &source) else { continue }
        let point = EarthPoint(latitude: seen.latitude, longitude: seen.longitude)
        squares += pow(start.meters(to: point) / 300, 2)
        waits += pow(Double(seen.time ?? 0) / 1.2e9, 2)
      }
      #expect(abs(squares / 4_000 - 2) < 5 * 2 / 4_000.0.squareRoot())
      #expect(abs(waits / 4_000 - 1) < 5 * 2.0.squareRoot() / 4_000.0.squareRoot())
    }
  }

  @Test("eccentricity is the gap of the two best over the deviation of all, zeros included")
  func eccentricity() {
    var board = SightingBoard(count: 10)
    #expect(board.eccentricity(among: 10) == 0)
    board.see(2, similarity: 0.5)
    board.see(2, similarity: 0.8)
    board.closeSighting()
    // Scores 0.8 and nine zeros: deviation 0.24.
    #expect(abs(board.eccentricity(among: 10) - 0.8 / 0.24) < 1e-9)
    #expect(board.eccentricity(among: 1) == .infinity)
    board.see(2, similarity: 0.1)
    board.see(5, similarity: 0.1)
    board.closeSighting()
    #expect(board.ranking().groups.map { Array($0.members) } == [[2], [5]])
    board.clear()
    #expect(board.ranking().groups.isEmpty)
    board.see(1, similarity: 0.3)
    board.see(2, similarity: 0.3)
    board.closeSighting()
    #expect(board.eccentricity(among: 10) == 0)
    #expect(board.ranking().groups.map { Array($0.members) } == [[1, 2]])
  }

  @Test("more sightings find more, coarser ones fewer, and names are mostly right")
  func result() throws {
    let trace = RandomTraces.trace(subjects: 40, events: 30, spread: 0.05, seed: 6)
    let found = try NoisyTraces.result(
      for: RandomTraces.setting(subjects: 40, controlShare: 0.2), trace: trace)
    let result = try #require(found)
    let series = result.charts[0].series
    #expect(series.map(\.points.count) == [5, 5, 5])
    #expect(series[0].points[4].y >= series[2].points[0].y)
    #expect(result.success.value > 0.5)
    #expect(result.setting.controls == 8)
    #expect(result.measures.contains { $0.id == "outsider-claim-rate" })
    #expect(result.measures.contains { $0.id == "claimed-success" })
    #expect(result.grids[0].rows.count == 15)
  }

  @Test("extremes neither trap nor find")
  func extremes() throws {
    let setting = RandomTraces.setting(subjects: 2)
    #expect(
      try NoisyTraces.result(for: setting, trace: EventTrace(offsets: [0, 0, 0])) == nil)
    #expect(
      try NoisyTraces.result(
        for: setting, trace: EventTrace(offsets: [0, 1, 2], places: [1, 2])) == nil)
    let edges = EventTrace(
      offsets: [0, 2, 4], times: [.min, .max, .min, 0], latitudes: [90, -90, .nan, 0],
      longitudes: [-180, 180, 0, .infinity])
    let alone = try #require(try NoisyTraces.result(for: setting, trace: edges))
    #expect(alone.success.value == 1 && alone.baseline.value == 1)
    let timeless = EventTrace(offsets: [0, 1, 2], latitudes: [0, 60], longitudes: [0, 0])
    #expect(try NoisyTraces.result(for: setting, trace: timeless)?.success.value == 1)
  }

  @Test("sightings of other people find a person by chance only: 200 runs")
  func nullControl() throws {
    // Each clue belongs to another person than its truth (a random permutation): successes are then
    // at most a permutation's fixed points, Poisson-like with mean 1 of n = 30. Wilson's lower end
    // at x = 3 of 30 is .035 > 1/30, so the alarm rate is P(X >= 3) = 0.0803 for a permutation's
    // fixed points (Poisson limit). Above 37 of 200 with probability < 1e-6 (binomial tail).
    var alarms = 0
    let trace = RandomTraces.trace(subjects: 30, events: 8, spread: 0.05, seed: 8)
    let attack = NoisyTraces(
      release: trace, isHeldOut: [Bool](repeating: false, count: 30), noise: Self.noise)
    for run in UInt64(0)..<200 {
      var source = SeededGenerator(seed: run, stream: "null")
      let truths = source.permutation(count: 30)
      let clues = Self.clues(trace, known: 3, seed: run)
      let trials = TrialSet(
        targets: zip(clues, truths).map { Trial(clue: $0, truth: UInt32($1)) }, controls: [])
      let grade = try Evaluator(seed: run).grade(
        attack, on: trials, baseline: .chance(candidates: 30))
      if grade.excess.lower > 0 { alarms += 1 }
    }
    #expect(alarms <= 37, "\(alarms) of 200 runs")
  }
}
