/// What is left of a table when each combination of codes is kept once.
///
/// A row that shares all its codes with another is in no minimal unique, and two such rows say no
/// more than one of them (Manning, Haglin, Keane 2008, section 4: duplicates are removed first).
struct DistinctTuples {
  /// The rows whose combination of codes no other row has, ascending.
  let uniqueRows: [UInt32]
  /// One row for each combination that several rows share.
  let repeatedRows: [UInt32]
  /// The number of rows whose combination exactly one other row has.
  let pairedRowCount: Int

  /// Finds the combinations in `columns`; a missing cell counts as a value here.
  ///
  /// - Complexity: O(rows times columns).
  init(columns: [[UInt32]], rowCount: Int, scratch: inout RefinementScratch) {
    var singles = [UInt64](repeating: 0, count: (rowCount + 63) / 64)
    var partition = Partition(tupleCount: rowCount, targetCount: rowCount)
    var next = Partition(capacity: rowCount)
    let rule = RefinementRule(targetCount: UInt32(rowCount), dropsMissing: false)
    if rowCount == 1 { singles[0] = 1 }
    for codes in columns {
      refine(
        partition, by: codes, rule: rule, scratch: &scratch, singles: &singles, into: &next)
      swap(&partition, &next)
    }
    uniqueRows = positions(ofBits: singles).map(UInt32.init)
    var repeated: [UInt32] = []
    var paired = 0
    for index in 0..<partition.classCount {
      let start = Int(partition.starts[index])
      let end =
        index + 1 < partition.classCount
        ? Int(partition.starts[index + 1]) : partition.tupleCount
      repeated.append(partition.tuples[start])
      if end - start == 2 { paired += 2 }
    }
    repeatedRows = repeated
    pairedRowCount = paired
  }
}

/// The positions of the bits set in `words`, ascending.
///
/// - Complexity: O(words + bits set).
func positions(ofBits words: [UInt64]) -> [Int] {
  var positions: [Int] = []
  for (index, word) in words.enumerated() {
    var rest = word
    while rest != 0 {
      positions.append(index * 64 + rest.trailingZeroBitCount)
      rest &= rest &- 1
    }
  }
  return positions
}
