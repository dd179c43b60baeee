import Evaluation
import Numerics
import Tables
import Testing

@testable import Attacks

@Suite("Evidence of places")
struct PlaceEvidenceTests {
  static func evidence(_ periods: TracePeriods) -> PeriodEvidence {
    PlacePeriods.evidence(
      periods: periods, table: "visits", placeColumns: ["lat", "lon"], timeColumn: "at")
  }

  @Test("people with places of their own are found by each feature")
  func planted() {
    let trace = RandomTraces.trace(subjects: 20, events: 80, seed: 1)
    let periods = TracePeriods.halves(of: trace, minimumDays: 4)
    let found = Self.evidence(periods)
    #expect(found.eligible == periods.eligible)
    for feature in found.evidence {
      #expect(EvidenceChecks.found(feature, found.eligible) > 0.9, "\(feature.feature.id)")
    }
    EvidenceChecks.sameInBatches(found.evidence, found.eligible)
    for feature in found.evidence {
      let (excess, tolerance) = EvidenceChecks.shuffledExcess(
        feature, found.eligible, runs: 200, seed: 1)
      #expect(abs(excess) < tolerance, "\(feature.feature.id)")
    }
  }

  @Test("costs are those of the attacks on heat maps")
  func sameAsAttack() throws {
    let trace = RandomTraces.trace(subjects: 8, events: 30, seed: 2)
    let periods = TracePeriods.halves(of: trace, minimumDays: 4)
    let found = Self.evidence(periods)
    let attack = PlacePeriods(periods)
    let people = found.eligible
    for meters in PlacePeriods.evidenceCells {
      let feature = try #require(
        found.evidence.first { $0.feature.id == "places/heat-maps-\(Int(meters))" })
      #expect(feature.feature.columns == ["lat", "lon"])
      #expect(
        feature.comparison.costs(targets: people, candidates: people)
          == attack.heatMaps(cellMeters: meters).costs(targets: people, candidates: people))
    }
    let hours = try #require(found.evidence.first { $0.feature.id == "places/place-hours" })
    #expect(hours.feature.columns == ["lat", "lon", "at"])
  }

  @Test("named places need no coordinates, and no times")
  func named() {
    let places = (0..<60).map { UInt32(1 + $0 / 10) }
    let offsets = Array(stride(from: 0, through: 60, by: 10))
    let bare = EventTrace(offsets: offsets, places: places)
    let found = PlacePeriods.evidence(
      periods: TracePeriods(earlier: bare, later: bare), table: "checkins",
      placeColumns: ["venue"], timeColumn: "at")
    #expect(found.evidence.map(\.feature.id) == ["places/named-places"])
    #expect(found.evidence[0].feature.columns == ["venue"])
    #expect(EvidenceChecks.found(found.evidence[0], found.eligible) == 1)
    let timed = EventTrace(
      offsets: offsets, times: (0..<60).map { Int64($0 % 10) * 3_600_000_000 }, places: places)
    let more = PlacePeriods.evidence(
      periods: TracePeriods(earlier: timed, later: timed), table: "checkins",
      placeColumns: ["venue"], timeColumn: "at")
    #expect(more.evidence.count > 1)
    #expect(more.evidence.dropFirst().allSatisfy { $0.feature.columns == ["venue", "at"] })
  }

  @Test("who was nowhere is compared with nobody, and impossible coordinates are no trap")
  func missing() {
    let trace = EventTrace(
      offsets: [0, 2, 4, 5, 5], times: [0, 7_200_000_000, 0, 7_200_000_000, 5],
      latitudes: [48, 48.3, -90, 90, .nan], longitudes: [11, 11.3, 180, -180, .infinity])
    let found = Self.evidence(TracePeriods(earlier: trace, later: trace))
    let all = Array(UInt32(0)..<4)
    for feature in found.evidence {
      #expect(EvidenceChecks.isIncomparable(feature, 2, all), "\(feature.feature.id)")
      #expect(EvidenceChecks.isIncomparable(feature, 3, all), "\(feature.feature.id)")
    }
  }

  // By hand: two places each, seen 3 and 1 times; distances along a meridian.
  @Test("the busiest places' cost is the weighted mean of logarithms of distances")
  func anchors() {
    func trace(_ latitudes: [Double]) -> EventTrace {
      EventTrace(
        offsets: [0, 4], latitudes: latitudes, longitudes: [Double](repeating: 10, count: 4))
    }
    let (one, other) = (trace([50, 50, 50, 51]), trace([50, 50, 50, 50]))
    let comparison = AnchorComparison(earlier: Anchors.all(of: other), later: Anchors.all(of: one))
    let cost = Double(comparison.costs(targets: [0], candidates: [0]).values[0])
    let meters = EarthPoint(latitude: 50, longitude: 10)
      .meters(to: EarthPoint(latitude: 51, longitude: 10))
    // A quarter of the first one's events lie that far off, nothing of the other's does.
    let expected = 0.25 * PlaceEvidenceTests.logarithm(1 + meters / 200) / 2
    #expect(abs(cost - expected) < 1e-5)
  }

  private static func logarithm(_ value: Double) -> Double {
    -CadencePeriodsTests.logarithm(value)
  }
}
