import Tables

/// Each row's known codes side by side in one word, so that any set of cells is compared at once.
struct PackedRows: Sendable {
  /// One word for each row: a field of bits for each column.
  private let words: [UInt64]
  /// Where each column's field begins, and how wide it is.
  private let fields: [(shift: UInt64, width: UInt64)]

  /// Packs `columns`; `nil` where their codes take more than 64 bits.
  ///
  /// - Complexity: O(rows * columns); 8 bytes a row.
  init?(_ columns: [CodedColumn], rowCount: Int) {
    var fields: [(shift: UInt64, width: UInt64)] = []
    var shift: UInt64 = 0
    for column in columns {
      let width = UInt64(UInt64.bitWidth - UInt64(column.cardinality).leadingZeroBitCount)
      fields.append((shift, width))
      shift += width
    }
    guard shift <= 64 else { return nil }
    var words = [UInt64](repeating: 0, count: rowCount)
    for (column, field) in zip(columns, fields) { place(column.codes, at: field.shift, in: &words) }
    self.words = words
    self.fields = fields
  }

  /// Those of `rows` that hold every code of `cells`.
  ///
  /// - Complexity: O(rows).
  func rows(
    among rows: ArraySlice<UInt32>, holding cells: some Collection<(column: Int, code: UInt32)>
  ) -> [UInt32] {
    var mask: UInt64 = 0
    var wanted: UInt64 = 0
    for cell in cells {
      let field = fields[cell.column]
      let ones = field.width == 64 ? UInt64.max : (1 << field.width) - 1
      // A code beyond the field is one that no row holds.
      guard UInt64(cell.code) & ~ones == 0 else { return [] }
      mask |= ones << field.shift
      wanted |= UInt64(cell.code) << field.shift
    }
    return select(rows, words, mask: mask, wanted: wanted)
  }
}

private func place(_ codes: [UInt32], at shift: UInt64, in words: inout [UInt64]) {
  let source = codes.span
  var target = words.mutableSpan
  for row in target.indices { target[row] |= UInt64(source[row]) &<< shift }
}

private func select(
  _ rows: ArraySlice<UInt32>, _ words: [UInt64], mask: UInt64, wanted: UInt64
) -> [UInt32] {
  let source = rows.span
  let keys = words.span
  var selected: [UInt32] = []
  for index in source.indices {
    let row = source[index]
    if keys[Int(row)] & mask == wanted { selected.append(row) }
  }
  return selected
}
