import Numerics

/// The distinct rows of some columns of a working table, with the rows they stand for.
struct DistinctRows {
  /// The distinct rows' codes, one array for each column.
  private(set) var columns: [[UInt32]]
  private let cardinalities: [Int]
  /// The rows of each.
  private(set) var counts: [UInt32]
  /// The rows of the population with the same leading columns; `nil` without one.
  private(set) var populationCounts: [UInt32]?
  /// The distinct row of each row of the table; of suppressed rows nothing is said.
  let tupleOfRow: [UInt32]

  /// The distinct rows, suppressed ones left aside.
  init(_ table: WorkingTable, columns indices: [Int], workers: Workers) throws {
    let codes = try table.codeColumns(indices)
    let classes = EquivalenceClasses(codes, workers: workers)
    var counts = [UInt32](repeating: 0, count: classes.count)
    for row in 0..<table.rowCount where !table.isSuppressed[row] {
      let number = Int(classes.classOfRow[row])
      counts[number] = UInt32(clamping: Int(counts[number]) + table.weight(row))
    }
    let present = counts.indices.filter { counts[$0] > 0 }
    self.counts = present.map { counts[$0] }
    columns = codes.columns.map { column in
      present.map { column[Int(classes.representatives[$0])] }
    }
    cardinalities = codes.cardinalities
    var tupleOfClass = [UInt32](repeating: 0, count: classes.count)
    for (tuple, number) in present.enumerated() { tupleOfClass[number] = UInt32(tuple) }
    tupleOfRow = classes.classOfRow.map { tupleOfClass[Int($0)] }
  }

  /// The rows with the population's counts, and a row without people for what only the population
  /// has.
  func adding(_ population: WorkingTable?, keyCount: Int) throws -> DistinctRows {
    guard let population else { return self }
    var rows = self
    var populationOfKey: [[UInt32]: UInt32] = [:]
    for row in 0..<population.rowCount {
      let key = population.columns.prefix(keyCount).map { $0.codes[row] }
      populationOfKey[key, default: 0] += UInt32(clamping: population.weight(row))
    }
    // One row of each key carries the population's count, so that classes add up.
    var populationCounts = [UInt32](repeating: 0, count: counts.count)
    for row in counts.indices {
      let key = columns.prefix(keyCount).map { $0[row] }
      if let count = populationOfKey.removeValue(forKey: key) { populationCounts[row] = count }
    }
    for (key, count) in populationOfKey.sorted(by: { $0.key.lexicographicallyPrecedes($1.key) }) {
      for index in columns.indices { rows.columns[index].append(index < keyCount ? key[index] : 0) }
      rows.counts.append(0)
      populationCounts.append(count)
    }
    rows.populationCounts = populationCounts
    return rows
  }

  /// The rows as codes for the search, without some trailing columns.
  func tuples(dropping count: Int) throws -> CodeColumns {
    let kept = columns.count - count
    return try CodeColumns(
      columns: Array(columns.prefix(kept)), cardinalities: Array(cardinalities.prefix(kept)),
      rowCount: counts.count)
  }

  /// The codes of the last column.
  var lastColumn: [UInt32] { columns.last ?? [] }
}
