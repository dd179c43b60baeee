/// An unsigned word that holds a row's key.
///
/// `scrambled` is a bijection, so equal words mean equal keys: grouping by it is exact.
protocol KeyWord: FixedWidthInteger, UnsignedInteger, Sendable {
  /// The key with all its bits spread into the top ones.
  var scrambled: Self { get }
}

extension UInt32: KeyWord {
  var scrambled: UInt32 { (self ^ (self &>> 15)) &* 0x9E37_79B1 }
}

extension UInt64: KeyWord {
  var scrambled: UInt64 { (self ^ (self &>> 32)) &* 0x9E37_79B9_7F4A_7C15 }
}

/// The number of different keys that columns can have, or `nil` above 2^64 - 1.
///
/// A column of cardinality 0 or less counts as 1: it has no rows, or its check has failed.
func keyDomain(_ cardinalities: some Sequence<Int>) -> UInt64? {
  var domain: UInt64 = 1
  for cardinality in cardinalities {
    let (product, overflow) = domain.multipliedReportingOverflow(by: UInt64(max(cardinality, 1)))
    if overflow { return nil }
    domain = product
  }
  return domain
}

/// The mixed-radix keys of some rows, the first column being the most significant digit.
///
/// key = (...(c0 * r1 + c1) * r2 + c2...) with radix r = cardinality: different rows of codes get
/// different keys as long as the domain (the product of the radices) fits the word.
///
/// - Complexity: O(rows x columns); rows are packed in blocks that stay in the first-level cache.
func packedKeys<Key: KeyWord>(_ columns: CodeColumns, rows: Range<Int>, as: Key.Type) -> [Key] {
  var keys = [Key](repeating: 0, count: rows.count)
  var start = 0
  while start < rows.count {
    let end = min(start + 2_048, rows.count)
    for (column, cardinality) in zip(columns.columns, columns.cardinalities) {
      appendDigit(
        column, from: rows.lowerBound, radix: Key(truncatingIfNeeded: cardinality),
        to: &keys, block: start..<end)
    }
    start = end
  }
  return keys
}

private func appendDigit<Key: KeyWord>(
  _ column: [UInt32], from firstRow: Int, radix: Key, to keys: inout [Key], block: Range<Int>
) {
  let digits = column.span.extracting((firstRow + block.lowerBound)..<(firstRow + block.upperBound))
  var target = keys.mutableSpan
  let offset = block.lowerBound
  for index in digits.indices {
    target[offset &+ index] =
      target[offset &+ index] &* radix &+ Key(truncatingIfNeeded: digits[index])
  }
}
