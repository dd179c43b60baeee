import Engines
import Foundation
import Tables
import TestSupport

@testable import Attacks

/// Real traces of the shared folder; nothing of one person is printed or asserted on.
enum RealTraces {
  /// Whether they are there, and the build is fast enough for them.
  static let isReady = Build.isOptimised && SharedFolder.exists

  /// GeoLife at one point a minute, inside a box around Beijing: 179 of 182 people.
  static func geoLife() throws -> EventTrace {
    let engine = try Engine(options: EngineOptions(memoryBytes: 1 << 30))
    let table = try engine.events(
      of: DataSource(paths: [SharedFolder.file("data/geolife/geolife_60s.csv.gz").path]),
      columns: EventColumns(
        subject: "uid", time: EventColumns.Time("unix"), latitude: EventColumns.Angle("lat"),
        longitude: EventColumns.Angle("lon")))
    let trace = try table.trace()
    let kept = (0..<trace.subjectCount).map { subject in
      trace.events(ofSubject: subject).filter {
        (39.4..<41.1).contains(trace.latitudes[$0])
          && (115.4..<117.6).contains(trace.longitudes[$0])
      }
    }
    let events = kept.flatMap(\.self)
    return EventTrace(
      offsets: kept.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) },
      times: events.map { trace.times[$0] }, latitudes: events.map { trace.latitudes[$0] },
      longitudes: events.map { trace.longitudes[$0] })
  }

  /// Check-ins in New York: the first against the second half of each one's weeks.
  ///
  /// The file has weekdays and hours only: the n-th week of a person begins n weeks after 1970-01-05.
  static func foursquare(named: Bool) throws -> TracePeriods {
    let text = try String(
      contentsOf: SharedFolder.file("data/foursquare-nyc/foursquare_nyc.csv"), encoding: .utf8)
    let days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    var weeks: [Int: [Int]] = [:]
    var rows: [Int: [(week: Int, hour: Int, latitude: Double, longitude: Double, place: UInt32)]] =
      [:]
    for line in text.split(separator: "\n").dropFirst() {
      let cells = line.split(separator: ",", maxSplits: 7, omittingEmptySubsequences: false)
      guard cells.count > 7, let week = Int(cells[0]), let person = Int(cells[1]),
        let latitude = Double(cells[2]), let longitude = Double(cells[3]),
        let day = days.firstIndex(of: String(cells[4])), let hour = Int(cells[5]),
        let place = UInt32(cells[6])
      else { continue }
      if weeks[person, default: []].contains(week) == false {
        weeks[person, default: []].append(week)
      }
      rows[person, default: []].append((week, day * 24 + hour, latitude, longitude, place + 1))
    }
    let people = rows.keys.sorted()
    var parts: [[(time: Int64, latitude: Double, longitude: Double, place: UInt32)]] = []
    var cuts: [Int64] = []
    for person in people {
      let order = (weeks[person] ?? []).sorted()
      cuts.append(Int64(order.count / 2) * 7 * TracePeriods.microsecondsPerDay)
      parts.append(
        (rows[person] ?? []).map { row in
          let week = order.firstIndex(of: row.week) ?? 0
          return (
            Int64(week * 168 + row.hour) * 3_600_000_000, row.latitude, row.longitude, row.place
          )
        }.sorted { $0.time < $1.time })
    }
    func period(_ keep: (Int64, Int64) -> Bool) -> EventTrace {
      let kept = zip(parts, cuts).map { part, cut in part.filter { keep($0.time, cut) } }
      let events = kept.flatMap(\.self)
      return EventTrace(
        offsets: kept.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) },
        times: events.map(\.time), latitudes: named ? [] : events.map(\.latitude),
        longitudes: named ? [] : events.map(\.longitude),
        places: named ? events.map(\.place) : [])
    }
    return TracePeriods(
      earlier: period { $0 < $1 }, later: period { $0 >= $1 }, minimumEvents: 10)
  }
}
