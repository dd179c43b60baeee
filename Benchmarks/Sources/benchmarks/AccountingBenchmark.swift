import DifferentialPrivacy
import Foundation

/// Loss distributions of training with noisy gradients, at a given discretisation.
///
/// Reads `dpsgd_eps*.csv` of a folder and prints one line of CSV for each setting: CPU seconds (the
/// best of `runs`), the pessimistic and the optimistic epsilon. `peers/accounting.py` runs it
/// beside dp-accounting and prints the table of README.md.
struct AccountingBenchmark {
  let folder: String
  let runs: Int

  struct Setting: Hashable {
    let name: String
    let rate: Double
    let deviation: Double
    let steps: Int
    let delta: Double
    let interval: Double
  }

  func run() throws {
    print("name,interval,cpu_upper,cpu_both,upper,lower")
    for setting in try settings() {
      let (upper, single) = try timed {
        try accountant(setting).epsilonRoundedUp(delta: setting.delta)
      }
      let (lower, other) = try timed {
        try accountant(setting).epsilonRoundedDown(delta: setting.delta)
      }
      print(
        "\(setting.name),\(setting.interval),\(single),\(single + other),\(upper),\(lower)")
    }
  }

  private func accountant(_ setting: Setting) throws -> PrivacyLossAccountant {
    var accountant = try PrivacyLossAccountant(interval: setting.interval)
    try accountant.add(
      .subsampledGaussian(
        deviation: setting.deviation, rate: setting.rate, neighbours: .addRemove),
      count: setting.steps)
    return accountant
  }

  private func timed(_ work: () throws -> Double) throws -> (Double, Double) {
    var (value, best) = (0.0, Double.infinity)
    for _ in 0..<runs {
      let start = clock()
      value = try work()
      best = min(best, Double(clock() - start) / Double(CLOCKS_PER_SEC))
    }
    return (value, best)
  }

  /// Every setting of the files that name a discretisation, and of the others at 1e-4 (the default
  /// of dp-accounting), in the files' order.
  private func settings() throws -> [Setting] {
    let files = try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { $0.hasPrefix("dpsgd_eps") && $0.hasSuffix(".csv") }.sorted()
    var settings: [Setting] = []
    for file in files {
      let text = try String(contentsOfFile: folder + "/" + file, encoding: .utf8)
      let rows = text.split(whereSeparator: \.isNewline).map {
        $0.split(separator: ",").map(String.init)
      }
      guard let header = rows.first else { continue }
      for row in rows.dropFirst() {
        func field(_ name: String) -> String? {
          header.firstIndex(of: name).flatMap { row.indices.contains($0) ? row[$0] : nil }
        }
        guard let name = field("name"), let rate = field("q").flatMap(Double.init),
          let deviation = field("sigma").flatMap(Double.init),
          let steps = field("steps").flatMap(Int.init),
          let delta = field("delta").flatMap(Double.init)
        else { throw BenchmarkError.usage }
        let setting = Setting(
          name: name, rate: rate, deviation: deviation, steps: steps, delta: delta,
          interval: field("disc").flatMap(Double.init) ?? 1e-4)
        if !settings.contains(setting) { settings.append(setting) }
      }
    }
    return settings
  }
}
