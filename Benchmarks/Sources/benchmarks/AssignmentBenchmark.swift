import Foundation
import Numerics

/// Optimal matchings beside SciPy's `linear_sum_assignment`, on the same costs.
///
/// SciPy is taken from `PALIMPSEST_PYTHON`, else `python3`. `SIZE KIND...`: kinds of costs, all by
/// default. With one run neither side is warmed up.
func assignment(_ arguments: [String], runs: Int) throws -> [Comparison] {
  guard let size = arguments.first.flatMap({ Int($0) }), size > 0 else {
    throw BenchmarkError.usage
  }
  let asked = Array(arguments.dropFirst())
  return try (asked.isEmpty ? ["uniform", "integers", "ties", "plane", "space", "product"] : asked)
    .map { kind in
      let costs = try assignmentCosts(kind, size)
      var columns: [Int] = []
      let own = try Timing("Assignment.optimal", runs: runs) {
        columns = try Assignment.optimal(costs: costs, rowCount: size, columnCount: size)
      }
      let sum = columns.indices.reduce(0.0) { $0 + Double(costs[$1 * size + columns[$1]]) }
      let peer = try scipy(costs, size, runs: runs)
      // Both sums are rounded once a row.
      guard abs(sum - peer.sum) <= Double(size) * 0x1p-50 * max(abs(sum), 1) else {
        throw BenchmarkError.wrongResult("assignment \(kind)")
      }
      return Comparison(
        benchmark: "assignment of \(kind) costs", rowCount: size, timings: [peer.timing, own])
    }
}

private func assignmentCosts(_ kind: String, _ size: Int) throws -> [Float] {
  var generator = SeededGenerator(seed: 7, stream: kind)
  let dimensions = kind == "space" ? 8 : 2
  let own = (0..<(size * dimensions)).map { _ in Float(generator.unit()) }
  let other = (0..<(size * dimensions)).map { _ in Float(generator.unit()) }
  var costs = [Float](repeating: 0, count: size * size)
  for row in 0..<size {
    for column in 0..<size {
      let place = row * size + column
      switch kind {
      case "uniform": costs[place] = Float(generator.unit())
      case "integers": costs[place] = Float(generator.index(below: 1_000))
      case "ties": costs[place] = Float(generator.index(below: 3))
      case "product": costs[place] = own[row] * other[column]
      case "plane", "space":
        var sum: Float = 0
        for dimension in 0..<dimensions {
          let gap = own[row * dimensions + dimension] - other[column * dimensions + dimension]
          sum += gap * gap
        }
        costs[place] = sum.squareRoot()
      default: throw BenchmarkError.usage
      }
    }
  }
  return costs
}

private func scipy(_ costs: [Float], _ size: Int, runs: Int) throws -> (sum: Double, timing: Timing)
{
  let file = FileManager.default.temporaryDirectory
    .appendingPathComponent("palimpsest-assignment-\(ProcessInfo.processInfo.processIdentifier)")
  defer { try? FileManager.default.removeItem(at: file) }
  try costs.withUnsafeBytes { Data($0) }.write(to: file)
  let process = Process()
  let python = ProcessInfo.processInfo.environment["PALIMPSEST_PYTHON"] ?? "python3"
  let script = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("peers/assignment.py")
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [python, script.path, file.path, String(size), String(runs)]
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw BenchmarkError.wrongResult("scipy") }
  let answer = try JSONDecoder().decode([String: [Double]].self, from: data)
  return (
    answer["sum"]?.first ?? .nan,
    Timing(
      "SciPy linear_sum_assignment", wall: (answer["wall"] ?? []).map { $0 * 1e9 },
      processor: (answer["processor"] ?? []).map { $0 * 1e9 })
  )
}
