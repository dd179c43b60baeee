import DifferentialPrivacy
import Foundation

/// A million draws from the system's secure source beside OpenDP's vectorised samplers.
///
/// OpenDP is taken from `PALIMPSEST_PYTHON`, else `python3`. Both sides are warmed up, and run one
/// after the other; what is compared is processor time. Each side's variance is checked first.
func samplers(runs: Int, draws: Int = 1_000_000) throws -> [Comparison] {
  let peers = try openDP(draws: draws, runs: runs)
  var comparisons: [Comparison] = []
  for scale in [1, 10, 1000] {
    let laplace = try DiscreteLaplace(scale: scale)
    let gaussian = try DiscreteGaussian(sigma: ExactRational(scale))
    comparisons.append(
      try compare("discrete-laplace-\(scale)", laplace, draws, runs, peers))
    comparisons.append(
      try compare("discrete-gaussian-\(scale)", gaussian, draws, runs, peers))
  }
  return comparisons
}

/// What OpenDP measured of one sampler.
private struct Peer: Decodable {
  let wall: [Double]
  let processor: [Double]
  let variance: Double
}

private func compare(
  _ name: String, _ noise: some WholeNoise, _ draws: Int, _ runs: Int, _ peers: [String: Peer]
) throws -> Comparison {
  guard let peer = peers[name] else { throw BenchmarkError.wrongResult("OpenDP's \(name)") }
  var source = SystemRandomSource()
  var values = [Int64](repeating: 0, count: draws)
  let own = Timing("palimpsest", runs: runs) { noise.fill(&values, from: &source) }
  let variance = values.reduce(0.0) { $0 + Double($1) * Double($1) } / Double(draws)
  // A variance of a million Laplace draws is off by 0.22 % in one standard deviation.
  guard abs(variance / peer.variance - 1) < 0.02 else { throw BenchmarkError.wrongResult(name) }
  return Comparison(
    benchmark: name, rowCount: draws,
    timings: [
      Timing(
        "OpenDP, vectorised", wall: peer.wall.map { $0 * 1e9 },
        processor: peer.processor.map { $0 * 1e9 }), own,
    ],
    measures: [
      "ns of CPU a draw, OpenDP": (peer.processor.min() ?? .nan) * 1e9 / Double(draws),
      "ns of CPU a draw, palimpsest": own.bestProcessor / Double(draws),
      "times faster (CPU)": (peer.processor.min() ?? .nan) * 1e9 / own.bestProcessor,
    ])
}

private func openDP(draws: Int, runs: Int) throws -> [String: Peer] {
  let process = Process()
  let python = ProcessInfo.processInfo.environment["PALIMPSEST_PYTHON"] ?? "python3"
  let script = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("peers/samplers.py")
  process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
  process.arguments = [python, script.path, String(draws), String(runs)]
  let pipe = Pipe()
  process.standardOutput = pipe
  try process.run()
  let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
  process.waitUntilExit()
  guard process.terminationStatus == 0 else { throw BenchmarkError.wrongResult("OpenDP") }
  return try JSONDecoder().decode([String: Peer].self, from: data)
}
