import Attacks
import Foundation
import Tables

/// The check-ins of a file with the columns `label` (person), `tid` (weekly trajectory), `lat`,
/// `lon`, `poi`, `day` and `hour`; weeks follow each other in the order of a person's trajectories.
struct CheckIns {
  let trace: EventTrace

  /// Reads the first `people` of the file and the first `visitsEach` of each, all where `nil`.
  init(path: String, people: Int?, visitsEach: Int?) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map {
      $0.split(separator: ",", omittingEmptySubsequences: false)
    }
    guard let header = lines.first else { throw BenchmarkError.usage }
    func column(_ name: String) throws -> Int {
      guard let index = header.firstIndex(where: { $0 == name }) else { throw BenchmarkError.usage }
      return index
    }
    let columns = try ["label", "tid", "lat", "lon", "poi", "day", "hour"].map(column)
    let days = [
      "Monday": 0, "Tuesday": 1, "Wednesday": 2, "Thursday": 3, "Friday": 4, "Saturday": 5,
      "Sunday": 6,
    ]
    var numbers: [Substring: Int] = [:]
    var weeks: [[Substring: Int]] = []
    var visits: [[Visit]] = []
    for line in lines.dropFirst() where line.count == header.count {
      let cells = columns.map { line[$0] }
      let person = numbers[cells[0]] ?? numbers.count
      if person == numbers.count {
        numbers[cells[0]] = person
        weeks.append([:])
        visits.append([])
      }
      let week = weeks[person][cells[1]] ?? weeks[person].count
      weeks[person][cells[1]] = week
      guard let latitude = Double(cells[2]), let longitude = Double(cells[3]),
        let place = UInt32(cells[4]), let day = days[String(cells[5])], let hour = Int(cells[6])
      else { throw BenchmarkError.usage }
      visits[person].append(
        Visit(
          hour: (week * 7 + day) * 24 + hour, latitude: latitude, longitude: longitude,
          place: place))
    }
    self.trace = Self.trace(
      visits.prefix(people ?? .max).map { Array($0.prefix(visitsEach ?? .max)) })
  }

  private struct Visit {
    let hour: Int
    let latitude: Double
    let longitude: Double
    let place: UInt32
  }

  /// The visits in order of time, those of one hour in the order of the file.
  private static func trace(_ people: [[Visit]]) -> EventTrace {
    let sorted = people.map { visits in
      visits.enumerated().sorted {
        ($0.element.hour, $0.offset) < ($1.element.hour, $1.offset)
      }.map(\.element)
    }
    var offsets = [0]
    for visits in sorted { offsets.append((offsets.last ?? 0) + visits.count) }
    let all = sorted.flatMap(\.self)
    // Monday, 2 January 2012.
    let start: Int64 = 1_325_462_400_000_000
    return EventTrace(
      offsets: offsets, times: all.map { start + Int64($0.hour) * 3_600_000_000 },
      latitudes: all.map(\.latitude), longitudes: all.map(\.longitude),
      places: all.map { $0.place + 1 })
  }
}
