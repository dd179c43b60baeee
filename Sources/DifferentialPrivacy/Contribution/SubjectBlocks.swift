/// Rows gathered by blocks of data subjects with neighbouring codes.
enum SubjectBlocks {
  /// The rows, each with its subject's code in the upper half, by blocks of subjects; rows of one
  /// block keep their order.
  ///
  /// **Cost**: two passes; one copy of the rows.
  static func gathered(_ rows: [UInt64]) -> [UInt64] {
    guard let highest = rows.max() else { return [] }
    // 512 subjects' slots fit in a core's cache; more than 2,048 blocks would not be written well.
    var shift: UInt64 = 32 + 9
    while highest >> shift >= 2_048 { shift += 1 }
    var ends = [Int](repeating: 0, count: Int(highest >> shift) + 2)
    for row in rows { ends[Int(row >> shift) + 1] += 1 }
    for block in 1..<ends.count { ends[block] += ends[block - 1] }
    var gathered = [UInt64](repeating: 0, count: rows.count)
    for row in rows {
      let block = Int(row >> shift)
      gathered[ends[block]] = row
      ends[block] += 1
    }
    return gathered
  }
}
