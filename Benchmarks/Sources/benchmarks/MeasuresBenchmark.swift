import Deidentification
import Foundation
import Numerics

/// k, l, alpha, beta, delta and t of a file's classes, from codes in memory.
///
/// `arguments`: the file, then `--quasi A,B,...` and `--sensitive S,...`.
func measures(_ arguments: [String], runs: Int) throws -> Comparison {
  let file = try CodedCSV(path: arguments[1])
  let quasi = try file.columns(after: "--quasi", in: arguments)
  let sensitive = try file.columns(after: "--sensitive", in: arguments)
  let table = try file.searchTable(quasi: quasi, sensitive: sensitive)
  let found = try ClassMeasures(of: table)
  let columns = try table.tuples.selecting(Array(quasi.indices))
  return Comparison(
    benchmark: "measures", rowCount: file.rowCount,
    timings: [
      Timing("EquivalenceClasses alone, 1 thread", runs: runs) {
        _ = EquivalenceClasses(columns, workers: .single)
      },
      try Timing("ClassMeasures: k, l, alpha, beta, delta, t", runs: runs) {
        _ = try ClassMeasures(of: table)
      },
    ],
    measures: [
      "classes": Double(found.classCount), "k": Double(found.k),
      "alpha": found.worst(\.alpha) ?? .nan, "beta": found.worst(\.basicBeta) ?? .nan,
      "delta": found.worst(\.delta) ?? .nan, "t": found.worst(\.t) ?? .nan,
      "l": Double(found.sensitive.map(\.distinctL).min() ?? 0),
    ])
}

extension CodedCSV {
  /// The places of the columns that are named after a flag, with commas between them.
  func columns(after flag: String, in arguments: [String]) throws -> [Int] {
    guard let place = arguments.firstIndex(of: flag), place + 1 < arguments.count else {
      throw BenchmarkError.usage
    }
    return try arguments[place + 1].split(separator: ",").map { name in
      guard let column = names.firstIndex(of: String(name)) else { throw BenchmarkError.usage }
      return column
    }
  }

  /// The table for measures: nothing is generalised, and numbers have an order.
  func searchTable(quasi: [Int], sensitive: [Int]) throws -> SearchTable {
    let chosen = quasi + sensitive
    return try SearchTable(
      quasiIdentifiers: try quasi.map { column in
        let level = Hierarchy.Level(
          groupOfCode: (0...labels[column].count).map { UInt32($0) }, labels: labels[column])
        return try Hierarchy(
          column: names[column], valueCount: labels[column].count, levels: [level])
      },
      sensitive: sensitive.map { column in
        .init(name: names[column], labels: labels[column], ranks: ranks(labels[column]))
      },
      tuples: try CodeColumns(
        columns: chosen.map { column in columns[column].map { $0 + 1 } },
        cardinalities: chosen.map { labels[$0].count + 1 }, rowCount: rowCount),
      counts: [UInt32](repeating: 1, count: rowCount))
  }

  private func ranks(_ labels: [String]) -> [UInt32]? {
    let numbers = labels.compactMap { Double($0.trimmingCharacters(in: .whitespaces)) }
    guard numbers.count == labels.count else { return nil }
    let places = Dictionary(
      uniqueKeysWithValues: Set(numbers).sorted().enumerated().map { ($1, UInt32($0)) })
    return [0] + numbers.map { places[$0] ?? 0 }
  }
}
