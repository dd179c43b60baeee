import Tables

/// For each code of a column the rows that hold it, rising: the index behind trial attacks.
struct PostingLists: Sendable {
  /// The rows, those of code 0 first.
  private let rows: [UInt32]
  /// Where the rows of each code begin; one more entry than codes.
  private let starts: [Int]

  /// Indexes `column` by a counting sort.
  ///
  /// - Complexity: O(rows + cardinality); 4 bytes a row.
  init(_ column: CodedColumn) {
    var starts = [Int](repeating: 0, count: column.cardinality + 1)
    for code in column.codes { starts[Int(code) + 1] += 1 }
    for code in 1..<starts.count { starts[code] += starts[code - 1] }
    var next = starts
    var rows = [UInt32](repeating: 0, count: column.codes.count)
    for (row, code) in column.codes.enumerated() {
      rows[next[Int(code)]] = UInt32(row)
      next[Int(code)] += 1
    }
    self.rows = rows
    self.starts = starts
  }

  /// The rows that hold `code`.
  subscript(code: UInt32) -> ArraySlice<UInt32> {
    guard Int(code) + 1 < starts.count else { return [] }
    return rows[starts[Int(code)]..<starts[Int(code) + 1]]
  }

  /// The number of rows that hold `code`.
  func count(of code: UInt32) -> Int {
    guard Int(code) + 1 < starts.count else { return 0 }
    return starts[Int(code) + 1] - starts[Int(code)]
  }
}
