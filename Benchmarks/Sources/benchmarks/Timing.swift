import Foundation

/// Wall time and the process's processor time of repeated runs, in nanoseconds.
struct Timing {
  let name: String
  let wall: [Double]
  let processor: [Double]

  /// Runs `body` once, measured.
  static func once(_ name: String, _ body: () throws -> Void) rethrows -> Timing {
    try Timing(name, runs: 1, warmUp: false, body)
  }

  /// Runs `body` once unmeasured, unless told otherwise, then `runs` times.
  init(_ name: String, runs: Int, warmUp: Bool = true, _ body: () throws -> Void) rethrows {
    var wall: [Double] = []
    var processor: [Double] = []
    if warmUp { try body() }
    for _ in 0..<runs {
      let start = (Self.now(CLOCK_MONOTONIC), Self.now(CLOCK_PROCESS_CPUTIME_ID))
      try body()
      wall.append(Self.now(CLOCK_MONOTONIC) - start.0)
      processor.append(Self.now(CLOCK_PROCESS_CPUTIME_ID) - start.1)
    }
    self.name = name
    self.wall = wall.sorted()
    self.processor = processor.sorted()
  }

  /// Times that somebody else took, in nanoseconds.
  init(_ name: String, wall: [Double], processor: [Double]) {
    self.name = name
    self.wall = wall.sorted()
    self.processor = processor.sorted()
  }

  var best: Double { wall.first ?? .nan }
  var median: Double { wall.isEmpty ? .nan : wall[wall.count / 2] }
  var bestProcessor: Double { processor.first ?? .nan }

  private static func now(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) * 1e9 + Double(time.tv_nsec)
  }
}

/// Timings of one benchmark; the first is the floor that the others are compared with.
struct Comparison {
  let benchmark: String
  let rowCount: Int
  let timings: [Timing]
  /// What was found beside the times, by name.
  var measures: [String: Double] = [:]

  /// A table for people.
  func printTable() {
    print("\(benchmark): \(rowCount) rows")
    print("  best ms  median ms  best CPU ms  ns/row  x floor (wall)  x floor (CPU)")
    for timing in timings {
      let numbers = [
        format(timing.best / 1e6, 9, 2), format(timing.median / 1e6, 11, 2),
        format(timing.bestProcessor / 1e6, 13, 2), format(timing.best / Double(rowCount), 8, 2),
        format(timing.best / (timings.first?.best ?? .nan), 16, 2),
        format(timing.bestProcessor / (timings.first?.bestProcessor ?? .nan), 15, 2),
      ]
      print("\(numbers.joined())  \(timing.name)")
    }
    for (name, value) in measures.sorted(by: { $0.key < $1.key }) { print("  \(name): \(value)") }
  }

  /// One JSON object, milliseconds.
  func json() throws -> String {
    let object: [String: Any] = [
      "benchmark": benchmark, "rows": rowCount, "measures": measures,
      "timings": timings.map { timing in
        [
          "name": timing.name, "bestMilliseconds": timing.best / 1e6,
          "medianMilliseconds": timing.median / 1e6,
          "bestProcessorMilliseconds": timing.bestProcessor / 1e6,
          "nanosecondsPerRow": timing.best / Double(max(rowCount, 1)),
          "ratioToFloor": timing.best / (timings.first?.best ?? .nan),
        ] as [String: Any]
      },
    ]
    let data = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
    return String(decoding: data, as: UTF8.self)
  }

  private func format(_ value: Double, _ width: Int, _ digits: Int) -> String {
    String(format: "%\(width).\(digits)f", value)
  }
}
