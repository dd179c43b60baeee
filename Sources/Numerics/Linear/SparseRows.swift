/// A matrix of which each row has a few numbers.
public struct SparseRows: Sendable, Equatable {
  /// Where each row begins; one entry more than there are rows.
  public let offsets: [Int]
  /// The columns, row after row.
  public let columns: [UInt32]
  /// The numbers.
  public let values: [Float]

  /// How many rows it has.
  public var rowCount: Int { offsets.count - 1 }

  /// Takes rows of pairs of a column and a number.
  public init(rows: [[(column: UInt32, value: Float)]]) {
    var (offsets, columns, values): ([Int], [UInt32], [Float]) = ([0], [], [])
    for row in rows {
      for entry in row {
        columns.append(entry.column)
        values.append(entry.value)
      }
      offsets.append(columns.count)
    }
    (self.offsets, self.columns, self.values) = (offsets, columns, values)
  }

  /// A one for each row that has a column.
  public init(columnOfRow: [Int]) {
    let rows = columnOfRow.map { column -> [(column: UInt32, value: Float)] in
      column < 0 ? [] : [(column: UInt32(column), value: Float(1))]
    }
    self.init(rows: rows)
  }

  /// The greatest numbers of each row of a scaled matrix, at most `count`, above `threshold`.
  ///
  /// Of equal numbers the first columns are kept.
  ///
  /// - Complexity: one reading of the matrix.
  public init(
    greatest count: Int, above threshold: Float, of kernel: DenseMatrix,
    scaled scaling: SinkhornScaling, workers: Workers = .automatic
  ) {
    let width = kernel.columnCount
    let rows = kernel.mapRows(workers: workers) { range, band in
      range.map { row -> [(column: UInt32, value: Float)] in
        let factor = scaling.rows[row]
        let start = (row - range.lowerBound) * width
        let least = threshold / factor
        var kept: [(column: UInt32, value: Float)] = []
        for column in 0..<width {
          let value = band[start + column] * scaling.columns[column]
          if value > least { kept.append((UInt32(column), value * factor)) }
        }
        guard kept.count > count else { return kept }
        kept.sort { ($1.value, $0.column) < ($0.value, $1.column) }
        return Array(kept[..<count])
      }
    }
    self.init(rows: rows.flatMap { $0 })
  }

  /// The numbers of a row.
  func row(_ row: Int) -> Range<Int> { offsets[row]..<offsets[row + 1] }
}
