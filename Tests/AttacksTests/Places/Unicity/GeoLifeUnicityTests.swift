import Engines
import Evaluation
import Findings
import Foundation
import Numerics
import Tables
import TestSupport
import Testing

@testable import Attacks

/// GeoLife's people around Beijing, in aggregate, beside figures measured with other code.
@Suite("GeoLife's sightings", .enabled(if: GeoLife.isReady))
struct GeoLifeUnicityTests {
  @Test("unicity is what a numpy program found on the same people, within its intervals")
  func agreesWithNumpy() throws {
    // Figures of `facts/attacks.md` a2: 179 users in a box around Beijing, 2,000 trials, seed 11.
    // Theirs is a sample, ours is the mean over all draws of 179 users in 12 runs. Tolerance: 4.9
    // standard errors of theirs, sqrt(p (1 - p) / 2000), a false alarm below 1e-6 each, and 0.02
    // for where the grid lies: with cells of 5 km and p = 1 the exact value moves between .585 and
    // .612 over 16 shifts of a flat grid.
    let facts: [(meters: Double, hours: Int64, unicity: [Double])] = [
      (1_000, 1, [0.749, 0.879, 0.915]), (1_000, 24, [0.500, 0.773, 0.881]),
      (5_000, 1, [0.623, 0.854, 0.910]), (5_000, 24, [0.277, 0.585, 0.798]),
    ]
    let box = try GeoLife.box()
    for fact in facts {
      let (visits, _) = box.visits(meters: fact.meters, hours: fact.hours)
      let people = visits.presentSubjects
      #expect(people.count == 179)
      var sums = [0.0, 0.0, 0.0]
      for seed in UInt64(0)..<12 {
        var source = SeededGenerator(seed: seed, stream: "geolife")
        let known = DrawnVisits(of: people, in: visits, depth: 4, using: &source)
        let curve = try UnicityCurve(
          VisitResolution(
            sizeMeters: fact.meters, slotSeconds: fact.hours * 3_600, visits: visits),
          visits, known: known, depths: [1, 2, 4], evaluator: Evaluator(seed: seed), candidates: 179
        )
        for index in 0..<3 { sums[index] += curve.grades[index].claimRate.value / 12 }
      }
      for (ours, theirs) in zip(sums, fact.unicity) {
        let tolerance = 4.9 * (theirs * (1 - theirs) / 2_000).squareRoot() + 0.02
        #expect(abs(ours - theirs) < tolerance, "\(fact.meters) m x \(fact.hours) h")
      }
    }
  }

  @Test("the whole report on real traces: four sightings, errors, home and work, the map")
  func report() throws {
    let box = try GeoLife.box()
    var resolutions: [VisitResolution] = []
    for meters in [500.0, 1_000, 2_000, 5_000, 10_000] {
      for hours in [Int64(1), 4, 12, 24, 168] {
        resolutions.append(
          VisitResolution(
            sizeMeters: meters, slotSeconds: hours * 3_600,
            visits: box.visits(meters: meters, hours: hours).visits))
      }
    }
    let setting = RandomVisits.setting(people: box.people, targets: 179, controlShare: 0.3)
    let (visits, centers) = box.visits(meters: 1_000, hours: 1)
    let declared = VisitResolution(sizeMeters: 1_000, slotSeconds: 3_600, visits: visits)
    let result = try Unicity.result(
      for: setting, resolutions: resolutions, declared: declared,
      map: AnonymityMap(visits: visits, centers: centers, sizeMeters: 1_000))
    #expect((0.85...0.97).contains(result.success.value))
    #expect(result.remedy.hasPrefix("Coarsening does not mend it: at 7 days and 10 km"))
    #expect(result.charts.map(\.id) == ["unicity", "resolution", "anonymity-map"])
    let vague = try UncertainSightings.result(
      for: setting, resolution: declared, centers: centers)
    #expect(vague.success.value < result.success.value)
    let homes = try TopPlaces.result(for: setting, resolutions: resolutions, declared: declared)
    #expect((0.5...1).contains(homes.success.value))
    // Of 179 people: as sets fewer are alone than in order, and more with three places than two.
    let alone = ["top-1/set", "top-2/set", "top-2/ordered", "top-3/ordered"].map { name in
      homes.measures.first { $0.id == "\(name)/alone" }?.estimate?.value ?? -1
    }
    #expect(zip(alone, alone.dropFirst()).allSatisfy { $0 < $1 })
    // The law explains most of what coarsening does at one point, and flattens with each further.
    let law = result.measures.filter { $0.id.hasSuffix("/beta") }.compactMap { $0.estimate?.value }
    #expect(law.count == 4 && zip(law, law.dropFirst()).allSatisfy { $0 > $1 && $1 > 0 })
  }
}

/// GeoLife as points in a box around Beijing; read once.
enum GeoLife {
  /// Whether the data and the engine are there, in a release build: a million events take a debug
  /// build half a minute.
  static let isReady = Build.isOptimised && SharedFolder.exists

  /// Events in the box.
  struct Box {
    let people: Int
    let events: [(subject: UInt32, time: Int64, latitude: Double, longitude: Double)]

    /// The distinct points at one resolution, and the middles of the cells.
    func visits(
      meters: Double, hours: Int64
    ) -> (visits: Visits, centers: [(latitude: Double, longitude: Double)]) {
      let grid = CellGrid(sizeMeters: meters)
      let keys = events.map { grid.cell(latitude: $0.latitude, longitude: $0.longitude) }
      let distinct = Set(keys).sorted()
      let code = Dictionary(uniqueKeysWithValues: zip(distinct, 0..<distinct.count))
      let slots = events.map { $0.time / (hours * 3_600_000_000) }
      let first = slots.min() ?? 0
      let visits = Visits(
        subjectCount: people, cellCount: distinct.count,
        slotCount: Int((slots.max() ?? 0) - first) + 1,
        events: events.indices.map {
          (events[$0].subject, UInt32(code[keys[$0]] ?? 0), UInt32(slots[$0] - first))
        })
      return (visits, distinct.map(grid.center(of:)))
    }
  }

  /// Latitude 39.4 to 41.1, longitude 115.4 to 117.6: as all boxes around the city, 179 people.
  static func box() throws -> Box {
    let table = try Engine().events(
      of: DataSource(SharedFolder.file("data/geolife/geolife_60s.csv.gz").path),
      columns: EventColumns(
        subject: "uid", time: .init("unix"), latitude: .init("lat"), longitude: .init("lon")),
      split: .none)
    let trace = try table.trace()
    var events: [(subject: UInt32, time: Int64, latitude: Double, longitude: Double)] = []
    for subject in 0..<trace.subjectCount {
      for event in trace.events(ofSubject: subject) {
        let (latitude, longitude) = (trace.latitudes[event], trace.longitudes[event])
        if (39.4...41.1).contains(latitude), (115.4...117.6).contains(longitude) {
          events.append((UInt32(subject), trace.times[event], latitude, longitude))
        }
      }
    }
    return Box(people: trace.subjectCount, events: events)
  }
}
