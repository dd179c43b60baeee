import CFloor
import Foundation
import Numerics

/// Runs one command of README.md.
func run(_ arguments: [String]) throws {
  guard arguments.count >= 2 || arguments == ["samplers"] else { throw BenchmarkError.usage }
  let runs = arguments.firstIndex(of: "--runs").flatMap { index in
    arguments.indices.contains(index + 1) ? Int(arguments[index + 1]) : nil
  }
  if arguments[0] == "accounting" {
    return try AccountingBenchmark(folder: arguments[1], runs: runs ?? 3).run()
  }
  if arguments[0] == "sensors" { return try sensors(arguments) }
  if arguments[0] == "microaggregation" { return try microaggregation(arguments) }
  if arguments[0] == "identifiers" { return try identifiers(arguments) }
  if arguments[0] == "lattice" { return try lattice(arguments, runs: runs ?? 5) }
  if arguments[0] == "mobility" { return try mobility(arguments) }
  if arguments[0] == "linkage" { return try linkage(arguments) }
  if arguments[0] == "anonymisers" { return try anonymisedGraphs(arguments, runs: runs ?? 3) }
  if arguments[0] == "devices" || arguments[0] == "visits" { return try demoLog(arguments) }
  if arguments[0] == "csv" || arguments[0] == "parquet" {
    let files = EngineBenchmark(kind: arguments[0], path: arguments[1], runs: runs ?? 7)
    return try files.run(columns: arguments.dropFirst(2).prefix { !$0.hasPrefix("--") }.map(\.self))
  }
  if arguments[0] == "unicity" {
    return try UnicityBenchmark(path: arguments[1]).run(
      targets: arguments.dropFirst(2).compactMap { Int($0) })
  }
  let sizes = arguments.dropFirst().prefix { !$0.hasPrefix("--") }.map(\.self)
  let comparisons: [Comparison]
  switch arguments[0] {
  case "assignment": comparisons = try assignment(sizes, runs: runs ?? 3)
  case "graphs": comparisons = [try graphs(arguments, runs: runs ?? 5)]
  case "measures": comparisons = [try measures(arguments, runs: runs ?? 30)]
  case "seedless": comparisons = [try seedless(arguments, runs: runs ?? 1)]
  case "cadence": comparisons = try cadence(sizes, runs: runs ?? 3)
  case "histories": comparisons = try histories(sizes, runs: runs ?? 3)
  case "aggregation": comparisons = try aggregation(sizes, runs: runs ?? 1)
  case "style": comparisons = try style(arguments, runs: runs ?? 3)
  case "samplers": comparisons = try samplers(runs: runs ?? 3)
  case "suppression": comparisons = [try suppression(sizes, runs: runs ?? 3)]
  case "mondrian": comparisons = [try mondrian(sizes, runs: runs ?? 3)]
  default: comparisons = [try kernels(arguments, runs: runs)]
  }
  for comparison in comparisons {
    if arguments.contains("--json") {
      print(try comparison.json())
    } else {
      comparison.printTable()
    }
  }
}

/// The kernels that read a file of codes.
func kernels(_ arguments: [String], runs: Int?) throws -> Comparison {
  let table = try CodedCSV(path: arguments[1])
  switch arguments[0] {
  case "classes": return try classes(table, runs: runs ?? 30)
  case "subsets": return try subsets(table, runs: runs ?? 5)
  case "attacks": return try attacks(table, runs: runs ?? 9)
  default: throw BenchmarkError.usage
  }
}

