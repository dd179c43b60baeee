extension ClassSizes {
  /// The sizes of the equivalence classes of `columns`: the fast path, without a class for each
  /// row.
  ///
  /// Keys of up to 64 bits are counted directly: densely where the domain is small beside the rows,
  /// else partitioned by hash and counted in tables that fit the cache. Wider keys are first
  /// combined into exact class numbers. No two classes are ever merged by a hash collision.
  ///
  /// - Complexity: O(rows x columns) time; O(rows) memory, 4 to 16 bytes a row.
  public init(_ columns: CodeColumns, workers: Workers = .automatic) {
    let narrow = columns.narrowed(workers: workers)
    let domain = keyDomain(narrow.cardinalities) ?? .max
    if let size = denseDomain(domain, rowCount: narrow.rowCount) {
      self.init(of: denseCounts(narrow, domain: size, workers: workers))
    } else if domain <= UInt64(UInt32.max) {
      self.init(histogram: partitionedSizes(narrow, as: UInt32.self, workers: workers))
    } else {
      self.init(histogram: partitionedSizes(narrow, as: UInt64.self, workers: workers))
    }
  }
}

/// The domain as an index, where counting in an array over the whole of it is the best choice.
func denseDomain(_ domain: UInt64, rowCount: Int) -> Int? {
  let limit = min(max(1 << 12, 2 * rowCount), 1 << 24)
  return domain <= UInt64(limit) ? Int(domain) : nil
}

/// The number of rows of each key.
private func denseCounts(_ columns: CodeColumns, domain: Int, workers: Workers) -> [UInt32] {
  // A second array of counts costs a pass over the domain: only where rows outweigh it.
  let chunks = min(8, max(1, columns.rowCount / max(8 * domain, 65_536)))
  let parts = concurrentChunks(
    count: columns.rowCount, maximumChunks: chunks, workers: workers
  ) { range in
    countKeys(packedKeys(columns, rows: range, as: UInt32.self), domain: domain)
  }
  guard var total = parts.first else { return [] }
  for part in parts.dropFirst() {
    for key in 0..<domain { total[key] &+= part[key] }
  }
  return total
}

private func countKeys(_ keys: [UInt32], domain: Int) -> [UInt32] {
  var counts = [UInt32](repeating: 0, count: domain)
  var target = counts.mutableSpan
  let source = keys.span
  for index in source.indices { target[Int(source[index])] &+= 1 }
  return counts
}

private func partitionedSizes<Key: KeyWord>(
  _ columns: CodeColumns, as: Key.Type, workers: Workers
) -> SizeHistogram {
  let bits = partitionBits(rowCount: columns.rowCount)
  let chunks = concurrentChunks(
    count: columns.rowCount, minimumChunk: 65_536, maximumChunks: 8, workers: workers
  ) { KeyPartitions<Key>(columns, rows: $0, bits: bits, keepsRows: false) }
  let parts = concurrentChunks(
    count: 1 << bits, maximumChunks: 32, workers: columns.rowCount < 65_536 ? .single : workers
  ) { partitions in sizeHistogram(of: partitions, in: chunks, bits: bits) }
  return parts.reduce(into: SizeHistogram()) { $0.add($1) }
}

private func sizeHistogram<Key: KeyWord>(
  of partitions: Range<Int>, in chunks: [KeyPartitions<Key>], bits: Int
) -> SizeHistogram {
  var histogram = SizeHistogram()
  var table = GroupTable<Key>(skippedBits: bits)
  for partition in partitions {
    table.removeAll(makingRoomFor: chunks.reduce(0) { $0 + $1.range(partition).count })
    for chunk in chunks { table.add(chunk.keys.span.extracting(chunk.range(partition))) }
    for group in 0..<table.count { histogram.add(size: table.sizes[group]) }
  }
  return histogram
}
