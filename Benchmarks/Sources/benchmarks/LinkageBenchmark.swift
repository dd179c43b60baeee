import Attacks
import Engines
import Foundation
import Tables

/// Runs `benchmarks linkage FILE.parquet [--loose]`: duplicates among generated records
/// (`make_linkage_1m.py`), from the file to the pairs, beside `peers/splink_linkage.py`.
func linkage(_ arguments: [String]) throws {
  guard arguments.count >= 2 else { throw BenchmarkError.usage }
  let names = ["first_name", "surname", "dob", "city", "email"]
  var table = CodedTable<Raw>(name: "people", rowCount: 0, columns: [])
  let reading = try Timing.once("read") {
    table = try Engine().readCoded(
      source: DataSource(arguments[1]),
      columns: (names + ["person"]).map { ColumnRequest($0, .text) }, name: "people")
  }
  var options = RecordLinker.Options()
  if arguments.contains("--loose") { options.rules = looseRules }
  var found: Linkage?
  let linking = try Timing.once("link") {
    let fields = table.columns.prefix(names.count).map { LinkageField(within: $0) }
    let records = try LinkageRecords(table: "people", fields: Array(fields), isOneTable: true)
    found = try RecordLinker(records, options: options).link()
  }
  guard let found, let people = table.column("person")?.codes else { return }
  for timing in [reading, linking] {
    print(
      "\(timing.name): wall \(seconds(timing.best)) s, CPU \(seconds(timing.bestProcessor)) s")
  }
  let rate = Double(found.pairCount) / (linking.bestProcessor / 1e9) / 1e6
  print("\(found.pairCount) pairs, \(seconds(rate * 1e9)) million a CPU second, all steps counted")
  print("estimated coverage \(found.plan.coverage); largest memory \(largestMemory())")
  let sizes = Dictionary(grouping: people, by: \.self).values.map { Double($0.count) }
  let truePairs = sizes.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
  for least in [0.95, 0.5] {
    let links = found.links(atLeast: least)
    let right = Double(links.count { people[Int($0.left)] == people[Int($0.right)] })
    print(
      "p >= \(least): \(links.count) links, precision "
        + "\(ratio(right, Double(links.count))), recall \(ratio(right, truePairs))")
  }
}

/// Six rules that let some 12 million pairs of a million rows through.
private let looseRules = [
  BlockingRule([BlockingKey(4)]), BlockingRule([BlockingKey(1), BlockingKey(2)]),
  BlockingRule([BlockingKey(0), BlockingKey(2)]), BlockingRule([BlockingKey(0), BlockingKey(1)]),
  BlockingRule([BlockingKey(1), BlockingKey(3)]),
  BlockingRule([BlockingKey(0), BlockingKey(1, .prefix(1)), BlockingKey(2, .year)]),
]

private func seconds(_ nanoseconds: Double) -> String { String(format: "%.2f", nanoseconds / 1e9) }

private func ratio(_ part: Double, _ whole: Double) -> String {
  String(format: "%.4f", part / max(whole, 1))
}

/// The most memory that the process has had, as Linux counts it.
private func largestMemory() -> String {
  let status = (try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)) ?? ""
  let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM") }
  return line.map { $0.dropFirst(6).trimmingCharacters(in: .whitespaces) } ?? "unknown"
}
