import Foundation
import Numerics
import Tables
import TestSupport
import Testing

@testable import Engines

/// Events drawn for a test, as a CSV file and as what was drawn.
private struct DrawnEvents {
  var subjects: [Int] = []
  var seconds: [Int64] = []
  var latitudes: [Double] = []
  var longitudes: [Double] = []
  var places: [Int] = []

  init(seed: UInt64, count: Int, subjectCount: Int, spanSeconds: Int) {
    var source = SeededGenerator(seed: seed, stream: "event-table-tests")
    for _ in 0..<count {
      subjects.append(source.index(below: subjectCount))
      seconds.append(Int64(source.index(below: spanSeconds)) - Int64(spanSeconds / 2))
      latitudes.append((source.unit() * 180 - 90) * (source.bernoulli(0.5) ? 1 : 0.001))
      longitudes.append((source.unit() * 360 - 180) * (source.bernoulli(0.5) ? 1 : 0.001))
      places.append(source.index(below: 7))
    }
  }

  var csv: String {
    "who,when,lat,lon,where\n"
      + subjects.indices.map {
        // Keys whose order as text is that of the numbers.
        "s\(100 + subjects[$0]),\(seconds[$0]),\(latitudes[$0]),\(longitudes[$0]),p\(places[$0])\n"
      }.joined()
  }

  static let columns = EventColumns(
    subject: "who", time: .init("when", unit: .seconds), latitude: .init("lat"),
    longitude: .init("lon"), place: "where")
}

private func floored(_ value: Int64, by divisor: Int64) -> Int64 {
  value >= 0 ? value / divisor : -((-value + divisor - 1) / divisor)
}

