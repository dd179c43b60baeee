/// The equivalence classes of a table: which rows have equal codes in all columns.
///
/// Classes are numbered 0, 1, 2... in the order in which their first rows appear, so the same rows
/// give the same numbers on every machine and with any number of threads.
public struct EquivalenceClasses: Sendable, Equatable {
  /// The class of each row.
  public let classOfRow: [UInt32]
  /// The number of rows of each class.
  public let sizes: [UInt32]
  /// The first row of each class; ascending.
  public let representatives: [UInt32]

  /// The number of classes.
  public var count: Int { sizes.count }

  /// The number of rows.
  public var rowCount: Int { classOfRow.count }

  /// How many classes there are of each size.
  ///
  /// - Complexity: O(classes).
  public var classSizes: ClassSizes { ClassSizes(of: sizes) }

  init(classOfRow: [UInt32], sizes: [UInt32], representatives: [UInt32]) {
    self.classOfRow = classOfRow
    self.sizes = sizes
    self.representatives = representatives
  }

  /// The classes of `columns`.
  ///
  /// Exact at any key width: columns whose joint domain exceeds 64 bits are combined step by step
  /// into class numbers. Without columns all rows are in one class.
  ///
  /// - Complexity: O(rows x columns) time, O(rows) memory: 20 to 32 bytes a row.
  public init(_ columns: CodeColumns, workers: Workers = .automatic) {
    let narrow = columns.narrowed(workers: workers)
    let domain = keyDomain(narrow.cardinalities) ?? .max
    if let size = denseDomain(domain, rowCount: narrow.rowCount) {
      self = denseClasses(narrow, domain: size)
    } else if domain <= UInt64(UInt32.max) {
      self = partitionedClasses(narrow, as: UInt32.self, workers: workers)
    } else {
      self = partitionedClasses(narrow, as: UInt64.self, workers: workers)
    }
  }
}

extension CodeColumns {
  /// Columns with the same classes whose joint domain fits 64 bits.
  ///
  /// While the domain is too wide, as many leading columns as fit are replaced by one column of
  /// their class numbers. A class number and one more column always fit: rows are fewer than 2^32.
  ///
  /// - Complexity: O(rows x columns) where something has to be replaced, else O(columns).
  func narrowed(workers: Workers) -> CodeColumns {
    guard keyDomain(cardinalities) == nil else { return self }
    var fitting = 1
    while keyDomain(cardinalities.prefix(fitting + 1)) != nil { fitting += 1 }
    let leading = CodeColumns(
      unchecked: Array(columns.prefix(fitting)),
      cardinalities: Array(cardinalities.prefix(fitting)),
      rowCount: rowCount)
    let classes = EquivalenceClasses(leading, workers: workers)
    let rest = CodeColumns(
      unchecked: [classes.classOfRow] + columns.dropFirst(fitting),
      cardinalities: [classes.count] + cardinalities.dropFirst(fitting), rowCount: rowCount)
    return rest.narrowed(workers: workers)
  }
}

private func denseClasses(_ columns: CodeColumns, domain: Int) -> EquivalenceClasses {
  var classOfRow = packedKeys(columns, rows: 0..<columns.rowCount, as: UInt32.self)
  var classOfKey = [UInt32](repeating: 0, count: domain)
  var sizes: [UInt32] = []
  var representatives: [UInt32] = []
  numberKeys(&classOfRow, &classOfKey, &sizes, &representatives)
  return EquivalenceClasses(
    classOfRow: classOfRow, sizes: sizes, representatives: representatives)
}

/// Replaces each key by its class; `classOfKey` holds the class plus one, 0 for a key not yet seen.
private func numberKeys(
  _ keys: inout [UInt32], _ classOfKey: inout [UInt32], _ sizes: inout [UInt32],
  _ representatives: inout [UInt32]
) {
  var rows = keys.mutableSpan
  var numbers = classOfKey.mutableSpan
  for row in rows.indices {
    let key = Int(rows[row])
    var number = numbers[key]
    if number == 0 {
      sizes.append(0)
      representatives.append(UInt32(truncatingIfNeeded: row))
      number = UInt32(truncatingIfNeeded: sizes.count)
      numbers[key] = number
    }
    rows[row] = number &- 1
    sizes[Int(number &- 1)] &+= 1
  }
}

private func partitionedClasses<Key: KeyWord>(
  _ columns: CodeColumns, as: Key.Type, workers: Workers
) -> EquivalenceClasses {
  let bits = partitionBits(rowCount: columns.rowCount)
  let chunks = concurrentChunks(
    count: columns.rowCount, minimumChunk: 65_536, maximumChunks: 8, workers: workers
  ) { KeyPartitions<Key>(columns, rows: $0, bits: bits, keepsRows: true) }
  let parts = concurrentChunks(
    count: 1 << bits, maximumChunks: 32, workers: columns.rowCount < 65_536 ? .single : workers
  ) { partitions in (partitions, firstRows(of: partitions, in: chunks, bits: bits)) }
  var firstRowOfRow = [UInt32](repeating: 0, count: columns.rowCount)
  for (partitions, firstRows) in parts {
    var position = 0
    for partition in partitions {
      for chunk in chunks {
        let range = chunk.range(partition)
        place(firstRows, from: position, chunk.rows, range, in: &firstRowOfRow)
        position += range.count
      }
    }
  }
  return numberClasses(firstRowOfRow: firstRowOfRow)
}

/// For each key of some partitions, in the order in which they lie there: the first row of its
/// group.
private func firstRows<Key: KeyWord>(
  of partitions: Range<Int>, in chunks: [KeyPartitions<Key>], bits: Int
) -> [UInt32] {
  let counts = partitions.map { partition in
    chunks.reduce(0) { $0 + $1.range(partition).count }
  }
  var firstRows = [UInt32](repeating: 0, count: counts.reduce(0, +))
  var position = 0
  var table = GroupTable<Key>(skippedBits: bits)
  for (partition, count) in zip(partitions, counts) {
    table.removeAll(makingRoomFor: count)
    for chunk in chunks {
      let range = chunk.range(partition)
      table.writeFirstRows(
        of: chunk.keys.span.extracting(range), rows: chunk.rows.span.extracting(range),
        to: &firstRows, from: position)
      position += range.count
    }
  }
  return firstRows
}

private func place(
  _ firstRows: [UInt32], from position: Int, _ rows: [UInt32], _ range: Range<Int>,
  in target: inout [UInt32]
) {
  let source = firstRows.span
  let sourceRows = rows.span
  var targetSpan = target.mutableSpan
  var next = position
  for index in range {
    targetSpan[Int(sourceRows[index])] = source[next]
    next &+= 1
  }
}

/// Numbers classes in the order of first appearance: a row that is its own first row opens one.
private func numberClasses(firstRowOfRow: [UInt32]) -> EquivalenceClasses {
  var classOfRow = firstRowOfRow
  var sizes: [UInt32] = []
  var representatives: [UInt32] = []
  var rows = classOfRow.mutableSpan
  for row in rows.indices {
    let first = Int(rows[row])
    if first == row {
      rows[row] = UInt32(truncatingIfNeeded: sizes.count)
      sizes.append(1)
      representatives.append(UInt32(truncatingIfNeeded: row))
    } else {
      let number = rows[first]
      rows[row] = number
      sizes[Int(number)] &+= 1
    }
  }
  return EquivalenceClasses(
    classOfRow: classOfRow, sizes: sizes, representatives: representatives)
}
