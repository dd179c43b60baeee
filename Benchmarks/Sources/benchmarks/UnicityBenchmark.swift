import Attacks
import Engines
import Evaluation
import Findings
import Foundation
import Numerics
import Tables

/// Unicity for one to ten points of an event log with columns uid, unix, lat, lon, step by step.
struct UnicityBenchmark {
  let path: String

  func run(targets: [Int]) throws {
    var table: EventTable?
    try step("events read by the engine") {
      table = try Engine().events(
        of: DataSource(path),
        columns: EventColumns(
          subject: "uid", time: .init("unix"), latitude: .init("lat"), longitude: .init("lon")))
    }
    guard let table else { throw BenchmarkError.usage }
    var resolution: VisitResolution?
    try step("points of 1 km x 1 hour by the engine") {
      let points = try table.visits(.grid(meters: 1_000), slotSeconds: 3_600)
      resolution = VisitResolution(
        sizeMeters: 1_000, slotSeconds: 3_600, visits: points.visits)
    }
    guard let resolution else { throw BenchmarkError.usage }
    let visits = try resolution.visits()
    print(
      "  \(table.eventCount) events, \(visits.subjectCount) people, \(visits.pointCount) points")
    for count in targets.isEmpty ? [1_000, 10_000] : targets {
      var result: AttackResult?
      try step("unicity of 1 to 10 points, \(count) targets, graded") {
        result = try Unicity.result(
          for: setting(people: visits.subjectCount, targets: count), resolutions: [resolution])
      }
      let curve = result?.charts.first?.series.first?.points ?? []
      print("  " + curve.map { String(format: "%.3f", $0.y) }.joined(separator: " "))
    }
    try step("home and work") {
      _ = try TopPlaces.result(
        for: setting(people: visits.subjectCount, targets: 1_000), resolutions: [resolution])
    }
    print(String(format: "peak memory %.2f GB", Self.peakKilobytes / 1_048_576))
  }

  private func setting(people: Int, targets: Int) -> EventSetting {
    EventSetting(
      table: "events", subjectCount: people, columns: ["unix", "lat", "lon"],
      evaluator: Evaluator(seed: 1), seed: 1, targetCount: targets, controlShare: 0,
      reproduce: "benchmarks unicity")
  }

  /// The most memory that the process has had, as Linux tells it.
  private static var peakKilobytes: Double {
    let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split { $0 == " " || $0 == "\t" }.dropFirst().first.flatMap { Double($0) } ?? .nan
  }

  /// Runs one step once: such steps take seconds.
  private func step(_ name: String, _ body: () throws -> Void) rethrows {
    let timing = try Timing.once(name, body)
    print(
      String(format: "%8.2f s wall %8.2f s CPU  ", timing.best / 1e9, timing.bestProcessor / 1e9)
        + name)
  }
}
