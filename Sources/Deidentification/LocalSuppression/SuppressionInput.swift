import Numerics
import Tables

/// A table to suppress cells of, checked, with everything that is needed to do it.
struct SuppressionInput {
  let columns: CodeColumns
  let costs: [Double]
  let excluded: Set<Int>
  let workers: Workers
  /// The rows of each stratum; one stratum where there are none.
  let strata: [[Int]]
  /// Dense numbers of the data subjects, or `nil` where rows are counted.
  let subjects: [UInt32]?

  init(
    columns: CodeColumns, costs: [Double], excluded: Set<Int>, strata: [UInt32]?,
    subjects: [UInt32]?, workers: Workers
  ) {
    self.columns = columns
    self.costs = costs
    self.excluded = excluded
    self.workers = workers
    self.strata = Self.rows(byStratum: strata, rowCount: columns.rowCount)
    self.subjects = subjects.map(densified)
  }

  private static func rows(byStratum strata: [UInt32]?, rowCount: Int) -> [[Int]] {
    guard let strata else { return rowCount == 0 ? [] : [Array(0..<rowCount)] }
    let numbers = densified(strata)
    var rows = [[Int]](repeating: [], count: Int(numbers.max() ?? 0) + 1)
    for (row, stratum) in numbers.enumerated() { rows[Int(stratum)].append(row) }
    return rows.filter { !$0.isEmpty }
  }

  /// The columns after suppression, wildcard meaning.
  func suppressed(
    _ requirements: [SuppressionRequirement], rule: WildcardRule
  ) throws(DeidentificationError) -> [[UInt32]] {
    var codes = columns.columns
    for rows in strata {
      let original = codes.map { column in rows.map { column[$0] } }
      let subjects = subjects.map { numbers in densified(rows.map { numbers[$0] }) }
      try checkSolvable(original, subjects, requirements)
      var changed = original
      var unsafe: [[Bool]] = []
      for requirement in requirements {
        unsafe.append(try suppress(&changed, original, subjects, requirement))
      }
      var cleaning = SuppressionCleanUp(
        original: original, suppressed: changed, requirements: requirements, unsafe: unsafe,
        rule: rule, costs: costs,
        isSuppressible: costs.indices.map { !excluded.contains($0) }, subjects: subjects)
      cleaning.run()
      for (column, cells) in cleaning.codes.enumerated() {
        for (place, row) in rows.enumerated() { codes[column][row] = cells[place] }
      }
    }
    return codes
  }

  /// Suppresses for one requirement; returns which rows were unsafe before any suppression.
  private func suppress(
    _ codes: inout [[UInt32]], _ original: [[UInt32]], _ subjects: [UInt32]?,
    _ requirement: SuppressionRequirement
  ) throws(DeidentificationError) -> [Bool] {
    let names = distinct(requirement.columns)
    let sets = ColumnSets(
      costs: names.map { costs[$0] }, isSuppressible: names.map { !excluded.contains($0) })
    do {
      let before = try projection(original, names)
      let now = try projection(codes, names)
      let counts = try WildcardCounts(before, among: before, subjects: subjects).counts
      let left =
        now == before
        ? counts : try WildcardCounts(now, among: before, subjects: subjects).counts
      let shown = try CombinationSuppression(
        original: before, k: requirement.k, sets: sets, subjects: subjects, workers: workers
      ).shown(
        after: shownMasks(now.columns, rowCount: now.rowCount),
        unsafe: left.map { $0 < requirement.k })
      for (bit, name) in names.enumerated() {
        for row in shown.indices where shown[row] >> UInt64(bit) & 1 == 0 { codes[name][row] = 0 }
      }
      return counts.map { $0 < requirement.k }
    } catch {
      throw .column(name: "quasi-identifiers", rule: "must have codes below their cardinality")
    }
  }

  /// The least number of rows (or people) that any row matches over some columns.
  func smallest(
    _ codes: [[UInt32]], _ names: [Int], _ subjects: [UInt32]?
  ) throws(DeidentificationError) -> Int {
    do {
      let part = try projection(codes, names)
      return try WildcardCounts(part, among: part, subjects: subjects).smallest
    } catch {
      throw .column(name: "quasi-identifiers", rule: "must have codes below their cardinality")
    }
  }

  func projection(_ codes: [[UInt32]], _ names: [Int]) throws(NumericsError) -> CodeColumns {
    try CodeColumns(
      columns: names.map { codes[$0] }, cardinalities: names.map { columns.cardinalities[$0] },
      rowCount: codes.first?.count ?? columns.rowCount, workers: workers)
  }

  /// Whether suppressing everything that may be would do.
  private func checkSolvable(
    _ codes: [[UInt32]], _ subjects: [UInt32]?, _ requirements: [SuppressionRequirement]
  ) throws(DeidentificationError) {
    let rowCount = subjects.map { Int($0.max() ?? 0) + 1 } ?? (codes.first?.count ?? columns.rowCount)
    for requirement in requirements {
      guard rowCount >= requirement.k else {
        throw .noSolution(
          reason: "A stratum (or the table) has fewer rows or people than k",
          remedy: "Lower k, merge small strata, or leave the rows out")
      }
      let fixed = distinct(requirement.columns).filter { excluded.contains($0) }
      guard !fixed.isEmpty else { continue }
      guard try smallest(codes, fixed, subjects) >= requirement.k else {
        throw .noSolution(
          reason: "The columns of which no cell may be suppressed tell people apart by themselves",
          remedy: "Exclude fewer columns, or generalise them first")
      }
    }
  }
}

/// The elements in their order, each once.
func distinct(_ numbers: [Int]) -> [Int] {
  var seen = Set<Int>()
  return numbers.filter { seen.insert($0).inserted }
}

/// Numbers 0, 1, 2... in the order of first appearance.
func densified(_ codes: [UInt32]) -> [UInt32] {
  var numbers: [UInt32: UInt32] = [:]
  return codes.map { code in
    if let known = numbers[code] { return known }
    let new = UInt32(numbers.count)
    numbers[code] = new
    return new
  }
}
