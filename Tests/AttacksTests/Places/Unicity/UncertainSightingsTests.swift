import Evaluation
import Findings
import Foundation
import Numerics
import Tables
import Testing

@testable import Attacks

@Suite("Vague sightings")
struct UncertainSightingsTests {
  /// Places all over the earth, poles and date line included.
  private static func places(_ count: Int, seed: UInt64) -> [(latitude: Double, longitude: Double)]
  {
    var source = SeededGenerator(seed: seed, stream: "places")
    return (0..<count).map { index in
      switch index % 4 {
      case 0: (90 - source.unit() * 0.02, source.unit() * 360 - 180)
      case 1:
        (source.unit() * 0.2, 179.95 + source.unit() * 0.1 - (source.bernoulli(0.5) ? 360 : 0))
      case 2: (40 + source.unit() * 0.2, 116 + source.unit() * 0.2)
      default: (-90 + source.unit() * 0.02, source.unit() * 360 - 180)
      }
    }
  }

  @Test("cells near a place are found as by measuring every distance")
  func neighbors() {
    // Would catch a lost neighbour at the date line, at a pole, or at a band's edge.
    for seed in UInt64(0)..<6 {
      let places = Self.places(160, seed: seed)
      for radius in [1.0, 900, 5_000, 2_000_000, 21_000_000] {
        let finder = CellNeighbors(places, radiusMeters: radius)
        for place in places.prefix(24) {
          let expected = places.indices.filter {
            CellNeighbors.distance(place, places[$0]) <= radius + 0.01
          }
          #expect(finder.cells(near: place).map(Int.init) == expected, "seed \(seed), \(radius) m")
        }
      }
    }
  }

  @Test("a displaced place is as far away as was asked")
  func displacement() {
    for (index, place) in Self.places(40, seed: 9).enumerated() {
      let meters = [10.0, 1_000, 50_000][index % 3]
      let moved = CellNeighbors.place(from: place, meters: meters, bearing: Double(index))
      #expect(abs(CellNeighbors.distance(place, moved) - meters) < max(0.05, meters * 1e-6))
      #expect((-90...90).contains(moved.latitude) && (-180..<180).contains(moved.longitude))
    }
  }

  /// People on a grid of cells around Beijing's latitude.
  private static func grid(
    seed: UInt64
  ) -> (visits: Visits, centers: [(latitude: Double, longitude: Double)]) {
    let visits = RandomVisits.few(people: 40, cells: 100, slots: 30, events: 600, seed: seed)
    let grid = CellGrid(sizeMeters: 1_000)
    let corner = grid.cell(latitude: 39.9, longitude: 116.3)
    return (
      visits, (0..<100).map { grid.center(of: corner + Int64($0 / 10) << 32 + Int64($0 % 10)) }
    )
  }

