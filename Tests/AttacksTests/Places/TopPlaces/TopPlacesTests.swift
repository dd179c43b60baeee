import Evaluation
import Findings
import Numerics
import Testing

@testable import Attacks

@Suite("Home and work")
struct TopPlacesTests {
  /// The most visited cells of a subject, the slow way.
  private static func top(_ count: Int, of subject: Int, in visits: Visits) -> [UInt32] {
    var events: [UInt32: Int] = [:]
    for position in visits.points(ofSubject: subject) {
      events[visits.cells[position], default: 0] += Int(visits.counts[position])
    }
    return events.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(count).map(\.key)
  }

  @Test("groups are people with the same places, counted the slow way, as sets and in order")
  func bruteForce() throws {
    // Would catch ties that depend on order, and a set compared as a list.
    for seed in UInt64(0)..<40 {
      let visits = RandomVisits.few(people: 25, cells: 4, slots: 3, events: 70, seed: seed)
      let ranking = PlaceRanking(visits, depth: 3)
      #expect(ranking.subjects == visits.presentSubjects)
      for count in 1...3 {
        let lists = ranking.subjects.map { Self.top(count, of: Int($0), in: visits) }
        let ordered = try TopPlaces(ranking, count: count, isOrdered: true)
        let sets = try TopPlaces(ranking, count: count, isOrdered: false)
        for person in lists.indices {
          let sameList = lists.count { $0 == lists[person] }
          let sameSet = lists.count { Set($0) == Set(lists[person]) }
          #expect(Int(ordered.sizes[person]) == sameList, "seed \(seed), \(count) places")
          #expect(Int(sets.sizes[person]) == sameSet, "seed \(seed), \(count) places")
        }
        #expect(sets.groupCount == Set(lists.map(Set.init)).count)
        let histogram = sets.sizeHistogram.reduce(0) { $0 + $1.size * $1.sets }
        #expect(histogram == lists.count)
      }
    }
  }

  @Test("independent people stand together as often as chance says")
  func independent() throws {
    // 400 people, each at one of 50 cells, evenly: the number of cells taken is 50 (1 - .98^400),
    // 49.98 expected; as pairs of home and work of 2,500, 400 people take 2500 (1 - (1 -
    // 1/2500)^400) = 369.7 on average with a standard deviation below 5.2 (occupancy); 200 runs
    // bring that of the mean below .37, and five of those are a false alarm of 6e-7.
    var groups = 0
    for seed in UInt64(0)..<200 {
      var source = SeededGenerator(seed: seed, stream: "home-work")
      func evenly() -> Visits {
        Visits(
          subjectCount: 400, cellCount: 50, slotCount: 1,
          events: (0..<400).map { (UInt32($0), UInt32(source.index(below: 50)), 0) })
      }
      groups += try TopPlaces(home: evenly(), work: evenly()).groupCount
    }
    let expected = 2_500 * (1 - PowerLaw.power(1 - 1.0 / 2_500, 400))
    #expect(abs(Double(groups) / 200 - expected) < 1.9)
  }

  @Test("people without a place are left out, and those with one alone are grouped by it")
  func fewPlaces() throws {
    let visits = Visits(
      subjectCount: 4, cellCount: 2, slotCount: 1,
      events: [(0, 0, 0), (1, 0, 0), (2, 0, 0), (2, 1, 0)])
    let result = try TopPlaces.result(
      for: RandomVisits.setting(people: 4),
      resolutions: [VisitResolution(sizeMeters: nil, slotSeconds: nil, visits: visits)])
    #expect(result.setting.candidates == 3)
    #expect(result.success.value == (0.5 + 0.5 + 1) / 3)
    #expect(result.measures.contains { $0.id == "one-place" && $0.estimate?.value == 2 })
    let ids = result.measures.map(\.id)
    #expect(Set(ids).count == ids.count)
    let night = Visits(subjectCount: 3, cellCount: 1, slotCount: 1, events: [(0, 0, 0)])
    let office = Visits(subjectCount: 3, cellCount: 1, slotCount: 1, events: [(1, 0, 0)])
    #expect(try TopPlaces(home: night, work: office).sizes == [1, 1])
  }

  @Test("the remedy is the least size of cells that mends it")
  func remedy() throws {
    let resolutions = UnicityResultTests.resolutions(people: 200)
    let setting = RandomVisits.setting(people: 200)
    let result = try TopPlaces.result(for: setting, resolutions: resolutions)
    #expect(result.sentence.contains("to 500 m, such as home and work"))
    #expect(result.remedy.hasPrefix("Release places to 16 km"))
    let fine = try TopPlaces.result(
      for: setting, resolutions: resolutions.filter { $0.sizeMeters != 16_000 })
    #expect(fine.remedy.hasPrefix("Coarsening does not mend it: at 2 km"))
    let coarse = try TopPlaces.result(
      for: setting, resolutions: resolutions, declared: resolutions.last)
    #expect(coarse.remedy.isEmpty && abs(coarse.success.value - 1.0 / 200) < 1e-12)
    #expect(throws: EvaluationError.noTargets(table: "events")) {
      try TopPlaces.result(for: setting, resolutions: [])
    }
  }
}
