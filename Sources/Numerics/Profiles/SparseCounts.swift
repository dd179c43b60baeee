/// Counts of each data subject over many bins, most of them 0: a sparse matrix, row after row.
///
/// A row is a data subject; a column is a bin: a cell, an hour of the week, a contact. Invariants:
/// columns rise within a row and lie below `columnCount`; counts are positive.
public struct SparseCounts: Sendable, Equatable {
  /// The number of bins.
  public let columnCount: Int
  /// Where each row begins in `columns` and `counts`; one more than there are rows.
  public let offsets: [Int]
  /// The bins of the counts.
  public let columns: [UInt32]
  /// The counts.
  public let counts: [UInt32]

  /// Takes the parts of a matrix as they are.
  ///
  /// - Precondition: the invariants of the type; checked in O(entries).
  public init(columnCount: Int, offsets: [Int], columns: [UInt32], counts: [UInt32]) {
    precondition(offsets.first == 0 && offsets.last == columns.count, "offsets frame the entries")
    precondition(columns.count == counts.count, "a count for each column")
    for row in 1..<max(offsets.count, 1) {
      precondition(offsets[row - 1] <= offsets[row], "offsets rise")
      var last = -1
      for entry in offsets[row - 1]..<offsets[row] {
        precondition(Int(columns[entry]) > last && counts[entry] > 0, "columns rise, counts too")
        last = Int(columns[entry])
      }
      precondition(last < columnCount, "columns lie below their number")
    }
    self.columnCount = columnCount
    self.offsets = offsets
    self.columns = columns
    self.counts = counts
  }

  /// Counts how often each pair of a row and a column occurs.
  ///
  /// - Precondition: rows lie below `rowCount`, columns below `columnCount`.
  /// - Complexity: O(pairs log(pairs of a row)).
  public init(rowCount: Int, columnCount: Int, pairs: [(row: UInt32, column: UInt32)]) {
    var starts = [Int](repeating: 0, count: rowCount + 1)
    for pair in pairs { starts[Int(pair.row) + 1] += 1 }
    for row in 0..<rowCount { starts[row + 1] += starts[row] }
    var sorted = [UInt32](repeating: 0, count: pairs.count)
    var next = starts
    for pair in pairs {
      sorted[next[Int(pair.row)]] = pair.column
      next[Int(pair.row)] += 1
    }
    var offsets = [0]
    var columns: [UInt32] = []
    var counts: [UInt32] = []
    for row in 0..<rowCount {
      for column in sorted[starts[row]..<starts[row + 1]].sorted() {
        if columns.count > offsets[row], columns[columns.count - 1] == column {
          counts[counts.count - 1] += 1
        } else {
          columns.append(column)
          counts.append(1)
        }
      }
      offsets.append(columns.count)
    }
    self.init(columnCount: columnCount, offsets: offsets, columns: columns, counts: counts)
  }

  /// The number of data subjects.
  public var rowCount: Int { offsets.count - 1 }

  /// The entries of a row.
  @inlinable
  public func entries(ofRow row: Int) -> Range<Int> { offsets[row]..<offsets[row + 1] }

  /// The sum of a row's counts.
  ///
  /// - Complexity: O(entries of the row).
  public func total(ofRow row: Int) -> Int {
    entries(ofRow: row).reduce(0) { $0 + Int(counts[$1]) }
  }

  /// How many rows have an entry in each column.
  ///
  /// - Complexity: O(entries).
  public func rowsOfColumn() -> [Int] {
    var rows = [Int](repeating: 0, count: columnCount)
    for column in columns { rows[Int(column)] += 1 }
    return rows
  }

  /// The matrix of some rows, in the order given.
  ///
  /// - Complexity: O(entries of the rows).
  public func selecting(rows: [Int]) -> SparseCounts {
    var offsets = [0]
    offsets.reserveCapacity(rows.count + 1)
    var kept: [UInt32] = []
    var keptCounts: [UInt32] = []
    for row in rows {
      kept += columns[entries(ofRow: row)]
      keptCounts += counts[entries(ofRow: row)]
      offsets.append(kept.count)
    }
    return SparseCounts(
      columnCount: columnCount, offsets: offsets, columns: kept, counts: keptCounts)
  }
}