  @Test("the true point is always among those accepted, whatever the error")
  func acceptsTheTruth() {
    let (visits, centers) = Self.grid(seed: 1)
    for (index, error) in [
      SightingError(), SightingError(placeMeters: 700), SightingError(timeSeconds: 5_000),
      SightingError(placeMeters: 3_000, timeSeconds: 100_000),
    ].enumerated() {
      let sightings = SightingSource(
        release: visits, slotSeconds: 3_600, centers: centers, error: error)
      var source = SeededGenerator(seed: UInt64(index), stream: "errors")
      for position in 0..<200 {
        let point = visits.point(at: position)
        let clue = sightings.clue(of: [point], using: &source)
        #expect(clue.accepted[0].contains(point))
        #expect(Set(clue.accepted[0]).count == clue.accepted[0].count)
        if index == 0 { #expect(clue.accepted[0] == [point]) }
        if index == 2 { #expect((1...3).contains(clue.accepted[0].count)) }
      }
    }
  }

  @Test("without error it is unicity, candidate for candidate")
  func withoutError() throws {
    let visits = RandomVisits.few(people: 30, cells: 6, slots: 4, events: 200, seed: 2)
    var source = SeededGenerator(seed: 2, stream: "known")
    let known = DrawnVisits(of: visits.presentSubjects, in: visits, depth: 4, using: &source)
    let points = known.clues(depth: 4)
    var exact: [[UInt32]] = Array(repeating: [], count: points.count)
    try Unicity(release: visits).attack(points) { index, answer in
      exact[index] = answer.groups.first.map { Array($0.members) } ?? []
    }
    let clues = points.map {
      UncertainSightings.Clue(accepted: $0.map { [$0] }, minimumAgreements: $0.count)
    }
    try UncertainSightings(release: visits).attack(clues) { index, answer in
      #expect(answer.groups.first.map { Array($0.members) } ?? [] == exact[index])
    }
  }

  @Test("a wrong sighting costs an adversary who allows for none, and less one who allows for it")
  func allowance() throws {
    let (visits, _) = Self.grid(seed: 4)
    func found(_ error: SightingError) throws -> Double {
      var source = SeededGenerator(seed: 5, stream: "known")
      let known = DrawnVisits(of: visits.presentSubjects, in: visits, depth: 4, using: &source)
      let sightings = SightingSource(
        release: visits, slotSeconds: nil, centers: [], error: error)
      let trials = zip(known.targets, known.clues(depth: 4)).map {
        Trial(clue: sightings.clue(of: $1, using: &source), truth: $0)
      }
      return try Evaluator(seed: 1).grade(
        UncertainSightings(release: visits), on: TrialSet(targets: trials, controls: []),
        baseline: .chance(candidates: 40)
      ).success.value
    }
    let right = try found(SightingError())
    let strict = try found(SightingError(wrongShare: 0.25))
    let lenient = try found(SightingError(wrongShare: 0.25, allowedMisses: 2))
    #expect(right > lenient && lenient > strict)
  }

  @Test("vague sightings of other people's dealt points find nobody: 200 runs stay at chance")
  func nullControl() throws {
    // As for unicity: more than 20 of 200 intervals above chance come with probability below 1e-7.
    var alarms = 0
    for seed in UInt64(0)..<200 {
      var source = SeededGenerator(seed: seed, stream: "null")
      let known = RandomVisits.even(people: 50, cells: 10, slots: 3, each: 6, using: &source)
      var owners = (0..<known.pointCount).map { UInt32($0 / 6) }
      source.shuffle(&owners)
      let dealt = Visits(
        subjectCount: 50, cellCount: 10, slotCount: 3,
        events: (0..<known.pointCount).map { (owners[$0], known.cells[$0], known.slots[$0]) })
      let sightings = SightingSource(
        release: dealt, slotSeconds: 3_600, centers: [],
        error: SightingError(timeSeconds: 1_800, wrongShare: 0.1, allowedMisses: 1))
      let trials = zip(
        known.presentSubjects,
        DrawnVisits(of: known.presentSubjects, in: known, depth: 3, using: &source).points
      ).map { Trial(clue: sightings.clue(of: $1, using: &source), truth: $0) }
      let grade = try Evaluator(seed: seed).grade(
        UncertainSightings(release: dealt), on: TrialSet(targets: trials, controls: []),
        baseline: .chance(candidates: 50))
      if grade.excess.lower > 0 { alarms += 1 }
    }
    #expect(alarms <= 20, "\(alarms) of 200 runs")
  }

  @Test("the report has a curve for each error that the release has room for")
  func result() throws {
    let (visits, centers) = Self.grid(seed: 6)
    let resolution = VisitResolution(sizeMeters: 1_000, slotSeconds: 3_600, visits: visits)
    let setting = RandomVisits.setting(people: 40)
    let all = try UncertainSightings.result(for: setting, resolution: resolution, centers: centers)
    #expect(all.charts.map(\.id) == ["place-error", "time-error", "wrong-share"])
    #expect(all.sentence.contains("places known to within 1 km, times to within 1 hour"))
    #expect(all.grids.first?.rows.count == 14)
    // Without any error each curve starts where unicity stands.
    let starts = all.charts.compactMap { $0.series.first?.points.first?.y }
    #expect(Set(starts).count == 1)
    let named = try UncertainSightings.result(
      for: setting,
      resolution: VisitResolution(sizeMeters: nil, slotSeconds: nil, visits: visits))
    #expect(named.charts.map(\.id) == ["wrong-share"])
    #expect(throws: EvaluationError.noTargets(table: "events")) {
      try UncertainSightings.result(
        for: setting,
        resolution: VisitResolution(
          sizeMeters: nil, slotSeconds: nil,
          visits: Visits(subjectCount: 2, cellCount: 0, slotCount: 0, events: [])))
    }
  }
}
