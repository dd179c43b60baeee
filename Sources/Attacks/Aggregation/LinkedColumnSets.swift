import Evaluation
import Numerics
import Tables

/// Sets of shared columns graded by the exact linker, always on the same targets.
struct LinkedColumnSets: Sendable {
  private let setting: AttributeSetting
  private let covers: [ValueCover]
  private let trials: [Trial<[UInt32]>]

  /// So many look-ups of rows are done over all sets; targets beyond are left out.
  private static let workLimit = 1e9
  /// At least so many targets are tried.
  private static let leastTargets = 100

  init(setting: AttributeSetting, auxiliary: AuxiliaryRecords) {
    self.setting = setting
    self.covers = zip(auxiliary.columns, setting.records.columns).map {
      ValueCover(auxiliary: $0.dictionary, release: $1.dictionary)
    }
    // The stream of `LinkRecords.result`: both results are about the same people.
    var source = SeededGenerator(seed: setting.seed, stream: "link-records/\(auxiliary.name)")
    let pairs = auxiliary.pairing.pairs
    let drawn = source.sample(count: min(setting.targetCount, pairs.count), of: pairs.count)
    self.trials = drawn.prefix(Self.affordable(setting.records)).sorted().map { index in
      Trial(
        clue: auxiliary.columns.map { $0.codes[pairs[index].auxiliaryRow] },
        truth: pairs[index].subject)
    }
  }

  var targetCount: Int { trials.count }

  /// The chance that each target is found by the columns at `positions`.
  func successes(of positions: [Int]) throws -> [Double] {
    let attack = LinkRecords(
      release: setting.records.selecting(columns: positions),
      covers: positions.map { covers[$0] })
    return try setting.evaluator.grade(
      attack,
      on: TrialSet(
        targets: trials.map { trial in
          Trial(clue: positions.map { trial.clue[$0] }, truth: trial.truth)
        }, controls: []),
      baseline: .chance(candidates: setting.subjectCount)
    ).targetRisks
  }

  /// How many targets can be tried with every set within the work limit.
  private static func affordable(_ records: AttributeRecords) -> Int {
    let count = records.columns.count
    let sets =
      count <= ContextualAggregation.exactLimit
      ? Double(1 << count) / 2 : Double(count) * Double(count) / 3
    // A value that somebody has is held by as many rows on average as squares of counts say.
    let rows = records.columns.reduce(0.0) { sum, column in
      var counts = [Int](repeating: 0, count: column.cardinality)
      for code in column.codes { counts[Int(code)] += 1 }
      let squares = counts.reduce(0.0) { $0 + Double($1) * Double($1) }
      return sum + squares / Double(max(records.rowCount, 1))
    }
    return max(leastTargets, Int(min(workLimit / max(sets * rows, 1), 1e9)))
  }
}
