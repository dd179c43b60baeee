import Numerics

extension ClassTable {
  /// The classes of a table as it is, every quasi-identifier at level 0.
  ///
  /// - Throws: `DeidentificationError.parameter` where the tuples' columns don't fit.
  /// - Complexity: O(tuples x columns).
  public init(ungeneralized table: SearchTable) throws(DeidentificationError) {
    let attributes = table.quasiIdentifiers.count
    let grouping: TupleGrouping
    do {
      grouping = TupleGrouping(
        try table.tuples.selecting(Array(0..<attributes)), counts: table.counts)
    } catch {
      throw .parameter(name: "tuples", rule: "must have a column for each attribute")
    }
    let rows = grouping.sums(of: table.counts)
    self.init(
      sizes: try table.subjectOfTuple.map { subjects throws(DeidentificationError) in
        try grouping.distinct(subjects, counts: table.counts)
      } ?? rows,
      rows: rows,
      populationSizes: table.populationCounts.map { grouping.sums(of: $0) } ?? [],
      weights: table.weights.map { grouping.sums(of: $0) } ?? [],
      sensitive: table.sensitive.indices.map { index in
        grouping.valueCounts(
          table.tuples.columns[attributes + index], cardinality: table.sensitive[index].cardinality,
          counts: table.counts)
      },
      codes: (0..<attributes).map { column in
        grouping.firstTuples.map { table.tuples.columns[column][Int($0)] }
      },
      levels: [Int](repeating: 0, count: attributes))
  }
}

/// Which class each tuple is in; classes without a row of the release have no number.
private struct TupleGrouping {
  let classOfTuple: [Int]
  /// The first tuple of each class.
  let firstTuples: [UInt32]
  var count: Int { firstTuples.count }

  init(_ columns: CodeColumns, counts: [UInt32]) {
    let all = EquivalenceClasses(columns)
    var isReleased = [Bool](repeating: false, count: all.count)
    for (tuple, count) in counts.enumerated() where count > 0 {
      isReleased[Int(all.classOfRow[tuple])] = true
    }
    var number = [Int](repeating: -1, count: all.count)
    var first: [UInt32] = []
    for index in isReleased.indices where isReleased[index] {
      number[index] = first.count
      first.append(all.representatives[index])
    }
    classOfTuple = all.classOfRow.map { number[Int($0)] }
    firstTuples = first
  }

  func sums(of counts: [UInt32]) -> [UInt32] {
    var sums = [Int](repeating: 0, count: count)
    for (tuple, index) in classOfTuple.enumerated() where index >= 0 {
      sums[index] += Int(counts[tuple])
    }
    return sums.map { UInt32(clamping: $0) }
  }

  func sums(of weights: [Double]) -> [Double] {
    var sums = [Double](repeating: 0, count: count)
    for (tuple, index) in classOfTuple.enumerated() where index >= 0 {
      sums[index] += weights[tuple]
    }
    return sums
  }

  /// The different subjects of each class, of tuples that the release has.
  func distinct(
    _ subjects: [UInt32], counts: [UInt32]
  ) throws(DeidentificationError) -> [UInt32] {
    let tuples = counts.indices.filter { counts[$0] > 0 }
    let columns: CodeColumns
    do {
      columns = try CodeColumns(
        columns: [tuples.map { UInt32(classOfTuple[$0]) }, tuples.map { subjects[$0] }],
        cardinalities: [max(count, 1), Int(subjects.max() ?? 0) + 1], rowCount: tuples.count)
    } catch {
      throw .parameter(name: "subjectOfTuple", rule: "must number the subjects from 0")
    }
    var sizes = [UInt32](repeating: 0, count: count)
    for first in EquivalenceClasses(columns).representatives {
      sizes[classOfTuple[tuples[Int(first)]]] += 1
    }
    return sizes
  }

  /// Sorted by value, then stably by class; equal pairs are then neighbours.
  func valueCounts(
    _ codes: [UInt32], cardinality: Int, counts: [UInt32]
  ) -> ClassTable.ValueCounts {
    let released = counts.indices.filter { counts[$0] > 0 }
    let byValue = Self.sorted(released, buckets: cardinality) { Int(codes[$0]) }
    let order = Self.sorted(byValue, buckets: count) { classOfTuple[$0] }
    var result = ClassTable.ValueCounts(starts: [0], values: [], counts: [])
    result.starts.reserveCapacity(count + 1)
    result.values.reserveCapacity(order.count)
    result.counts.reserveCapacity(order.count)
    var current = 0
    for tuple in order {
      if classOfTuple[tuple] != current {
        result.starts.append(result.values.count)
        current = classOfTuple[tuple]
      }
      let isNew = result.values.count == result.starts[current]
      if !isNew, result.values[result.values.count - 1] == codes[tuple] {
        result.counts[result.counts.count - 1] += counts[tuple]
      } else {
        result.values.append(codes[tuple])
        result.counts.append(counts[tuple])
      }
    }
    if count > 0 { result.starts.append(result.values.count) }
    return result
  }

  /// A stable counting sort.
  private static func sorted(_ tuples: [Int], buckets: Int, by key: (Int) -> Int) -> [Int] {
    var starts = [Int](repeating: 0, count: buckets + 1)
    for tuple in tuples { starts[key(tuple) + 1] += 1 }
    for bucket in 0..<buckets { starts[bucket + 1] += starts[bucket] }
    var result = [Int](repeating: 0, count: tuples.count)
    for tuple in tuples {
      result[starts[key(tuple)]] = tuple
      starts[key(tuple)] += 1
    }
    return result
  }
}
