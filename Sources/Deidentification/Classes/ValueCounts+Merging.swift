extension ClassTable.ValueCounts {
  /// The counts of classes that are unions of these classes.
  ///
  /// - Parameters:
  ///   - classOfEntry: the union that each class belongs to.
  ///   - classCount: the number of unions.
  ///   - cardinality: a number that all values lie below.
  /// - Complexity: O(entries + unions + cardinality), or O(entries + unions x cardinality) where
  ///   that product is small.
  func merged(
    _ classOfEntry: [UInt32], classCount: Int, cardinality: Int
  ) -> ClassTable.ValueCounts {
    if classCount * cardinality <= max(4_096, 2 * values.count) {
      return mergedDensely(classOfEntry, classCount, cardinality)
    }
    var classes = [UInt32](repeating: 0, count: values.count)
    for (entry, number) in classOfEntry.enumerated() {
      for position in starts[entry]..<starts[entry + 1] { classes[position] = number }
    }
    let byValue = stableOrder(of: values, below: cardinality)
    let order = stableOrder(of: classes, below: classCount, from: byValue)
    var merged = ClassTable.ValueCounts(starts: [0], values: [], counts: [])
    merged.starts.reserveCapacity(classCount + 1)
    for position in order.map({ Int($0) }) {
      let number = Int(classes[position])
      while merged.starts.count <= number { merged.starts.append(merged.values.count) }
      if merged.values.count > merged.starts[number], merged.values.last == values[position] {
        merged.counts[merged.counts.count - 1] += counts[position]
      } else {
        merged.values.append(values[position])
        merged.counts.append(counts[position])
      }
    }
    while merged.starts.count <= classCount { merged.starts.append(merged.values.count) }
    return merged
  }

  private func mergedDensely(
    _ classOfEntry: [UInt32], _ classCount: Int, _ cardinality: Int
  ) -> ClassTable.ValueCounts {
    var sums = [UInt32](repeating: 0, count: classCount * cardinality)
    add(classOfEntry, cardinality, to: &sums)
    var merged = ClassTable.ValueCounts(starts: [0], values: [], counts: [])
    merged.starts.reserveCapacity(classCount + 1)
    merged.values.reserveCapacity(min(values.count, sums.count))
    merged.counts.reserveCapacity(min(values.count, sums.count))
    let source = sums.span
    for number in 0..<classCount {
      for value in 0..<cardinality {
        let sum = source[number &* cardinality &+ value]
        if sum == 0 { continue }
        merged.values.append(UInt32(truncatingIfNeeded: value))
        merged.counts.append(sum)
      }
      merged.starts.append(merged.values.count)
    }
    return merged
  }

  private func add(_ classOfEntry: [UInt32], _ cardinality: Int, to sums: inout [UInt32]) {
    let (first, codes, rows) = (starts.span, values.span, counts.span)
    let classes = classOfEntry.span
    var target = sums.mutableSpan
    for entry in classes.indices {
      let offset = Int(classes[entry]) &* cardinality
      for position in first[entry]..<first[entry &+ 1] {
        target[offset &+ Int(codes[position])] &+= rows[position]
      }
    }
  }

  /// The counts of some of the classes, in the order given.
  func selecting(_ classes: [UInt32]) -> ClassTable.ValueCounts {
    var selected = ClassTable.ValueCounts(starts: [0], values: [], counts: [])
    for number in classes.map({ Int($0) }) {
      let range = starts[number]..<starts[number + 1]
      selected.values.append(contentsOf: values[range])
      selected.counts.append(contentsOf: counts[range])
      selected.starts.append(selected.values.count)
    }
    return selected
  }
}

/// The positions of keys in ascending order of keys, equal ones in the order of `from`.
private func stableOrder(of keys: [UInt32], below limit: Int, from: [UInt32]? = nil) -> [UInt32] {
  var next = [Int](repeating: 0, count: limit + 1)
  for key in keys { next[Int(key) + 1] += 1 }
  for key in 0..<limit { next[key + 1] += next[key] }
  var order = [UInt32](repeating: 0, count: keys.count)
  for index in keys.indices {
    let position = from?[index] ?? UInt32(truncatingIfNeeded: index)
    let key = Int(keys[Int(position)])
    order[next[key]] = position
    next[key] += 1
  }
  return order
}
