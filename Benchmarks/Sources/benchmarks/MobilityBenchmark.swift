import Attacks
import Foundation
import Tables

/// The eight known-visits attacks on check-ins, on places or on cells of `cells` meters.
struct MobilityBenchmark {
  let histories: VisitHistories
  let known: Int

  init(path: String, cells: Double?, known: Int, people: Int?, visitsEach: Int?) throws {
    let trace = try CheckIns(path: path, people: people, visitsEach: visitsEach).trace
    histories =
      if let cells {
        try VisitHistories(cells: CellGrid(sizeMeters: cells), of: trace)
      } else {
        try VisitHistories(places: trace)
      }
    self.known = known
  }

  private static let attacks: [(name: String, knowledge: VisitKnowledge)] = [
    ("Location", .location), ("LocationSequence", .sequence),
    ("LocationTime hour", .locationAndTime(.hour)), ("LocationTime day", .locationAndTime(.day)),
    ("LocationTime month", .locationAndTime(.month)),
    ("LocationTime year", .locationAndTime(.year)),
    ("UniqueLocation", .uniqueLocation),
    ("LocationFrequency 0", .frequency(tolerance: 0)),
    ("LocationFrequency 0.5", .frequency(tolerance: 0.5)),
    ("LocationProbability 0", .probability(tolerance: 0)),
    ("LocationProbability 0.5", .probability(tolerance: 0.5)),
    ("LocationProportion 0", .proportion(tolerance: 0)),
    ("LocationProportion 0.5", .proportion(tolerance: 0.5)),
    ("HomeWork", .homeAndWork(.mostVisited)),
    ("HomeWork least visited", .homeAndWork(.leastVisited)),
  ]

  /// Times each attack, its index included.
  func run(runs: Int) throws -> Comparison {
    Comparison(
      benchmark: "mobility, \(known) known, \(histories.count) people",
      rowCount: histories.places.count,
      timings: try Self.attacks.map { name, knowledge in
        try Timing(name, runs: runs) {
          _ = try KnownVisits(histories, knowing: knowledge, known: known).subjectRisks()
        }
      })
  }

  /// The number of people that match each person's worst case, one attack a line: what
  /// `peers/scikit_mobility.py` prints of the same visits.
  func printMatching() throws {
    for (name, knowledge) in Self.attacks {
      let risks = try KnownVisits(histories, knowing: knowledge, known: known).subjectRisks()
      let counts = risks.map { String(Int((1 / $0).rounded())) }.joined(separator: " ")
      print("\(known) \(name): \(counts)")
    }
  }

  /// Writes the visits as the attacks see them, for the peer: person, place, time.
  func write(to path: String) throws {
    var text = "uid,lat,lng,datetime\n"
    for person in 0..<histories.count {
      for visit in histories.visits(of: person) {
        let seconds = histories.times[visit] / 1_000_000
        text += "\(person),\(histories.places[visit]),0,\(seconds)\n"
      }
    }
    try text.write(toFile: path, atomically: true, encoding: .utf8)
  }
}

/// Runs `benchmarks mobility FILE [--cells METERS] [--known K] [--people N]
/// [--visits-each N] [--runs N] [--matching] [--visits OUT] [--json]`.
func mobility(_ arguments: [String]) throws {
  func option(_ name: String) -> String? {
    arguments.firstIndex(of: name).flatMap { index in
      arguments.indices.contains(index + 1) ? arguments[index + 1] : nil
    }
  }
  let benchmark = try MobilityBenchmark(
    path: arguments[1], cells: option("--cells").flatMap(Double.init),
    known: option("--known").flatMap(Int.init) ?? 2, people: option("--people").flatMap(Int.init),
    visitsEach: option("--visits-each").flatMap(Int.init))
  if let path = option("--visits") { try benchmark.write(to: path) }
  if arguments.contains("--matching") { return try benchmark.printMatching() }
  let comparison = try benchmark.run(runs: option("--runs").flatMap(Int.init) ?? 5)
  if arguments.contains("--json") {
    print(try comparison.json())
  } else {
    comparison.printTable()
  }
}
