import Evaluation
import Foundation
import Numerics
import Tables
import Testing

@testable import Attacks

@Suite("A few sightings as evidence")
struct SightingEvidenceTests {
  static let noise = SightingNoise(meters: 300, minutes: 40)
  static let columns = NoisyTraces.SightingColumns(places: ["lat", "lon"], time: "time")

  static func evidence(_ trace: EventTrace, count: Int = 3, seed: UInt64 = 1) -> KnownEvidence {
    NoisyTraces.evidence(
      table: "events", columns: columns, trace: trace, count: count, noise: noise, seed: seed)
  }

  /// The likelihood of each sighting given each trace, by all pairs of sightings and events.
  static func likelihood(
    _ sighting: Sighting, _ trace: EventTrace, _ person: Int, place: Bool, time: Bool
  ) -> Double {
    let events = trace.events(ofSubject: person)
    let seen = EarthPoint(latitude: sighting.latitude, longitude: sighting.longitude)
    let sum = events.reduce(0.0) { sum, event in
      let at = EarthPoint(latitude: trace.latitudes[event], longitude: trace.longitudes[event])
      let far = place ? at.meters(to: seen) / noise.meters : 0
      let late =
        time
        ? abs(Double(trace.times[event]) - Double(sighting.time ?? 0)) / (noise.minutes * 60e6) : 0
      return far <= 4 && late <= 4 ? sum + exp(-(far * far + late * late) / 2) : sum
    }
    return sum / Double(events.count)
  }

  @Test(
    "evidence is that of all pairs of sightings and events, at the date line and the poles too",
    arguments: [(48.0, 11.0), (0, 179.99), (89.99, 40)])
  func allPairs(latitude: Double, longitude: Double) {
    let people = 10
    for seed in UInt64(0)..<3 {
      let trace = RandomTraces.trace(
        subjects: people, events: 8, spread: 0.03, center: (latitude, longitude), seed: seed)
      let known = KnownSightings(
        LocatedEvents(trace), table: "events", count: 3, noise: Self.noise, seed: seed)
      let evidence = Self.evidence(trace, seed: seed)
      #expect(
        evidence.evidence.map(\.feature.columns) == [
          ["lat", "lon", "time"], ["lat", "lon"], ["time"],
        ])
      for (item, (place, time)) in zip(
        evidence.evidence, [(true, true), (true, false), (false, true)])
      {
        let costs = item.comparison.costs(
          targets: evidence.targets, candidates: evidence.candidates)
        for (row, target) in evidence.targets.enumerated() {
          for (column, candidate) in evidence.candidates.enumerated() {
            let bits = known.range(of: candidate).reduce(0.0) { sum, sighting in
              let all = (0..<people).map {
                Self.likelihood(known.sightings[sighting], trace, $0, place: place, time: time)
              }
              let mean = all.reduce(0, +) / Double(people)
              let ratio = mean > 0 ? all[Int(target)] / mean : 0
              return sum + log2(0.999 * ratio + 0.001)
            }
            let cost = 1 + 3 * log2(Double(people)) - bits
            #expect(abs(Double(costs.values[row * people + column]) - cost) < 1e-3)
          }
        }
      }
    }
  }

  @Test("people with places of their own are found; a cost depends on its pair")
  func planted() {
    let trace = RandomTraces.trace(subjects: 40, events: 30, seed: 2)
    let known = Self.evidence(trace)
    // Places lie 5 km apart in the middle, the noise reaches 1.2 km.
    #expect(KnownEvidenceChecks.found(known, features: [0]) > 36)
    #expect(KnownEvidenceChecks.found(known, features: [1]) > 30)
    KnownEvidenceChecks.expectPairwise(known, extra: [40, 41])
  }

  @Test("place codes stand for coordinates; who has no place is not there; times may be missing")
  func codes() {
    let trace = EventTrace(
      offsets: [0, 3, 3, 6, 8], times: [0, 10, 20, 0, 10, 20, 5, 6],
      places: [1, 2, 2, 3, 0, 3, 0, 0])
    let known = Self.evidence(trace)
    #expect(known.eligible == [0, 2])
    KnownEvidenceChecks.expectPairwise(known, extra: [1, 3])
    #expect(KnownEvidenceChecks.found(known, features: [0, 1]) == 2)
    let untimed = Self.evidence(EventTrace(offsets: [0, 2, 4], places: [1, 2, 2, 3]))
    #expect(untimed.evidence.map(\.feature.columns) == [["lat", "lon"]])
    KnownEvidenceChecks.expectPairwise(untimed)
    let placeless = Self.evidence(EventTrace(offsets: [0, 2], times: [1, 2]))
    #expect(placeless.eligible.isEmpty)
    KnownEvidenceChecks.expectPairwise(placeless, extra: [0])
  }

  @Test("among more people than are sampled the rarity is close to that over all")
  func sampledBackground() {
    // Everybody at one of 4 places at once: each sighting's mean likelihood is 1/4 of the best,
    // so the evidence of a trace at the place is log2(4) = 2 bits, whoever is sampled. Of 2,000
    // the share at a place lies within 5.1 sqrt(.25 .75 / 2000) = .05 of a quarter: 0.26 bits.
    let people = 2_400
    let trace = EventTrace(
      offsets: Array(0...people), times: [Int64](repeating: 0, count: people),
      places: (0..<people).map { UInt32($0 % 4 + 1) })
    let known = NoisyTraces.evidence(
      table: "events", columns: Self.columns, trace: trace, count: 1,
      noise: SightingNoise(meters: 1, minutes: 1), seed: 1)
    let costs = known.evidence[1].comparison.costs(targets: [0, 1], candidates: [0, 4, 5, 2_399])
    let most = 1 + log2(Double(people))
    for (place, isThere) in [true, true, false, false, false, false, true, false].enumerated() {
      let bits = isThere ? log2(0.999 * 4 + 0.001) : log2(0.001)
      #expect(abs(Double(costs.values[place]) - (most - bits)) < 0.3)
    }
  }

  @Test("people of one habit are found by chance only")
  func chance() {
    // Everybody is at the same place at the same hours, so that all traces are alike.
    KnownEvidenceChecks.expectChance { seed in
      let one = RandomTraces.trace(subjects: 1, events: 6, seed: seed)
      let times = (0..<12).flatMap { _ in one.times }
      let trace = EventTrace(
        offsets: (0...12).map { $0 * 6 }, times: times,
        latitudes: (0..<12).flatMap { _ in one.latitudes },
        longitudes: (0..<12).flatMap { _ in one.longitudes })
      return KnownEvidenceChecks.found(Self.evidence(trace, seed: seed))
    }
  }
}
