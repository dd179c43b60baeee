import Attacks
import Evaluation
import Findings
import Foundation
import Numerics
import Tables

/// Scoreboard-RH on a file of ratings, or on generated histories.
func histories(_ arguments: [String], runs: Int) throws -> [Comparison] {
  if let path = arguments.first, Int(path) == nil { return [try ratings(path, runs: runs)] }
  let sizes = arguments.compactMap { Int($0) }
  guard sizes.count == 2, sizes[0] > 1, sizes[1] > 0 else { throw BenchmarkError.usage }
  return [try generatedHistories(people: sizes[0], entriesEach: sizes[1], runs: runs)]
}

/// The nine settings of the reference, 1,000 trials each, graded.
private func ratings(_ path: String, runs: Int) throws -> Comparison {
  let histories = try ratingsFile(path)
  let settings: [(known: Int, wrong: Int, days: Double?, rating: Double)] = [
    (2, 0, 3, 0), (4, 0, 14, 0), (8, 2, 14, 0), (8, 2, 14, 1), (4, 0, nil, 0), (8, 0, nil, 0),
    (8, 2, nil, 0), (16, 0, nil, 1), (32, 4, nil, 1),
  ]
  let everyone = UInt64(histories.subjectCount)
  let timing = try Timing("index, clues, scores and grades of 9 x 1,000 trials", runs: runs) {
    let attack = HistoryAttack(release: histories)
    let sampler = HistorySampler(histories)
    for setting in settings {
      var source = SeededGenerator(seed: 7, stream: "\(setting)")
      let adversary = try HistoryAdversary(
        knownItems: setting.known, wrongItems: setting.wrong, dayError: setting.days ?? 0,
        valueError: setting.rating, knowsDays: setting.days != nil)
      let targets = (0..<1_000).map { _ in UInt32(source.uniform(below: everyone)) }
      let trials = sampler.trials(targets: targets, for: adversary, using: &source)
      _ = try Evaluator(seed: 7).grade(
        attack, on: trials, baseline: .chance(candidates: histories.subjectCount))
      _ = attack.calls(trials.targets.map(\.clue))
    }
  }
  return Comparison(
    benchmark: "histories", rowCount: histories.entryCount, timings: [timing],
    measures: ["peak memory, MB": peakMegabytes()])
}

/// `user item rating unix`, apart by tabs, users and items from 1.
private func ratingsFile(_ path: String) throws -> SparseHistories {
  let rows = try String(contentsOfFile: path, encoding: .utf8)
    .split(whereSeparator: \.isNewline).map { $0.split(separator: "\t").compactMap { Double($0) } }
  guard rows.allSatisfy({ $0.count == 4 && $0[0] >= 1 && $0[1] >= 1 }) else {
    throw BenchmarkError.usage
  }
  return try SparseHistories(
    subjectCount: Int(rows.map { $0[0] }.max() ?? 0),
    itemCount: Int(rows.map { $0[1] }.max() ?? 0), subjects: rows.map { UInt32($0[0] - 1) },
    items: rows.map { UInt32($0[1] - 1) }, values: rows.map { Float($0[2]) },
    days: rows.map { Float($0[3] / 86_400) })
}

/// People who chose among 20,000 items, popular ones more often (density falling as one over the
/// square root of the rank), ratings from 1 to 5, days of five years.
private func generatedHistories(
  people: Int, entriesEach: Int, runs: Int
) throws -> Comparison {
  var source = SeededGenerator(seed: 1, stream: "histories")
  let count = people * entriesEach
  var (subjects, items) = ([UInt32](), [UInt32]())
  var (values, days) = ([Float](), [Float]())
  subjects.reserveCapacity(count)
  items.reserveCapacity(count)
  values.reserveCapacity(count)
  days.reserveCapacity(count)
  for person in 0..<people {
    for _ in 0..<entriesEach {
      let unit = source.unit()
      subjects.append(UInt32(person))
      items.append(UInt32(20_000 * unit * unit))
      values.append(Float(1 + source.index(below: 5)))
      days.append(Float(source.index(below: 1_826)))
    }
  }
  let before = peakMegabytes()
  var histories = try SparseHistories(
    subjectCount: people, itemCount: 20_000, subjects: subjects, items: items, values: values,
    days: days)
  let sorting = try Timing.once("SparseHistories of \(count) entries") {
    histories = try SparseHistories(
      subjectCount: people, itemCount: 20_000, subjects: subjects, items: items, values: values,
      days: days)
  }
  (subjects, items, values, days) = ([], [], [], [])
  var attack = HistoryAttack(release: histories)
  let indexing = Timing.once("index") { attack = HistoryAttack(release: histories) }
  let targets = source.sample(count: 1_000, of: people).map { UInt32($0) }
  let trials = HistorySampler(histories).trials(targets: targets, for: .headline, using: &source)
  var found = 0.0
  let scoring = try Timing("1,000 trials of 8 entries, 2 wrong, +-14 days", runs: runs) {
    found = try Evaluator(seed: 1).grade(
      attack, on: trials, baseline: .chance(candidates: people)
    ).success.value
  }
  return Comparison(
    benchmark: "histories", rowCount: count, timings: [sorting, indexing, scoring],
    measures: [
      "found first": found, "peak memory, MB": peakMegabytes(),
      "of it the generated columns, MB": before,
    ])
}

/// The table of sets of columns by the exact linker, on generated rows of eight columns.
func aggregation(_ arguments: [String], runs: Int) throws -> [Comparison] {
  guard let rows = arguments.first.flatMap({ Int($0) }), rows > 1 else {
    throw BenchmarkError.usage
  }
  var source = SeededGenerator(seed: 1, stream: "aggregation")
  let cardinalities = [2, 5, 12, 16, 80, 100, 400, 1_000]
  let columns = cardinalities.enumerated().map { number, values in
    CodedColumn(
      name: "c\(number)",
      codes: (0..<rows).map { _ in UInt32(1 + source.index(below: values)) },
      dictionary: .texts((0..<values).map { "v\($0)" }))
  }
  let records = AttributeRecords(
    table: "t", columns: columns, subjects: SubjectIndex(rowCount: rows), rowCount: rows,
    missing: .category)
  let keys = (0..<rows).map { Optional("\($0)") }
  let auxiliary = AuxiliaryRecords(
    name: "a vendor", columns: columns, pairing: Pairing(auxiliaryKeys: keys, releaseKeys: keys))
  let setting = AttributeSetting(
    records: records, sensitive: [], evaluator: Evaluator(seed: 1), seed: 1, targetCount: 1_000,
    controlShare: 0, reproduce: "")
  var targets = 0
  let timing = try Timing("255 sets of 8 columns", runs: runs, warmUp: false) {
    targets = try ContextualAggregation.result(for: setting, auxiliary: auxiliary).setting.targets
  }
  return [
    Comparison(
      benchmark: "aggregation", rowCount: rows, timings: [timing],
      measures: ["targets": Double(targets), "peak memory, MB": peakMegabytes()])
  ]
}

/// The most memory that the process has had so far.
private func peakMegabytes() -> Double {
  var usage = rusage()
  getrusage(.init(RUSAGE_SELF.rawValue), &usage)
  return Double(usage.ru_maxrss) / 1_024
}
