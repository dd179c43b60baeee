import CFloor
import Deidentification
import Foundation
import Numerics

/// MDAV on made-up columns (half of them heavy-tailed, all correlated), beside a plain scan in C.
///
/// `ROWS [COLUMNS] [K] [--floor]`: the floor is O(rows² / k), so it runs only when asked for; the
/// groups are compared, row for row.
func microaggregation(_ arguments: [String]) throws {
  let numbers = arguments.dropFirst().compactMap { Int($0) }
  guard let rows = numbers.first, rows > 0 else { throw BenchmarkError.usage }
  let (width, k) = (numbers.dropFirst().first ?? 5, numbers.dropFirst(2).first ?? 5)
  let columns = correlatedColumns(rows: rows, width: width)
  var timings: [Timing] = []
  var floor: [UInt32] = []
  if arguments.contains("--floor") {
    let flat = standardizedRows(columns)
    floor = [UInt32](repeating: 0, count: rows)
    timings.append(
      Timing.once("plain scan in C, 1 thread") {
        _ = cfloor_mdav(flat, Int32(rows), Int32(width), Int32(k), &floor)
      })
  }
  var groups: MicroaggregationGroups?
  timings.append(
    try Timing.once("MDAV") { groups = try MDAV.groups(columns: columns, minimumSize: k) })
  guard let groups, floor.isEmpty || floor == groups.groupOfRow else {
    throw BenchmarkError.wrongResult("microaggregation")
  }
  timings.append(
    try Timing.once("univariate, first column") {
      _ = try UnivariateMicroaggregation.groups(column: columns[0], minimumSize: k)
    })
  try show(
    Comparison(
      benchmark: "microaggregation, \(width) columns, k = \(k)", rowCount: rows, timings: timings,
      measures: ["100 SSE/SST": groups.lossPercentage(of: columns)]), arguments)
}

/// Identifiers: pseudonyms, FF1, formats, tokens, one thread each.
func identifiers(_ arguments: [String]) throws {
  guard let count = arguments.dropFirst().compactMap({ Int($0) }).first, count > 0 else {
    throw BenchmarkError.usage
  }
  let key = SecretKey()
  let pseudonymizer = try Pseudonymizer(key: key, release: "benchmark")
  let cipher = try FF1(key: key, release: "benchmark", alphabet: .digits)
  let format = try FormatCipher(key: key, release: "benchmark")
  let names = (0..<count).map { "person-\(1_000_000_000 + $0)" }
  let cards = (0..<count).map { "\(4_000_000_000_000_000 + $0)" }
  let plates = (0..<count).map { "AB-\(100_000 + $0 % 900_000)-cd" }
  let timings = [
    try Timing("pseudonyms", runs: 3) {
      for name in names { _ = try pseudonymizer.pseudonym(for: name) }
    },
    try Timing("pseudonyms of a column, collisions checked, all threads", runs: 3) {
      _ = try pseudonymizer.pseudonyms(for: names)
    },
    try Timing("FF1, 16 digits", runs: 3) { for card in cards { _ = try cipher.encrypt(card) } },
    try Timing("format kept, 10 places", runs: 3) {
      for plate in plates { _ = try format.encrypt(plate) }
    },
    try Timing("tokens of a new vault", runs: 3) {
      var vault = TokenVault(key: key)
      for name in names { _ = try vault.token(for: name) }
    },
  ]
  try show(
    Comparison(
      benchmark: "identifiers", rowCount: count, timings: timings,
      measures: ["SHA-256 a second": HashReversal.measuredThroughput()]), arguments)
}

private func show(_ comparison: Comparison, _ arguments: [String]) throws {
  if arguments.contains("--json") {
    print(try comparison.json())
  } else {
    comparison.printTable()
  }
}

private func correlatedColumns(rows: Int, width: Int) -> [[Double]] {
  var generator = SeededGenerator(seed: 1)
  var columns = [[Double]](repeating: [], count: width)
  for _ in 0..<rows {
    let common = generator.normal()
    for column in 0..<width {
      let own = generator.normal()
      columns[column].append(
        column % 2 == 0 ? exp(0.5 * common + 0.7 * own) : 0.5 * common + own)
    }
  }
  return columns
}

private func standardizedRows(_ columns: [[Double]]) -> [Double] {
  let scaled = columns.map { column in
    let mean = column.reduce(0, +) / Double(column.count)
    let squares = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let deviation = (squares / Double(max(column.count - 1, 1))).squareRoot()
    return column.map { deviation > 0 ? ($0 - mean) / deviation : 0 }
  }
  return columns[0].indices.flatMap { row in scaled.map { $0[row] } }
}
