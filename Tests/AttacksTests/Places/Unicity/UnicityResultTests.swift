import Evaluation
import Findings
import Numerics
import Testing

@testable import Attacks

@Suite("What a report says of sightings")
struct UnicityResultTests {
  /// People with points on a grid that is coarsened by merging cells and slots.
  static func resolutions(people: Int = 80, seed: UInt64 = 5) -> [VisitResolution] {
    var source = SeededGenerator(seed: seed, stream: "grid")
    let events = (0..<people * 12).map { event in
      (
        subject: UInt32(event % people), x: source.index(below: 32), y: source.index(below: 32),
        slot: source.index(below: 24)
      )
    }
    var all: [VisitResolution] = []
    for merge in [1, 4, 32] {
      for hours in [1, 6, 24] {
        let side = 32 / merge
        all.append(
          VisitResolution(
            sizeMeters: 500 * Double(merge), slotSeconds: 3_600 * Int64(hours),
            visits: Visits(
              subjectCount: people, cellCount: side * side, slotCount: 24 / hours,
              events: events.map {
                (
                  $0.subject, UInt32($0.x / merge * side + $0.y / merge), UInt32($0.slot / hours)
                )
              })))
      }
    }
    return all
  }

  @Test("the remedy is the least coarsening measured that mends it, in the numbers of the grid")
  func remedy() throws {
    let result = try Unicity.result(
      for: RandomVisits.setting(people: 80, controlShare: 0.25), resolutions: Self.resolutions())
    #expect(result.success.value > 0.95)
    #expect(result.sentence.hasPrefix("Four sightings of a person, to 500 m and 1 hour, find"))
    #expect(result.remedy.hasPrefix("Release places and times to"))
    let grid = try #require(result.grids.first)
    #expect(grid.rows.count == 9)
    // The coarsest has one cell and one slot: nobody can be told apart.
    guard case .share(let left)? = grid.rows.last?.last else {
      Issue.record("the last column is a share")
      return
    }
    #expect(abs(left - 1.0 / 80) < 1e-12)
    let heat = try #require(result.charts.first { $0.kind == .heat })
    #expect(heat.series.map(\.name) == ["500 m", "2 km", "16 km"])
    #expect(heat.series.allSatisfy { $0.points.map(\.label) == ["1 hour", "6 hours", "24 hours"] })
    let line = try #require(result.charts.first { $0.kind == .line })
    #expect(line.series.count <= 5 && line.series.allSatisfy { $0.points.count == 10 })
    #expect(result.setting.controls == 20)
    let outsiders = try #require(result.measures.last { $0.id == "outsider-claim-rate" })
    #expect((outsiders.estimate?.value ?? 1) <= 0.3)
    let ids = result.measures.map(\.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test("where nothing mends it, the remedy says what the coarsest leaves")
  func noRemedy() throws {
    let fine = Self.resolutions().prefix(2)
    let result = try Unicity.result(
      for: RandomVisits.setting(people: 80), resolutions: Array(fine))
    #expect(result.remedy.hasPrefix("Coarsening does not mend it: at 6 hours and 500 m four"))
    let alone = try Unicity.result(
      for: RandomVisits.setting(people: 80), resolutions: Array(fine.prefix(1)))
    #expect(alone.remedy.hasPrefix("Release counts"))
    #expect(alone.measures.contains { $0.id == "law" && $0.status == .notApplicable })
  }

  @Test("the same seed gives the same result, another one another")
  func reproducible() throws {
    let resolutions = Array(Self.resolutions().prefix(4))
    func run(_ seed: UInt64) throws -> AttackResult {
      try Unicity.result(
        for: RandomVisits.setting(people: 80, targets: 30, seed: seed), resolutions: resolutions)
    }
    #expect(try run(2) == run(2))
    #expect(try run(2) != run(3))
  }

  @Test("a release in which nobody was anywhere is refused by name, and one person is no trouble")
  func edges() throws {
    let empty = Visits(subjectCount: 3, cellCount: 0, slotCount: 0, events: [])
    let setting = RandomVisits.setting(people: 3, controlShare: 0.5)
    #expect(throws: EvaluationError.noTargets(table: "events")) {
      try Unicity.result(
        for: setting,
        resolutions: [VisitResolution(sizeMeters: 500, slotSeconds: 60, visits: empty)])
    }
    #expect(throws: EvaluationError.noTargets(table: "events")) {
      try Unicity.result(for: setting, resolutions: [])
    }
    let one = Visits(subjectCount: 1, cellCount: 1, slotCount: 1, events: [(0, 0, 0)])
    let result = try Unicity.result(
      for: RandomVisits.setting(people: 1, controlShare: 0.5),
      resolutions: [VisitResolution(sizeMeters: 500, slotSeconds: 60, visits: one)])
    #expect(result.success.value == 1 && result.baseline.value == 1)
    let together = Visits(
      subjectCount: 50, cellCount: 1, slotCount: 1,
      events: (0..<500).map { (UInt32($0 % 50), 0, 0) })
    let same = try Unicity.result(
      for: RandomVisits.setting(people: 50, controlShare: 0.2),
      resolutions: [VisitResolution(sizeMeters: 500, slotSeconds: 60, visits: together)])
    #expect(abs(same.success.value - 0.02) < 1e-12 && abs(same.excess.value) < 1e-12)
    #expect(same.remedy.isEmpty)
  }

