import Engines
import Evaluation
import Findings
import Foundation
import Numerics
import TestSupport
import Testing

@testable import Attacks

@Suite("Inferring real people's clocks")
struct ZoneReferenceTests {
  /// Local hours of real people: check-ins in New York, GPS points in Beijing (one an hour).
  static func localHours() throws -> [[UInt32]] {
    let engine = try Engine()
    let checkIns = DataSource(SharedFolder.file("data/foursquare-nyc/foursquare_nyc.csv").path)
    let people = try engine.readNumbers(source: checkIns, column: "label")
    let hours = try engine.readNumbers(source: checkIns, column: "hour")
    var days: [Double: [UInt32]] = [:]
    for (person, hour) in zip(people, hours) {
      days[person, default: [UInt32](repeating: 0, count: 24)][Int(hour)] += 1
    }
    let points = try engine.events(
      of: DataSource(SharedFolder.file("data/geolife/geolife_60s.csv.gz").path),
      columns: EventColumns(subject: "uid", time: .init("unix", unit: .seconds)))
    let activity = try ActivityHours(points)
    let beijing = (0..<activity.subjectCount).map { subject in
      var profile = [UInt32](repeating: 0, count: 24)
      for entry in activity.counts.entries(ofRow: subject) {
        let hour = activity.hours[Int(activity.counts.columns[entry])]
        profile[(ActivityHours.hourOfDay(hour) + 8) % 24] += 1
      }
      return profile
    }
    return days.sorted { $0.key < $1.key }.map(\.value) + beijing
  }

  // The issue: two thirds within one hour. Real days, moved by known random offsets.
  @Test(
    "two thirds of real people are placed within one hour of their clock",
    .enabled(if: SharedFolder.exists && Build.isOptimised))
  func realDays() throws {
    let local = try Self.localHours()
    // The mean over draws of the offsets: one draw alone moves the share by a deviation of .007.
    var sum = 0.0
    for seed in UInt64(1)...5 {
      let result = try Self.result(local: local, seed: seed)
      sum += try #require(result.measures.first { $0.id == "within-1h" }?.estimate).value
      if seed == 1 { result.printFigures() }
    }
    #expect(sum / 5 >= 2.0 / 3, "\(sum / 5)")
  }

  /// The inference on local days that are moved by random offsets.
  static func result(local: [[UInt32]], seed: UInt64) throws -> AttackResult {
    var source = SeededGenerator(seed: seed, stream: "offsets")
    let offsets = local.map { _ in ZoneGuess.offsets[source.index(below: 24)] }
    var pairs: [(row: UInt32, column: UInt32)] = []
    for (subject, profile) in local.enumerated() {
      for (hour, count) in profile.enumerated() {
        let utc = UInt32(((hour - offsets[subject]) % 24 + 24) % 24)
        pairs += (0..<count).map { _ in (UInt32(subject), utc) }
      }
    }
    let activity = ActivityHours(
      counts: SparseCounts(rowCount: local.count, columnCount: 24, pairs: pairs),
      hours: Array(0..<24))
    return try ZoneInference.result(
      for: ZoneInferenceTests.setting(local.count), activity: activity,
      clocks: KnownClocks(offsetHours: offsets.map(Double.init)))
  }

  static let clockTimes = ProcessInfo.processInfo.environment["PALIMPSEST_CLOCK_TIMES"] ?? ""

  // Facts b2: 270 commit authors, within 1 h .659, 2 h .807, 3 h .870, median error 1 h.
  @Test(
    "recorded clocks are inferred as well as in the reference, within the interval",
    .enabled(if: FileManager.default.fileExists(atPath: clockTimes)), arguments: [50, 100])
  func recordedClocks(minimumEvents: Int) throws {
    let source = DataSource(Self.clockTimes)
    let events = try Engine().events(
      of: source, columns: EventColumns(subject: "person", time: .init("seconds", unit: .seconds)))
    let activity = try ActivityHours(events)
    let clocks = try Self.recorded(source, subjectCount: activity.subjectCount)
    let setting = ZoneInferenceTests.setting(activity.subjectCount)
    let result = try ZoneInference.result(
      for: setting, activity: activity, clocks: clocks, minimumEvents: minimumEvents)
    result.printFigures()
    for (id, reference) in [("within-1h", 0.659), ("within-2h", 0.807), ("within-3h", 0.870)] {
      let found = try #require(result.measures.first { $0.id == id }?.estimate)
      #expect(found.upper >= reference, "\(id): \(found.value)")
    }
    let summer = try ZoneInference.daylightResult(
      for: setting, activity: activity, clocks: clocks, minimumEvents: minimumEvents)
    summer.printFigures()
  }

  /// The mean recorded offset of each person, and the rule that at least nine in ten of the recorded
  /// offsets follow.
  static func recorded(_ source: DataSource, subjectCount: Int) throws -> KnownClocks {
    let engine = try Engine()
    let people = try engine.readNumbers(source: source, column: "person")
    let seconds = try engine.readNumbers(source: source, column: "seconds")
    let offsets = try engine.readNumbers(source: source, column: "offset")
    // The engine numbers subjects in the order of their keys as texts.
    let keys = Set(people).sorted { "\(Int($0))" < "\(Int($1))" }
    let numbers = Dictionary(uniqueKeysWithValues: keys.enumerated().map { ($1, $0) })
    var records = [[(hour: Int64, offset: Double)]](repeating: [], count: subjectCount)
    for index in people.indices {
      guard let subject = numbers[people[index]] else { continue }
      let hour = Int64((seconds[index] / 3600).rounded(.down))
      records[subject].append((hour, offsets[index] / 3600))
    }
    return KnownClocks(
      offsetHours: records.map { Self.commonest($0.map(\.offset)) }, rules: records.map(Self.rule))
  }

  private static func commonest(_ offsets: [Double]) -> Double? {
    var counts: [Double: Int] = [:]
    for offset in offsets { counts[offset, default: 0] += 1 }
    return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }

  private static func rule(_ records: [(hour: Int64, offset: Double)]) -> DaylightRule? {
    let best = DaylightRule.allCases.map { rule -> (DaylightRule, Int) in
      let standards = records.map { record -> Double in
        // The rule's hours of change depend on the offset by hours; days matter here.
        let summer = rule.isSummer(hour: record.hour, standardOffset: Int(record.offset))
        return record.offset - (summer ? 1 : 0)
      }
      var counts: [Double: Int] = [:]
      for standard in standards { counts[standard, default: 0] += 1 }
      return (rule, counts.values.max() ?? 0)
    }.max { $0.1 < $1.1 }
    guard let best, best.1 * 10 >= records.count * 9 else { return nil }
    return best.0
  }
}
