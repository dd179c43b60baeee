import Attacks
import Evaluation
import Findings
import Foundation
import Tables

/// A comma-separated log of the demonstration dataset: `id`, `time`, then what the log is about.
struct DemoLog {
  let header: [String]
  /// The person of each row, from 1 by first appearance.
  let people: [UInt32]
  let times: [Int64]
  /// For each further column its cells.
  let cells: [[String]]

  init(path: String) throws {
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline)
    guard let first = lines.first, first.hasPrefix("id,time,") else { throw BenchmarkError.usage }
    header = first.split(separator: ",").dropFirst(2).map(String.init)
    var numbers: [Substring: UInt32] = [:]
    var people: [UInt32] = []
    var times: [Int64] = []
    var cells = [[String]](repeating: [], count: header.count)
    for (number, line) in lines.enumerated().dropFirst() {
      let fields = line.split(separator: ",", omittingEmptySubsequences: false)
      guard fields.count == header.count + 2, let time = Self.seconds(fields[1]) else {
        throw BenchmarkError.ragged(line: number + 1)
      }
      let person = numbers[fields[0]] ?? UInt32(numbers.count + 1)
      numbers[fields[0]] = person
      people.append(person)
      times.append(time * 1_000_000)
      for (column, field) in fields.dropFirst(2).enumerated() {
        cells[column].append(String(field))
      }
    }
    self.people = people
    self.times = times
    self.cells = cells
  }

  /// Seconds since 1970 of a time such as 2025-01-06T01:08:14Z.
  private static func seconds(_ text: Substring) -> Int64? {
    let parts = text.split { !$0.isNumber }.compactMap { Int($0) }
    guard parts.count == 6 else { return nil }
    var time = tm()
    (time.tm_year, time.tm_mon, time.tm_mday) = (
      Int32(parts[0] - 1900), Int32(parts[1] - 1), Int32(parts[2])
    )
    (time.tm_hour, time.tm_min, time.tm_sec) = (Int32(parts[3]), Int32(parts[4]), Int32(parts[5]))
    return Int64(timegm(&time))
  }

  var subjectCount: Int { Int(people.max() ?? 0) }

  var setting: EventSetting {
    EventSetting(
      table: "demo", subjectCount: subjectCount, columns: header, evaluator: Evaluator(seed: 1),
      seed: 1, targetCount: 1_000, controlShare: 0.2, reproduce: "benchmarks")
  }

  /// The devices of the log: all further columns are traits.
  func devices() throws -> DeviceRecords {
    let key = CodedColumn(name: "id", codes: people, dictionary: .opaque(count: subjectCount))
    return try DeviceRecords(
      traits: zip(header, cells).map { CodedColumn(name: $0, texts: $1) },
      subjects: SubjectIndex(key: key), times: times)
  }

  /// The events of the log with their coordinates.
  func trace() throws -> EventTrace {
    guard let latitude = header.firstIndex(of: "latitude"),
      let longitude = header.firstIndex(of: "longitude")
    else { throw BenchmarkError.usage }
    let order = people.indices.sorted {
      (people[$0], times[$0], $0) < (people[$1], times[$1], $1)
    }
    var offsets = [Int](repeating: 0, count: subjectCount + 1)
    for person in people { offsets[Int(person)] += 1 }
    for person in 0..<subjectCount { offsets[person + 1] += offsets[person] }
    return EventTrace(
      offsets: offsets, times: order.map { times[$0] },
      latitudes: order.map { Double(cells[latitude][$0]) ?? .nan },
      longitudes: order.map { Double(cells[longitude][$0]) ?? .nan })
  }
}

/// Runs `benchmarks devices FILE.csv` or `benchmarks visits FILE.csv` on logs of the demonstration
/// dataset: the whole results, timed, and their figures.
func demoLog(_ arguments: [String]) throws {
  let log = try DemoLog(path: arguments[1])
  func show(_ result: AttackResult, seconds: Double) {
    print("\(result.id): \(String(format: "%.2f", seconds)) s, \(result.sentence)")
    print("  remedy: \(result.remedy)")
    print("  excess \(result.excess.lower) to \(result.excess.upper)")
    for measure in result.measures {
      print("  \(measure.label): \(measure.estimate.map { String($0.value) } ?? measure.note)")
    }
    for grid in result.grids {
      print("  \(grid.title): \(grid.header)")
      for row in grid.rows { print("    \(row)") }
    }
  }
  func timed(_ make: () throws -> AttackResult) rethrows {
    let start = Date()
    let result = try make()
    show(result, seconds: Date().timeIntervalSince(start))
  }
  if arguments[0] == "visits" {
    let trace = try log.trace()
    return try timed { try KnownVisits.result(for: log.setting, trace: trace) }
  }
  let devices = try log.devices()
  try timed { try DeviceSurprisal.result(for: log.setting, records: devices) }
  try timed { try DevicePeriods.result(for: log.setting, records: devices) }
}
