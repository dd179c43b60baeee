/// The scrambled keys of a chunk of rows, sorted by their top bits into partitions.
///
/// Equal keys lie in the same partition, in the order of their rows; each partition is then grouped
/// by itself in a table that stays in the cache.
struct KeyPartitions<Key: KeyWord>: Sendable {
  /// Scrambled keys, partition by partition.
  private(set) var keys: [Key]
  /// The row of each key; empty where rows were not asked for.
  private(set) var rows: [UInt32]
  /// Where each partition starts; one more than there are partitions.
  private(set) var starts: [Int]

  /// Packs and partitions the rows of one chunk.
  ///
  /// - Complexity: O(rows x columns + 2^bits).
  init(_ columns: CodeColumns, rows chunk: Range<Int>, bits: Int, keepsRows: Bool) {
    let packed = packedKeys(columns, rows: chunk, as: Key.self)
    let shift = Key(Key.bitWidth - bits)
    var positions = [Int](repeating: 0, count: (1 << bits) + 1)
    countPartitions(packed, shift: shift, into: &positions)
    var total = 0
    for partition in positions.indices {
      let count = positions[partition]
      positions[partition] = total
      total += count
    }
    starts = positions
    keys = [Key](repeating: 0, count: packed.count)
    rows = [UInt32](repeating: 0, count: keepsRows ? packed.count : 0)
    if keepsRows {
      scatter(
        packed, firstRow: UInt32(chunk.lowerBound), shift: shift, positions: &positions,
        keys: &keys, rows: &rows)
    } else {
      scatter(packed, shift: shift, positions: &positions, keys: &keys)
    }
  }

  /// Where the keys of a partition lie.
  func range(_ partition: Int) -> Range<Int> { starts[partition]..<starts[partition + 1] }
}

/// The number of bits that makes partitions of about a thousand rows; from 1 to 11.
func partitionBits(rowCount: Int) -> Int {
  let wanted = Int.bitWidth - (rowCount / 1_024).leadingZeroBitCount
  return min(max(wanted, 1), 11)
}

private func countPartitions<Key: KeyWord>(
  _ packed: [Key], shift: Key, into counts: inout [Int]
) {
  let source = packed.span
  var target = counts.mutableSpan
  for index in source.indices {
    target[Int(truncatingIfNeeded: source[index].scrambled &>> shift)] &+= 1
  }
}

private func scatter<Key: KeyWord>(
  _ packed: [Key], shift: Key, positions: inout [Int], keys: inout [Key]
) {
  let source = packed.span
  var next = positions.mutableSpan
  var target = keys.mutableSpan
  for index in source.indices {
    let key = source[index].scrambled
    let partition = Int(truncatingIfNeeded: key &>> shift)
    let position = next[partition]
    target[position] = key
    next[partition] = position &+ 1
  }
}

private func scatter<Key: KeyWord>(
  _ packed: [Key], firstRow: UInt32, shift: Key, positions: inout [Int],
  keys: inout [Key], rows: inout [UInt32]
) {
  let source = packed.span
  var next = positions.mutableSpan
  var target = keys.mutableSpan
  var targetRows = rows.mutableSpan
  var row = firstRow
  for index in source.indices {
    let key = source[index].scrambled
    let partition = Int(truncatingIfNeeded: key &>> shift)
    let position = next[partition]
    target[position] = key
    targetRows[position] = row
    next[partition] = position &+ 1
    row &+= 1
  }
}
