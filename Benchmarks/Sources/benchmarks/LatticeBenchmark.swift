import Deidentification
import Foundation
import Numerics

/// The optimal recoding of a file by hierarchies in ARX's format, from tuples in memory.
struct LatticeBenchmark {
  let table: SearchTable

  /// Reads a `;` or `,` file, and hierarchies `..._hierarchy_COLUMN.csv` of the columns to recode.
  init(path: String, hierarchies: [String]) throws {
    var rows = try Self.lines(path)
    guard !rows.isEmpty, !hierarchies.isEmpty else { throw BenchmarkError.usage }
    let header = rows.removeFirst().map { String(decoding: $0, as: UTF8.self) }
    var made: [Hierarchy] = []
    var columns: [[UInt32]] = []
    for file in hierarchies {
      let (hierarchy, codes) = try Self.hierarchy(file)
      guard let position = header.firstIndex(of: hierarchy.column) else {
        throw BenchmarkError.usage
      }
      made.append(hierarchy)
      columns.append(rows.map { codes[$0[position]] ?? 0 })
    }
    let unique = UniqueTuples(
      try CodeColumns(
        columns: columns, cardinalities: made.map { $0.levels[0].groupOfCode.count },
        rowCount: rows.count))
    table = try SearchTable(
      quasiIdentifiers: made, tuples: unique.tuples, counts: unique.counts)
  }

  /// Times one question with one thread and with all.
  func run(k: Int, share: Double, loss: any LossModel, runs: Int) throws {
    for workers in [Workers.single, .automatic] {
      var outcome: SearchOutcome?
      let timing = try Timing("search", runs: runs) {
        var options = LatticeSearch.Options()
        options.workers = workers
        outcome = try LatticeSearch(
          table: table, models: [KAnonymity(k: k)], loss: loss, suppressionLimit: share,
          options: options
        ).run()
      }
      guard let outcome else { throw BenchmarkError.usage }
      print(
        String(
          format: "%8.4f s wall %8.4f s CPU  %d thread(s), k %d, %g suppressed, %@",
          timing.best / 1e9,
          timing.bestProcessor / 1e9, workers.count, k, share, loss.name))
      print(
        "    loss \(outcome.loss) at \(outcome.node.levels), \(outcome.best.suppressedRows) rows"
          + " suppressed; \(outcome.statistics.checkedNodes) of \(outcome.statistics.latticeSize)"
          + " nodes checked")
    }
  }

  private static func hierarchy(_ path: String) throws -> (Hierarchy, [Data: UInt32]) {
    let lines = try lines(path)
    let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
    let levels = (0..<(lines.first?.count ?? 0)).map { level -> Hierarchy.Level in
      var numbers: [Data: UInt32] = [:]
      var labels: [String] = []
      let groups = lines.map { line -> UInt32 in
        if let number = numbers[line[level]] { return number }
        labels.append(String(decoding: line[level], as: UTF8.self))
        numbers[line[level]] = UInt32(labels.count)
        return UInt32(labels.count)
      }
      return Hierarchy.Level(groupOfCode: [0] + groups, labels: labels)
    }
    var codes: [Data: UInt32] = [:]
    for (index, line) in lines.enumerated() { codes[line[0]] = UInt32(index + 1) }
    let column = name.components(separatedBy: "hierarchy_").last ?? name
    return (try Hierarchy(column: column, valueCount: lines.count, levels: levels), codes)
  }

  private static func lines(_ path: String) throws -> [[Data]] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw BenchmarkError.unreadable(path: path)
    }
    let lines = data.split(separator: UInt8(ascii: "\n"))
    let isSemicolon = lines.first?.contains(UInt8(ascii: ";")) ?? false
    let separator = isSemicolon ? UInt8(ascii: ";") : UInt8(ascii: ",")
    let rows = lines.map { line in
      let end = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      return end.split(separator: separator, omittingEmptySubsequences: false)
    }
    let width = rows.first?.count ?? 0
    if let ragged = rows.firstIndex(where: { $0.count != width }) {
      throw BenchmarkError.ragged(line: ragged + 1)
    }
    return rows
  }
}

/// `benchmarks lattice FILE HIERARCHIES... [--runs N]`: the questions that ARX was timed with.
func lattice(_ arguments: [String], runs: Int) throws {
  let hierarchies = arguments.dropFirst(2).prefix { !$0.hasPrefix("--") }.map(\.self)
  let benchmark = try LatticeBenchmark(path: arguments[1], hierarchies: hierarchies)
  print("lattice: \(benchmark.table.rowCount) rows, \(benchmark.table.counts.count) tuples")
  for share in [0.04, 0, 1] {
    for aggregate in [LossAggregate.arithmeticMean, .geometricMean] {
      let loss = DomainShareLoss(aggregate: aggregate)
      try benchmark.run(k: 5, share: share, loss: loss, runs: runs)
    }
  }
  // Where everything may be suppressed only bounds exclude nodes, and these have weak ones.
  try benchmark.run(k: 5, share: 1, loss: AmbiguityLoss(), runs: runs)
}
