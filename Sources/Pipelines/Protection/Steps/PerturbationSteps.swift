import Deidentification
import DifferentialPrivacy
import Findings
import Tables

/// Steps that draw: rank swapping, PRAM, noise, shuffling, sampling; and microaggregation.
struct PerturbationSteps {
  let step: ProtectionPlan.Step
  let context: StepContext
  /// The step's number in the plan: each step has random bits of its own.
  let number: Int

  /// Changes the table.
  ///
  /// - Throws: `ProtectionError`.
  func apply(to table: inout WorkingTable) throws(ProtectionError) -> ProtectionStepRecord {
    let names = step.values.texts("columns") ?? []
    var indices: [Int] = []
    for name in names { indices.append(try table.index(of: name, line: step.line)) }
    let before = table.peopleRows
    let changed: Int
    if let key = context.key {
      var source = KeyedRandomSource(
        key: key, release: context.plan.releaseName, step: "\(number) \(step.kind.rawValue)")
      changed = try change(&table, indices, from: &source)
    } else {
      var source = SystemRandomSource()
      changed = try change(&table, indices, from: &source)
    }
    for index in indices { table.columns[index].isPerturbed = true }
    return ProtectionStepRecord(
      kind: step.kind.rawValue, line: step.line, columns: names,
      randomSource: step.kind.isStochastic ? (context.key == nil ? .system : .key) : .none,
      changedCells: changed, removedRows: before - table.peopleRows, doesNotProtectAgainst: limits)
  }

  private func change<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    _ table: inout WorkingTable, _ indices: [Int], from source: inout Source
  ) throws(ProtectionError) -> Int {
    switch step.kind {
    case .microaggregate: return try microaggregate(&table, indices)
    case .swapRanks: return try swapRanks(&table, indices, from: &source)
    case .pram: return try randomize(&table, indices, from: &source)
    case .noise: return try addNoise(&table, indices, from: &source)
    case .shuffle: return try shuffle(&table, indices, from: &source)
    case .sample:
      try sample(&table, from: &source)
      return 0
    default: return 0
    }
  }

  private func numbers(
    _ table: WorkingTable, _ indices: [Int]
  ) throws(ProtectionError) -> [[Double]] {
    var numbers: [[Double]] = []
    for index in indices { numbers.append(try table.numbers(of: index, line: step.line)) }
    return numbers
  }

  private func microaggregate(
    _ table: inout WorkingTable, _ indices: [Int]
  ) throws(ProtectionError) -> Int {
    let columns = try numbers(table, indices)
    let names = indices.map { table.columns[$0].name }
    let groups = try refusing(step.line) { () throws(DeidentificationError) in
      try MDAV.groups(columns: columns, names: names, minimumSize: step.values.integer("k") ?? 2)
    }
    return zip(indices, columns).reduce(0) { changed, next in
      changed + table.replaceNumbers(of: next.0, with: groups.means(of: next.1))
    }
  }

  private func swapRanks<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    _ table: inout WorkingTable, _ indices: [Int], from source: inout Source
  ) throws(ProtectionError) -> Int {
    let swapping = try refusing(step.line) { () throws(DeidentificationError) in
      try RankSwapping(windowPercent: step.values.number("window") ?? 5)
    }
    let columns = try numbers(table, indices)
    var changed = 0
    for (index, column) in zip(indices, columns) {
      changed += table.replaceNumbers(of: index, with: swapping.apply(to: column, from: &source))
    }
    return changed
  }

  private func randomize<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    _ table: inout WorkingTable, _ indices: [Int], from source: inout Source
  ) throws(ProtectionError) -> Int {
    let moving = Int(((1 - (step.values.number("stay") ?? 0.8)) * 1_000).rounded())
    var changed = 0
    for index in indices {
      let column = table.columns[index]
      let pram = try refusing(step.line) { () throws(DeidentificationError) in
        try InvariantPRAM(
          codes: column.codes, cardinality: column.cardinality, thousandths: moving)
      }
      let codes = pram.apply(to: column.codes, from: &source)
      changed += table.replaceCells(of: index, codes: codes, labels: column.labels)
    }
    return changed
  }

  private func addNoise<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    _ table: inout WorkingTable, _ indices: [Int], from source: inout Source
  ) throws(ProtectionError) -> Int {
    let columns = try numbers(table, indices)
    let names = indices.map { table.columns[$0].name }
    let noisy: [[Double]]
    do throws(DeidentificationError) {
      let noise = try CorrelatedNoise(alpha: step.values.number("alpha") ?? 0.1)
      noisy = try noise.apply(to: columns, names: names, from: &source)
    } catch { throw .refused(error, line: step.line) }
    return zip(indices, noisy).reduce(0) { $0 + table.replaceNumbers(of: $1.0, with: $1.1) }
  }

  private func shuffle<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    _ table: inout WorkingTable, _ indices: [Int], from source: inout Source
  ) throws(ProtectionError) -> Int {
    let columns = try numbers(table, indices)
    let names = indices.map { table.columns[$0].name }
    let shuffled: [[Double]]
    do throws(DeidentificationError) {
      shuffled = try DataShuffling().apply(to: columns, names: names, from: &source)
    } catch { throw .refused(error, line: step.line) }
    return zip(indices, shuffled).reduce(0) { $0 + table.replaceNumbers(of: $1.0, with: $1.1) }
  }

  private func sample<Source: DifferentialPrivacy.RandomSource & ~Copyable>(
    _ table: inout WorkingTable, from source: inout Source
  ) throws(ProtectionError) {
    let share = step.values.number("fraction") ?? 1
    let count = Int((share * Double(table.rowCount)).rounded(.down))
    let rows: [Int]
    do throws(DeidentificationError) {
      rows = try RandomSampling.simple(count: count, of: table.rowCount, from: &source).rows
    } catch { throw .refused(error, line: step.line) }
    table.keep(rows)
  }

  private var limits: String {
    switch step.kind {
    case .microaggregate:
      "values that all k rows of a group share; other columns; linkage by the groups' means where "
        + "columns are aggregated apart"
    case .swapRanks: "values at the ends of the ranks, which move least; other columns"
    case .pram: "values that stay, which most do; combinations with other columns"
    case .noise: "outliers, which stay outliers; averages over several releases"
    case .shuffle: "the values themselves, which all stay; only whose they are is hidden"
    case .sample: "people who are in the sample"
    default: ""
    }
  }
}
