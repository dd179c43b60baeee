import Attacks
import Foundation
import Numerics

/// The seedless alignment of a graph with itself after edges were deleted one way.
///
/// `FILE` is an edge list; `grown:NODES:TIES` a graph grown by preferential attachment instead.
/// With `--peer` FUGAL's recipe, restated in NumPy, works on the same pair: minutes.
func seedless(_ arguments: [String], runs: Int) throws -> Comparison {
  func option(_ name: String) -> Double? {
    arguments.firstIndex(of: name).flatMap { index in
      arguments.indices.contains(index + 1) ? Double(arguments[index + 1]) : nil
    }
  }
  let graph = try seedlessGraph(arguments[1])
  let deleted = option("--deleted") ?? 0.1
  let seed = UInt64(min(max(option("--seed") ?? 1, 0), 1e9))
  var generator = SeededGenerator(seed: seed, stream: "seedless \(deleted)")
  let pair = try GraphPair.sampled(
    graph, auxiliaryShare: 1, releaseShare: 1 - deleted, generator: &generator)
  var assignment: [UInt32?] = []
  let own = try Timing("SeedlessAlignment, all threads", runs: runs, warmUp: false) {
    assignment = try SeedlessAlignment(
      auxiliary: pair.auxiliary, release: pair.release, seed: 1
    ).assignment
  }
  let right = zip(assignment, pair.truth).count { $0 == $1 && $1 != nil }
  var measures = [
    "edges": Double(graph.edgeCount), "deleted": deleted,
    "right": Double(right) / Double(max(graph.nodeCount, 1)),
  ]
  var timings = [own]
  if arguments.contains("--peer") {
    let peer = try fugal(pair)
    timings.insert(peer.timing, at: 0)
    measures["right, FUGAL's recipe"] = peer.right
  }
  return Comparison(
    benchmark: "seedless alignment", rowCount: graph.nodeCount, timings: timings,
    measures: measures)
}

func seedlessGraph(_ name: String) throws -> SparseGraph {
  let parts = name.split(separator: ":")
  if parts.count == 3, parts[0] == "grown", let nodes = Int(parts[1]), let ties = Int(parts[2]) {
    return try grownGraph(nodes, ties)
  }
  var (numbers, edges): ([Int: UInt32], [(UInt32, UInt32)]) = ([:], [])
  func number(_ id: Int) -> UInt32 {
    if let known = numbers[id] { return known }
    numbers[id] = UInt32(numbers.count)
    return UInt32(numbers.count - 1)
  }
  for line in try String(contentsOfFile: name, encoding: .utf8).split(whereSeparator: \.isNewline) {
    let parts = line.split { $0 == " " || $0 == "\t" || $0 == "," }
    guard parts.count >= 2, let one = Int(parts[0]), let other = Int(parts[1]) else { continue }
    edges.append((number(one), number(other)))
  }
  return try SparseGraph(nodeCount: numbers.count, edges: edges)
}

/// Each new node ties to some drawn by degree, one in ten of them by nothing.
private func grownGraph(_ nodes: Int, _ ties: Int) throws -> SparseGraph {
  var generator = SeededGenerator(seed: 5, stream: "grown \(nodes) \(ties)")
  var (ends, edges): ([UInt32], [(UInt32, UInt32)]) = ([], [])
  for node in 1..<max(nodes, 2) {
    for _ in 0..<min(ties, node) {
      let isPlain = ends.isEmpty || generator.bernoulli(0.1)
      let other =
        isPlain
        ? UInt32(generator.index(below: node)) : ends[generator.index(below: ends.count)]
      edges.append((UInt32(node), other))
      ends += [UInt32(node), other]
    }
  }
  return try SparseGraph(nodeCount: max(nodes, 2), edges: edges)
}

private func fugal(_ pair: GraphPair) throws -> (right: Double, timing: Timing) {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("palimpsest-fugal-\(ProcessInfo.processInfo.processIdentifier)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  func write(_ name: String, _ numbers: [UInt32]) throws -> String {
    let file = folder.appendingPathComponent(name)
    try numbers.withUnsafeBytes { Data($0) }.write(to: file)
    return file.path
  }
  let script = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("peers/fugal.py")
  let process = Process()
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [
    ProcessInfo.processInfo.environment["PALIMPSEST_PYTHON"] ?? "python3", script.path,
    try write("auxiliary", pair.auxiliary.edges.flatMap { [$0.0, $0.1] }),
    try write("release", pair.release.edges.flatMap { [$0.0, $0.1] }),
    try write("truth", pair.truth.map { $0 ?? .max }), String(pair.truth.count),
  ]
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw BenchmarkError.wrongResult("fugal.py") }
  let answer = try JSONDecoder().decode([String: Double].self, from: data)
  return (
    answer["right"] ?? .nan,
    Timing(
      "FUGAL's recipe in NumPy, 1 thread", wall: [(answer["wall"] ?? .nan) * 1e9],
      processor: [(answer["processor"] ?? .nan) * 1e9])
  )
}
