import Attacks
import Evaluation
import Findings
import Foundation
import Numerics
import Tables
import TestSupport
import Testing

@Suite("The report on the visits that give most away")
struct KnownVisitsResultTests {
  private static func setting(_ people: Int, targets: Int) -> EventSetting {
    EventSetting(
      table: "trips", subjectCount: people, columns: ["place"], evaluator: Evaluator(seed: 3),
      seed: 3, targetCount: targets, controlShare: 0, reproduce: "palimpsest audit")
  }

  @Test("all kinds of knowledge stand in one grid, and risks stand beside chance")
  func report() throws {
    let oracle = VisitOracle.random(people: 30, places: 8, mostVisits: 10, seed: 1)
    let result = try KnownVisits.result(
      for: Self.setting(30, targets: 30), trace: oracle.trace, known: 2)
    #expect(result.grids.first?.rows.count == 9)
    #expect(result.setting.exhaustive)
    #expect(result.success.method == .exact)
    let expected = oracle.people.indices.map {
      1 / Double(oracle.fewest(of: $0, .location, known: 2))
    }
    #expect(abs(result.success.value - expected.reduce(0, +) / 30) < 1e-12)
    #expect(result.baseline.value == 1.0 / 30)
    #expect(result.charts.first?.series.count == 3)
  }

  @Test("without times there is no order and no hour to know; without anything there is an error")
  func missingColumns() throws {
    let untimed = EventTrace(offsets: [0, 2, 4], places: [1, 2, 1, 3])
    let result = try KnownVisits.result(for: Self.setting(2, targets: 10), trace: untimed)
    #expect(result.grids.first?.rows.count == 6)
    #expect(throws: KnownVisitsError.noPlaces) {
      try KnownVisits.result(for: Self.setting(1, targets: 10), trace: EventTrace(offsets: [0, 0]))
    }
  }

  @Test("cells of coordinates are coarsened, and the risk falls with them")
  func coarsening() throws {
    // 40 people in a square of some 20 km, each at places of their own: cells of 64 times 500 m
    // hold them all.
    var source = SeededGenerator(seed: 8, stream: "coarsening")
    let offsets = (0...40).map { $0 * 6 }
    let trace = EventTrace(
      offsets: offsets, latitudes: (0..<240).map { _ in .random(in: 40...40.18, using: &source) },
      longitudes: (0..<240).map { _ in .random(in: 10...10.2, using: &source) })
    let result = try KnownVisits.result(for: Self.setting(40, targets: 40), trace: trace)
    let rows = try #require(result.grids.last?.rows)
    let risks = rows.dropFirst().compactMap { row -> Double? in
      if case .share(let risk) = row[1] { risk } else { nil }
    }
    #expect(risks.count == 3)
    #expect(zip(risks, risks.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(!result.remedy.isEmpty)
  }

  @Test("people without any visit to a common place are as safe as chance after leaving it out")
  func rarePlaces() throws {
    // Ten people, each at the square and at a home of their own: homes go, the square stays.
    let trace = EventTrace(
      offsets: (0...10).map { $0 * 2 }, places: (0..<10).flatMap { [1, UInt32($0) + 2] })
    let result = try KnownVisits.result(for: Self.setting(10, targets: 10), trace: trace)
    #expect(result.success.value == 1)
    let row = try #require(result.grids.last?.rows.first)
    guard case .share(let risk) = row[1], case .share(let left) = row[3] else {
      Issue.record("the risk and what is left are shares")
      return
    }
    #expect(abs(risk - 0.1) < 1e-12)
    #expect(left == 0.5)
  }

  @Test(
    "all 193 people of a real log are searched to the end, on places and on 10 km cells",
    .enabled(if: SharedFolder.exists))
  func realLog() throws {
    let trace = try FoursquareTrace.read()
    #expect(trace.subjectCount == 193)
    #expect(trace.eventCount == 44_809)
    let setting = Self.setting(193, targets: 193)
    for cells in [false, true] {
      let log =
        cells
        ? trace : EventTrace(offsets: trace.offsets, times: trace.times, places: trace.places)
      let result = try KnownVisits.result(for: setting, trace: log, cellMeters: 10_000, known: 2)
      #expect(result.setting.exhaustive)
      #expect(result.setting.targets == 193)
    }
  }

  @Test("two known cells of a real log, by trying all pairs", .enabled(if: SharedFolder.exists))
  func realPairs() throws {
    let trace = try FoursquareTrace.read()
    let histories = try VisitHistories(cells: CellGrid(sizeMeters: 10_000), of: trace)
    let visited = (0..<histories.count).map { Set(histories.places[histories.visits(of: $0)]) }
    let slow = visited.map { own in
      own.flatMap { first in own.map { [first, $0] } }.map { pair in
        visited.count { $0.isSuperset(of: pair) }
      }.min() ?? 0
    }
    let risks = try KnownVisits(histories, knowing: .uniqueLocation, known: 2).subjectRisks()
    #expect(risks == slow.map { 1 / Double($0) })
  }
}

/// The Foursquare check-ins of the shared folder, with weeks made up in the order of trajectories.
enum FoursquareTrace {
  static func read() throws -> EventTrace {
    let url = SharedFolder.file("data/foursquare-nyc/foursquare_nyc.csv")
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    var people: [Substring: [(hour: Int64, cells: [Substring])]] = [:]
    var weeks: [Substring: [Substring: Int64]] = [:]
    for line in try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false)
      let week = weeks[cells[1]]?[cells[0]] ?? Int64(weeks[cells[1]]?.count ?? 0)
      weeks[cells[1], default: [:]][cells[0]] = week
      let day = Int64(try #require(days.firstIndex(of: String(cells[4]))))
      let hour = try #require(Int64(cells[5]))
      people[cells[1], default: []].append(((week * 7 + day) * 24 + hour, cells))
    }
    let sorted = people.sorted { $0.key < $1.key }.map { $0.value.sorted { $0.hour < $1.hour } }
    let all = sorted.flatMap(\.self)
    var offsets = [0]
    for person in sorted { offsets.append((offsets.last ?? 0) + person.count) }
    return EventTrace(
      offsets: offsets, times: all.map { 1_325_462_400_000_000 + $0.hour * 3_600_000_000 },
      latitudes: try all.map { try #require(Double($0.cells[2])) },
      longitudes: try all.map { try #require(Double($0.cells[3])) },
      places: try all.map { try #require(UInt32($0.cells[6])) + 1 })
  }
}
