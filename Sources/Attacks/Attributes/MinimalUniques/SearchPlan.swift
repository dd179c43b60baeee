/// Columns made ready for the search: codes dense, columns with more values last.
///
/// Prefixes of the search begin with the last column; the more values it has, the sooner tuples
/// are alone and leave the partitions.
struct SearchPlan {
  let columns: [[UInt32]]
  /// Where each column of `columns` stood in the table.
  let originalColumn: [Int]
  /// A bound above every code of every column.
  let cardinality: Int

  /// - Complexity: O(cells); O(cells log rows) for columns whose codes are far from dense.
  init(columns: [[UInt32]]) {
    var distinct: [Int] = []
    var dense: [[UInt32]] = []
    var cardinality = 1
    for column in columns {
      let codes = densified(column)
      let bound = Int(codes.max() ?? 0) + 1
      var seen = [Bool](repeating: false, count: bound)
      for code in codes { seen[Int(code)] = true }
      distinct.append(seen.count { $0 })
      dense.append(codes)
      cardinality = max(cardinality, bound)
    }
    originalColumn = columns.indices.sorted { (distinct[$0], $0) < (distinct[$1], $1) }
    self.columns = originalColumn.map { dense[$0] }
    self.cardinality = cardinality
  }

  /// The rows that stand for all tuples: those of `block` of the unique rows first, as targets.
  func tupleOrder(_ tuples: DistinctTuples, block: Range<Int>) -> [UInt32] {
    var order = Array(tuples.uniqueRows[block])
    order += tuples.uniqueRows[..<block.lowerBound]
    order += tuples.uniqueRows[block.upperBound...]
    return order + tuples.repeatedRows
  }
}

/// `codes` renumbered in ascending order without holes, 0 kept, if they are far from dense already.
///
/// - Complexity: O(rows) for dense codes, O(rows log rows) otherwise.
func densified(_ codes: [UInt32]) -> [UInt32] {
  guard let largest = codes.max(), Int(largest) > 4 * codes.count + 1024 else { return codes }
  var values = codes.filter { $0 != 0 }.sorted()
  var kept = 0
  for value in values where kept == 0 || values[kept - 1] != value {
    values[kept] = value
    kept += 1
  }
  return codes.map { code in
    guard code != 0 else { return 0 }
    var low = 0
    var high = kept - 1
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < code { low = middle + 1 } else { high = middle }
    }
    return UInt32(low + 1)
  }
}
