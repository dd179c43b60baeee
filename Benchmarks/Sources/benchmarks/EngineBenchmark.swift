import Engines
import Foundation
import Numerics
import Tables

/// Group sizes straight from a file, beside DuckDB's own Python client on the same file.
///
/// The client is taken from `PALIMPSEST_PYTHON` (a Python with duckdb 2.0.0), else `python3`.
struct EngineBenchmark {
  let kind: String
  let path: String
  let runs: Int

  func run(columns: [String]) throws {
    guard !columns.isEmpty else { throw BenchmarkError.usage }
    let engine = try Engine()
    let source = DataSource(path)
    let requests = columns.map { ColumnRequest($0, .text) }
    var classCount = 0
    let coded = try Timing("readCoded + ClassSizes", runs: runs) {
      let table = try engine.readCoded(source: source, columns: requests, name: "t")
      let sizes = ClassSizes(
        try CodeColumns(
          columns: table.columns.map(\.codes), cardinalities: table.columns.map(\.cardinality),
          rowCount: table.rowCount))
      classCount = sizes.classCount
    }
    var pushed = 0
    let histogram = try Timing("classSizeHistogram (one SQL text)", runs: runs) {
      pushed = try engine.classSizeHistogram(source: source, columns: columns)
        .reduce(0) { $0 + $1.classCount }
    }
    guard classCount == pushed else { throw BenchmarkError.wrongResult(kind) }
    let peer = try client(columns)
    print("\(kind): \(classCount) groups; wall seconds, best and median of \(runs)")
    for (name, times) in [
      ("palimpsest: " + coded.name, coded.wall.map { $0 / 1e9 }),
      ("palimpsest: " + histogram.name, histogram.wall.map { $0 / 1e9 }),
      ("DuckDB's Python client: GROUP BY", peer["group by"] ?? []),
      ("DuckDB's Python client: the same histogram", peer["histogram"] ?? []),
    ] {
      let sorted = times.sorted()
      let best = sorted.first ?? .nan
      let median = sorted.isEmpty ? Double.nan : sorted[sorted.count / 2]
      print(String(format: "  %7.3f %7.3f  ", best, median) + name)
    }
  }

  private func client(_ columns: [String]) throws -> [String: [Double]] {
    let process = Process()
    let python = ProcessInfo.processInfo.environment["PALIMPSEST_PYTHON"] ?? "python3"
    let script = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("peers/duckdb_client.py")
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, script.path, kind, path, String(runs)] + columns
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw BenchmarkError.wrongResult("python client") }
    return try JSONDecoder().decode([String: [Double]].self, from: data)
  }
}
