import Foundation
import Numerics
import Tables
import Testing

@testable import Attacks

@Suite("What two periods' places are compared by")
struct PlaceFeaturesTests {
  static let hour: Int64 = 3_600_000_000

  @Test("the longest common subsequence is the textbook's, on sequences up to 200 long")
  func subsequence() {
    for seed in UInt64(0)..<60 {
      var source = SeededGenerator(seed: seed, stream: "sequences")
      let places = 2 + source.index(below: 6)
      func sequence() -> [UInt32] {
        (0..<source.index(below: 200)).map { _ in UInt32(source.index(below: places)) }
      }
      let (one, other) = (sequence(), sequence())
      var board = SubsequenceBoard(placeCount: places)
      board.set(sequence())
      board.clear((0..<places).map { UInt32($0) })
      board.set(one)
      #expect(board.length(with: other) == Self.textbook(one, other), "seed \(seed)")
    }
  }

  private static func textbook(_ one: [UInt32], _ other: [UInt32]) -> Int {
    var last = [Int](repeating: 0, count: other.count + 1)
    for first in one {
      var row = last
      for (index, second) in other.enumerated() {
        row[index + 1] = first == second ? last[index] + 1 : max(last[index + 1], row[index])
      }
      last = row
    }
    return last[other.count]
  }

  @Test("runs of places are counted within a gap, over the date line and for named places alike")
  func runs() {
    // a a b c | (a day) a b: transitions ab, bc, ab; runs of three abc.
    let times = [0, 1, 2, 3, 30, 31].map { Int64($0) * Self.hour }
    let named = EventTrace(offsets: [0, 6], times: times, places: [1, 1, 2, 3, 1, 2])
    let nothing = EventTrace(offsets: [0, 0])
    let periods = TracePeriods(earlier: named, later: nothing, eligible: [])
    let places = CodedPlaces(namesOf: periods)
    let pairs = places.runs(periods, length: 2, longestGap: 12 * Self.hour)
    #expect(pairs.earlier.counts.sorted() == [1, 2])
    #expect(places.runs(periods, length: 3, longestGap: 12 * Self.hour).earlier.counts == [1])
    #expect(places.visits(periods).earlier.counts == [3, 2, 1])
    #expect(places.visits(periods).later.rowCount == 1)
    #expect(places.hourlyVisits(periods).earlier.counts == [1, 1, 1, 1, 1, 1])
  }

  @Test("stays are where somebody remains for an hour, and clusters count them")
  func stays() {
    // Home for two hours, a walk away, an hour and a half at work, home again; 0.001 degrees of
    // latitude are 111 m.
    let path: [(hours: Double, latitude: Double)] = [
      (0, 10), (1, 10.001), (2, 10), (2.2, 10.01), (2.4, 10.02), (2.6, 10.03), (4, 10.0305),
      (4.2, 10.01), (4.4, 10.0005), (6, 10),
    ]
    let trace = EventTrace(
      offsets: [0, path.count], times: path.map { Int64($0.hours * 3.6e9) },
      latitudes: path.map(\.latitude), longitudes: path.map { _ in 179.9999 })
    let stays = StayPoints.stays(of: trace, subject: 0)
    #expect(stays.count == 3)
    #expect(stays.map(\.duration) == [2, 1.4, 1.6].map { Int64($0 * 3.6e9) })
    let points = PointsOfInterest(stays)
    #expect(points.points.count == 2)
    #expect(points.shares == [2.0 / 3, 1.0 / 3])
    #expect(points.points[0].meters(to: EarthPoint(latitude: 10.0003, longitude: -180)) < 60)
  }

  @Test("distances are great-circle distances, at the poles and over the date line")
  func distances() {
    let quarter = Double.pi / 2 * EarthPoint.radiusMeters
    let pole = EarthPoint(latitude: 90, longitude: 17)
    #expect(abs(pole.meters(to: EarthPoint(latitude: 0, longitude: -130)) - quarter) < 1e-3)
    #expect(pole.meters(to: EarthPoint(latitude: 90, longitude: -40)) < 1e-6)
    let west = EarthPoint(latitude: 0, longitude: 179.999)
    #expect(
      abs(west.meters(to: EarthPoint(latitude: 0, longitude: -179.999)) - 222.39) < 0.01)
    let opposite = EarthPoint(latitude: 0, longitude: -0.001)
    #expect(abs(west.meters(to: opposite) - 2 * quarter) < 1)
  }

  @Test("the proximity of chains is the sum over ranks that agree, and decides before distance")
  func proximity() {
    func chain(_ latitudes: [Double]) -> PointsOfInterest {
      PointsOfInterest(
        latitudes.enumerated().flatMap { rank, latitude in
          [Stay](
            repeating: Stay(point: EarthPoint(latitude: latitude, longitude: 0), duration: 1),
            count: 10 - rank)
        })
    }
    let comparison = MarkovComparison(
      earlier: [chain([10, 20, 30]), chain([10, 21, 30]), chain([11, 20, 30.5])],
      later: [chain([10, 20, 30]), chain([]), chain([-10])])
    #expect(comparison.proximity(comparison.later[0], comparison.earlier[0]) == 17.5)
    #expect(comparison.proximity(comparison.later[0], comparison.earlier[1]) == 12.5)
    #expect(comparison.proximity(comparison.later[0], comparison.earlier[2]) == 5)
    let costs = comparison.costs(targets: [0, 1, 2], candidates: [0, 1, 2])
    #expect(costs.row(0).elementsEqual(costs.row(0).sorted()))
    #expect(costs.row(1).allSatisfy { $0 == .infinity })
    #expect(costs.row(2).allSatisfy { $0 > 0 && $0 < 0.01 })
  }

  @Test("points of interest lie as far apart as the median of nearest distances says")
  func pointDistance() {
    func set(_ latitudes: [Double]) -> PointsOfInterest {
      PointsOfInterest(
        latitudes.map { Stay(point: EarthPoint(latitude: $0, longitude: 5), duration: 1) })
    }
    let comparison = PointComparison(earlier: [set([1, 2, 5])], later: [set([1, 2.5])])
    // Nearest distances in degrees: 1 -> 0, 2.5 -> 0.5; 1 -> 0, 2 -> 0.5, 5 -> 2.5: median 0.5.
    let meters = 0.5 * CellGrid.metersPerDegree
    let cost = comparison.costs(targets: [0], candidates: [0]).values[0]
    #expect(abs(Double(cost) - log1p(meters / 200)) < 1e-5)
  }

  @Test("days are cut in halves, and one instant cuts everyone")
  func periods() {
    let day = TracePeriods.microsecondsPerDay
    // Active on days -1, 0 (twice), 4; and on one day only; and never.
    let trace = EventTrace(
      offsets: [0, 4, 6, 6], times: [-1, 0, 5, 4 * day, 7 * day, 7 * day + 1])
    let halves = TracePeriods.halves(of: trace, minimumDays: 3)
    #expect(halves.eligible == [0])
    #expect(halves.earlier.offsets == [0, 1, 3, 3] && halves.later.offsets == [0, 3, 3, 3])
    let split = TracePeriods.split(trace, at: 5, minimumEvents: 2)
    #expect(split.eligible == [0])
    #expect(split.earlier.times == [-1, 0])
    let again = TracePeriods(
      earlier: split.earlier, later: split.later, minimumEvents: 1, minimumDays: 4)
    #expect(again.eligible == [0])
    #expect(
      TracePeriods(earlier: split.earlier, later: split.later, minimumDays: 5).eligible.isEmpty)
  }
}