  @Test("named places, with times and without, are told as what they are")
  func namedPlaces() throws {
    // Would catch unused time taken for the finest slot, or for an hour of length 0.
    let hourly = RandomVisits.few(people: 60, cells: 20, slots: 48, events: 900, seed: 3)
    let ever = Visits(
      subjectCount: 60, cellCount: 20, slotCount: 1,
      events: (0..<60).flatMap { subject in
        hourly.points(ofSubject: subject).map { (UInt32(subject), hourly.cells[$0], 0) }
      })
    let result = try Unicity.result(
      for: RandomVisits.setting(people: 60),
      resolutions: [
        VisitResolution(sizeMeters: nil, slotSeconds: nil, visits: ever),
        VisitResolution(sizeMeters: nil, slotSeconds: 3_600, visits: hourly),
      ])
    #expect(result.sentence.hasPrefix("Four sightings of a person, to the named place and 1 hour"))
    #expect(result.remedy.contains("named place"))
    let heat = try #require(result.charts.first { $0.kind == .heat })
    #expect(heat.series.map(\.name) == ["named places"])
    #expect(heat.series.first?.points.map(\.label) == ["1 hour", "no time"])
  }

  @Test("the law is found again where it holds, and its fit is stated where it does not")
  func law() throws {
    // v h from 1 to 2,400, alpha 1.9, beta 0.1: unicity from .9 down to -.28; least squares on
    // exact values must find both.
    let coarseness = [1.0, 4, 24, 100, 600, 2_400]
    for (alpha, beta) in [(1.9, 0.1), (1.95, 0.05), (2.0, 0.3), (1.5, -0.02)] {
      let law = try #require(
        PowerLaw(
          coarseness: coarseness, unicity: coarseness.map { alpha - PowerLaw.power($0, beta) }))
      #expect(abs(law.alpha - alpha) < 1e-6 && abs(law.beta - beta) < 1e-6)
      #expect(law.determination > 1 - 1e-9 && law.error < 1e-6)
    }
    let steps = try #require(
      PowerLaw(coarseness: coarseness, unicity: [0.9, 0.1, 0.9, 0.1, 0.9, 0.1]))
    #expect(steps.determination < 0.5)
    let flat = try #require(PowerLaw(coarseness: coarseness, unicity: coarseness.map { _ in 1 }))
    #expect(abs(flat.beta) < 1e-6 && flat.determination == 1)
    #expect(PowerLaw(coarseness: [1, 1, 1], unicity: [1, 1, 1]) == nil)
    #expect(PowerLaw(coarseness: [0, 1, 2], unicity: [1, 1, 1]) == nil)
    let line = try #require(StraightLine(x: [1, 2, 3], y: [5, 7, 9]))
    #expect(abs(line.intercept - 3) < 1e-12 && abs(line.slope - 2) < 1e-12)
  }

  @Test("sizes and slots are told as people say them")
  func words() {
    #expect(VisitResolution.distance(500) == "500 m")
    #expect(VisitResolution.distance(2_500) == "2.5 km")
    #expect(VisitResolution.duration(86_400) == "24 hours")
    #expect(VisitResolution.duration(604_800) == "7 days")
    #expect(VisitResolution.duration(3_600) == "1 hour")
    #expect(VisitResolution.duration(90) == "1.5 minutes")
    #expect(Unicity.sightings(1) == "One sighting" && Unicity.times(2) == "twice")
  }
}