@Suite("A table of events")
struct EventTableTests {
  // Catches every slip in the SQL of a feature: each is counted again, event by event.
  @Test(
    "counts each feature as a loop over the events does", arguments: 1...4 as ClosedRange<UInt64>)
  func featuresAgreeWithALoop(seed: UInt64) throws {
    let drawn = DrawnEvents(
      seed: seed, count: 400, subjectCount: 9, spanSeconds: seed == 1 ? 3_000 : 40_000_000)
    let files = try TestFiles()
    let path = try files.write("events.csv", drawn.csv)
    let engine = try Engine()
    let table = try engine.events(
      of: DataSource(path), columns: DrawnEvents.columns, split: .medianTime)
    let boundary = drawn.seconds.sorted()[drawn.seconds.count / 2] * 1_000_000
    #expect(table.boundary == boundary)
    #expect(table.eventCount == 400)
    #expect(table.subjectCount == Set(drawn.subjects).count)
    let numbers = Dictionary(
      uniqueKeysWithValues: Set(drawn.subjects).sorted().enumerated().map { ($1, $0) })
    func expect(
      _ feature: EventFeature, _ key: (Int) -> Int64,
      sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
      let counts = try table.counts(feature)
      var expected: [[Int64: UInt32]] = Array(repeating: [:], count: 2 * table.subjectCount)
      for event in drawn.subjects.indices {
        let period = drawn.seconds[event] * 1_000_000 >= boundary ? 1 : 0
        let subject = numbers[drawn.subjects[event]] ?? 0
        expected[period * table.subjectCount + subject][key(event), default: 0] += 1
      }
      for period in 0...1 {
        let matrix = counts.periods[period]
        #expect(matrix.rowCount == table.subjectCount, sourceLocation: sourceLocation)
        for row in 0..<table.subjectCount {
          var found: [Int64: UInt32] = [:]
          for entry in matrix.entries(ofRow: row) {
            found[counts.keys[Int(matrix.columns[entry])]] = matrix.counts[entry]
          }
          #expect(
            found == expected[period * table.subjectCount + row], sourceLocation: sourceLocation)
        }
      }
    }
    let grid = CellGrid(sizeMeters: 1_500)
    func cell(_ event: Int) -> Int64 {
      grid.cell(latitude: drawn.latitudes[event], longitude: drawn.longitudes[event])
    }
    func hour(_ event: Int) -> Int64 { floored(drawn.seconds[event], by: 3600) }
    func modulo(_ value: Int64, _ by: Int64) -> Int64 { ((value % by) + by) % by }
    try expect(.places(.grid(meters: 1_500)), cell)
    try expect(.places(.named)) {
      Int64(Set(drawn.places).sorted().firstIndex(of: drawn.places[$0]) ?? 0)
    }
    try expect(.placeHours(.grid(meters: 1_500))) { 24 * cell($0) + modulo(hour($0), 24) }
    try expect(.hoursOfWeek) { modulo(hour($0) + 72, 168) }
    try expect(.hoursOfDay) { modulo(hour($0), 24) }
    try expect(.hoursOfDays, hour)
    try expect(.days) { floored(drawn.seconds[$0], by: 86_400) }
  }

  // Catches gaps across periods, sessions cut at ties, and bins off by one.
  @Test("parts each person's events into gaps and sessions", arguments: [60, 4_000])
  func gapsAndSessions(gapSeconds: Int) throws {
    // Few seconds: many events at one instant.
    let drawn = DrawnEvents(seed: 7, count: 300, subjectCount: 5, spanSeconds: 20_000)
    let files = try TestFiles()
    let path = try files.write("events.csv", drawn.csv)
    let table = try Engine().events(of: DataSource(path), columns: DrawnEvents.columns)
    let gaps = try table.counts(.gaps).periods[0]
    let durations = try table.counts(.sessionDurations(gapSeconds: gapSeconds)).periods[0]
    let sizes = try table.counts(.sessionSizes(gapSeconds: gapSeconds)).periods[0]
    for subject in 0..<5 {
      let times = drawn.subjects.indices.filter { drawn.subjects[$0] == subject }
        .map { drawn.seconds[$0] }.sorted()
      var expectedGaps: [Int: UInt32] = [:]
      var sessions: [(first: Int64, last: Int64, count: Int)] = []
      for (index, time) in times.enumerated() {
        if index > 0 { expectedGaps[bin(time - times[index - 1] + 1), default: 0] += 1 }
        if let last = sessions.last, time - last.last <= gapSeconds {
          sessions[sessions.count - 1] = (last.first, time, last.count + 1)
        } else {
          sessions.append((time, time, 1))
        }
      }
      #expect(entries(of: gaps, subject) == expectedGaps)
      #expect(
        entries(of: durations, subject)
          == Dictionary(sessions.map { (bin($0.last - $0.first + 1), 1) }, uniquingKeysWith: +))
      #expect(
        entries(of: sizes, subject)
          == Dictionary(sessions.map { (bin(Int64($0.count)), 1) }, uniquingKeysWith: +))
    }
  }

  private func bin(_ value: Int64) -> Int { min(23, 63 - value.leadingZeroBitCount) }

  private func entries(of counts: SparseCounts, _ row: Int) -> [Int: UInt32] {
    Dictionary(
      uniqueKeysWithValues: counts.entries(ofRow: row).map {
        (Int(counts.columns[$0]), counts.counts[$0])
      })
  }

  // Catches points that are not distinct, cells that drift from CellGrid, negative slots.
  @Test("gathers the distinct points, and traces in order of time")
  func visitsAndTraces() throws {
    let drawn = DrawnEvents(seed: 3, count: 500, subjectCount: 6, spanSeconds: 90_000)
    let files = try TestFiles()
    let path = try files.write("events.csv", drawn.csv)
    let table = try Engine().events(of: DataSource(path), columns: DrawnEvents.columns)
    let grid = CellGrid(sizeMeters: 200_000)
    let found = try table.visits(.grid(meters: 200_000), slotSeconds: 3600)
    let firstSlot = drawn.seconds.map { floored($0, by: 3600) }.min() ?? 0
    let trace = try table.trace()
    for subject in 0..<6 {
      let events = drawn.subjects.indices.filter { drawn.subjects[$0] == subject }
      let expected = Dictionary(
        events.map { event -> ([Int64], UInt32) in
          let cell = grid.cell(latitude: drawn.latitudes[event], longitude: drawn.longitudes[event])
          return ([cell, floored(drawn.seconds[event], by: 3600) - firstSlot], 1)
        }, uniquingKeysWith: +)
      let visits = found.visits
      let points = (visits.offsets[subject]..<visits.offsets[subject + 1]).map {
        ([found.cellKeys[Int(visits.cells[$0])], Int64(visits.slots[$0])], visits.counts[$0])
      }
      #expect(Dictionary(uniqueKeysWithValues: points) == expected)
      let times = trace.events(ofSubject: subject).map { trace.times[$0] }
      #expect(times == events.map { drawn.seconds[$0] * 1_000_000 }.sorted())
      let places = trace.events(ofSubject: subject).map {
        [trace.latitudes[$0], trace.longitudes[$0]]
      }
      #expect(Set(places) == Set(events.map { [drawn.latitudes[$0], drawn.longitudes[$0]] }))
    }
  }

  // Catches a result that depends on the order of rows.
  @Test("gives the same numbers for the same rows in any order")
  func orderOfRows() throws {
    var lines = DrawnEvents(seed: 5, count: 200, subjectCount: 8, spanSeconds: 9_000_000).csv
      .split(separator: "\n")
    let header = lines.removeFirst()
    let files = try TestFiles()
    let paths = try [lines, lines.reversed(), lines.sorted()].enumerated().map { index, lines in
      try files.write(
        "events\(index).csv", ([header] + lines).joined(separator: "\n") + "\n")
    }
    let engine = try Engine()
    let tables = try paths.map {
      try engine.events(of: DataSource($0), columns: DrawnEvents.columns, split: .subjectDays)
    }
    for feature in [EventFeature.places(.named), .hoursOfWeek, .gaps] {
      let counts = try tables.map { try $0.counts(feature) }
      #expect(counts[1] == counts[0] && counts[2] == counts[0])
    }
  }

  // Catches a split that gives the middle day to the wrong half, or parts a day.
  @Test("halves each person's own days")
  func subjectDays() throws {
    let files = try TestFiles()
    let lines = (0..<5).flatMap { day in
      (0...day).map { "a,2024-01-0\(1 + day)T1\($0):00:00" }
        + (day < 2 ? ["b,2025-05-1\(day)"] : [])
    }
    let path = try files.write("e.csv", "who,when\n" + lines.joined(separator: "\n") + "\n")
    let table = try Engine().events(
      of: DataSource(path), columns: EventColumns(subject: "who", time: .init("when")),
      split: .subjectDays)
    let days = try table.counts(.days)
    #expect(days.periods[0].counts == [1, 2, 1])
    #expect(days.periods[1].counts == [3, 4, 5, 1])
  }

  // Catches clocks that are taken for UTC, and zones that are not obeyed across a change of clocks.
  @Test("reads clocks, offsets and zones")
  func clocks() throws {
    let files = try TestFiles()
    let engine = try Engine()
    func times(_ cell: String, zone: String?) throws -> (time: Int64?, hour: Int64?) {
      let path = try files.write("zone.csv", "who,when\na,\(cell)\n")
      let table = try engine.events(
        of: DataSource(path), columns: EventColumns(subject: "who", time: .init("when", zone: zone))
      )
      return (
        try table.trace(of: .times).times.first,
        try table.counts(.hoursOfWeek).periods[0].columns.first.map(Int64.init)
      )
    }
    // Monday 1 July 2024 10:00 UTC is 1719828000 (date -d).
    let ten = Int64(1_719_828_000) * 1_000_000
    #expect(try times("2024-07-01T10:00:00Z", zone: nil) == (ten, 10))
    #expect(try times("2024-07-01 10:00:00", zone: nil) == (ten, 10))
    #expect(try times("2024-07-01T12:00:00+02:00", zone: nil) == (ten, 12))
    #expect(try times("2024-07-01T12:00:00", zone: "Europe/Berlin") == (ten, 12))
    #expect(try times("1719828000", zone: nil) == (ten, 10))
    #expect(try times("1719828000000", zone: nil) == (ten, 10))
    #expect(try times("1719828000", zone: "America/New_York") == (ten, 6))
    // The hour that the change of clocks skips, and the one it repeats, are no error.
    #expect(try times("2024-03-31T02:30:00", zone: "Europe/Berlin").time != nil)
    #expect(try times("2024-10-27T02:30:00", zone: "Europe/Berlin").time != nil)
    #expect(try times("0001-01-01T00:00:00", zone: nil).time == -62_135_596_800_000_000)
    #expect(try times("9999-12-31T23:59:59", zone: nil).time == 253_402_300_799_000_000)
    #expect(throws: EngineError.unknownZone(column: "when")) {
      try times("2024-07-01T12:00:00", zone: "Mars/Olympus_Mons")
    }
  }

  // Catches poles, the date line and impossible places that trap or merge.
  @Test("takes the poles and the date line, and counts places that are not on earth")
  func edgesOfTheEarth() throws {
    let files = try TestFiles()
    let path = try files.write(
      "edges.csv",
      """
      who,lat,lon
      a,90,0
      a,-90,179.9999
      a,0,180
      a,0,-180
      a,400.16,116
      a,12,
      a,nan,3
      b,51.5,-360

      """)
    let table = try Engine().events(
      of: DataSource(path),
      columns: EventColumns(subject: "who", latitude: .init("lat"), longitude: .init("lon")))
    #expect(table.eventCount == 8)
    #expect(table.locatedCount == 5)
    let trace = try table.trace()
    #expect(trace.longitudes.allSatisfy { (-180..<180).contains($0) })
    let visits = try table.visits(.grid(meters: 1_000), slotSeconds: nil)
    #expect(visits.visits.counts.sorted() == [1, 1, 1, 2])
    let grid = CellGrid(sizeMeters: 1_000)
    #expect(
      Set(visits.cellKeys)
        == Set(
          zip(trace.latitudes, trace.longitudes).map { grid.cell(latitude: $0, longitude: $1) }))
  }

  @Test("names the place of the first value that can't be read")
  func badValues() throws {
    let files = try TestFiles()
    let engine = try Engine()
    func failure(_ text: String, _ time: EventColumns.Time) throws -> EngineError? {
      let path = try files.write("bad\(text.utf8.count).csv", text)
      do throws(EngineError) {
        _ = try engine.events(
          of: DataSource(path),
          columns: EventColumns(
            subject: "who", time: time, latitude: .init("lat"), longitude: .init("lon")))
        return nil
      } catch {
        return error
      }
    }
    let text = "who,when,lat,lon\na,2024-01-01,1,2\nb,soon,1,2\nc,2024-01-01,north,2\n"
    let time = try failure(text, .init("when"))
    #expect(time?.line == 3 && time?.column == "when")
    let latitude = try failure(text.replacingOccurrences(of: "soon", with: ""), .init("when"))
    #expect(latitude?.line == 4 && latitude?.column == "lat")
    let late = try failure("who,when,lat,lon\na,1e300,1,2\n", .init("when", unit: .days))
    #expect(late?.line == 2 && late?.column == "when")
    let none = try failure("who,when,lat,lon\n", .init("when"))
    guard case .noRows = none else {
      Issue.record("no rows, no error")
      return
    }
  }

  @Test("leaves out rows without a person or a time, and counts them")
  func incompleteRows() throws {
    let files = try TestFiles()
    let path = try files.write("holes.csv", "who,when\na,5\n,6\nb,\na,7\n")
    let table = try Engine().events(
      of: DataSource(path),
      columns: EventColumns(subject: "who", time: .init("when", unit: .seconds)))
    #expect(table.rowCount == 4 && table.eventCount == 2 && table.subjectCount == 2)
    #expect(try table.trace(of: .times).offsets == [0, 2, 2])
  }

  @Test("numbers contacts as it numbers people")
  func contacts() throws {
    let files = try TestFiles()
    let path = try files.write("mail.csv", "from,to,at\nb,a,1\nb,c,2\nb,a,3\nc,b,4\n")
    let table = try Engine().events(
      of: DataSource(path),
      columns: EventColumns(
        subject: "from", time: .init("at", unit: .seconds), contact: "to"),
      split: .time(3_000_000))
    let contacts = try table.counts(.contacts)
    #expect(table.subjectCount == 3)
    #expect(contacts.keys == [0, 1, 2])
    #expect(
      contacts.periods[0]
        == SparseCounts(columnCount: 3, offsets: [0, 0, 2, 2], columns: [0, 2], counts: [1, 1]))
    #expect(
      contacts.periods[1]
        == SparseCounts(columnCount: 3, offsets: [0, 0, 1, 2], columns: [0, 1], counts: [1, 1]))
  }

  // Catches a log that is refused for a few odd days, and one whose column is no time at all.
  @Test("does without the few values that can't be read, and counts them")
  func fewUnreadable() throws {
    let files = try TestFiles()
    let good = (1...60).map {
      "p\($0 % 3),2024-01-01T00:00:\($0 < 60 ? String($0 + 100).suffix(2) : "59"),1,2"
    }
    let text =
      "who,when,lat,lon\n" + good.joined(separator: "\n") + "\nq,2024-00-15,1,2\nq,2024-01-02,x,2\n"
    let path = try files.write("odd.csv", text)
    let engine = try Engine()
    let table = try engine.events(
      of: DataSource(path),
      columns: EventColumns(
        subject: "who", time: .init("when"), latitude: .init("lat"), longitude: .init("lon")))
    #expect(table.unreadableCount == 2)
    #expect(table.eventCount == 61 && table.locatedCount == 60)
    let times = try engine.times(of: DataSource(path), subject: "who", time: .init("when"))
    #expect(times.count == 62 && times.count { $0 == nil } == 1)
    // 2024-01-01 is 1704067200 (date -d).
    #expect(times[0] == 1_704_067_201_000_000)
  }
}