/// Equivalence classes from encoded columns.
func classes(_ table: CodedCSV, runs: Int) throws -> Comparison {
  let columns = try CodeColumns(
    columns: table.columns, cardinalities: table.cardinalities, rowCount: table.rowCount)
  let domain = table.cardinalities.reduce(1.0) { $0 * Double($1) }
  let wide = domain >= 0x1p32
  let floor = try table.floorClasses(wide: wide)
  let sizes = ClassSizes(columns)
  guard sizes.classCount == Int(floor.classes), sizes.uniqueCount == Int(floor.uniques),
    sizes.samePairs == floor.same_pairs, EquivalenceClasses(columns).classSizes == sizes
  else { throw BenchmarkError.wrongResult("classes") }
  return Comparison(
    benchmark: "classes", rowCount: table.rowCount,
    timings: [
      try Timing("C floor, \(wide ? 64 : 32)-bit radix, 1 thread", runs: runs) {
        _ = try table.floorClasses(wide: wide)
      },
      Timing("ClassSizes, 1 thread", runs: runs) { _ = ClassSizes(columns, workers: .single) },
      Timing("ClassSizes, all threads", runs: runs) { _ = ClassSizes(columns) },
      try Timing("CodeColumns check + ClassSizes, all threads", runs: runs) {
        _ = ClassSizes(
          try CodeColumns(
            columns: table.columns, cardinalities: table.cardinalities, rowCount: table.rowCount))
      },
      Timing("EquivalenceClasses, 1 thread", runs: runs) {
        _ = EquivalenceClasses(columns, workers: .single)
      },
      Timing("EquivalenceClasses, all threads", runs: runs) { _ = EquivalenceClasses(columns) },
    ])
}

/// All subsets of the columns, from encoded columns.
func subsets(_ table: CodedCSV, runs: Int) throws -> Comparison {
  let columns = try CodeColumns(
    columns: table.columns, cardinalities: table.cardinalities, rowCount: table.rowCount)
  let floor = try table.floorSubsets()
  let scan = try SubsetScan(columns)
  for mask in 1..<floor.count {
    let (ours, theirs) = (scan.statistics[mask], floor[mask])
    guard ours.classCount == Int(theirs.classes), ours.uniqueCount == Int(theirs.uniques),
      ours.samePairs == theirs.same_pairs
    else { throw BenchmarkError.wrongResult("subset \(mask)") }
  }
  let unique = UniqueTuples(columns)
  return Comparison(
    benchmark: "subsets", rowCount: table.rowCount,
    timings: [
      try Timing("C floor, 1 thread", runs: runs) { _ = try table.floorSubsets() },
      try Timing("SubsetScan, 1 thread", runs: runs) {
        _ = try SubsetScan(columns, workers: .single)
      },
      try Timing("SubsetScan, all threads", runs: runs) { _ = try SubsetScan(columns) },
      try Timing("SubsetScan from UniqueTuples, all threads", runs: runs) {
        _ = try SubsetScan(unique)
      },
    ])
}

do {
  try run(Array(CommandLine.arguments.dropFirst()))
} catch BenchmarkError.usage {
  FileHandle.standardError.write(
    Data(
      """
      usage: benchmarks classes|subsets|attacks FILE.csv [--runs N] [--json]
             benchmarks csv|parquet FILE COLUMN... [--runs N]
             benchmarks unicity FILE [TARGETS...]
             benchmarks linkage FILE.parquet [--loose]
             benchmarks mobility FILE.csv [--cells METERS] [--known K] [--people N]
                        [--visits-each N] [--runs N] [--matching] [--visits OUT.csv] [--json]
             benchmarks devices|visits FILE.csv of the demonstration dataset
             benchmarks assignment SIZE [KIND...] [--runs N] [--json]
             benchmarks measures FILE --quasi A,B,... --sensitive S,... [--runs N] [--json]
             benchmarks cadence TARGETS CANDIDATES [--runs N] [--json]
             benchmarks histories FILE | PEOPLE ENTRIES-EACH [--runs N] [--json]
             benchmarks aggregation ROWS [--runs N] [--json]
             benchmarks style FILE.jsonl [--runs N] [--json]
             benchmarks seedless FILE|grown:NODES:TIES [--deleted SHARE] [--seed N] [--peer]
             benchmarks anonymisers FILE [--runs N]
             benchmarks samplers [--runs N] [--json]
             benchmarks suppression|mondrian FILE.csv K [--runs N] [--json]
             benchmarks microaggregation ROWS [COLUMNS] [K] [--floor] [--json]
             benchmarks identifiers COUNT [--json]
             benchmarks graphs FILE|random NODES EDGES SEEDS|attached NODES EDGES SEEDS [--runs N]
             benchmarks lattice FILE.csv HIERARCHY.csv... [--runs N]
             benchmarks sensors PHOTOS [STRENGTH [TEXTURE [SEED [TRANSFORMS]]]]

      """.utf8))
  exit(2)
} catch {
  FileHandle.standardError.write(Data("benchmarks: \(error)\n".utf8))
  exit(1)
}
