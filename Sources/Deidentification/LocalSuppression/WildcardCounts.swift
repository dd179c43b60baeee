import Numerics

/// How many rows (or people) each row matches where missing cells match everything; counted pattern
/// by pattern, to check results by another way than they were made.
///
/// **Cost**: O(rows x columns) for each pair of patterns of missing cells that occurs.
struct WildcardCounts {
  /// For each row, the number of matching rows or people, itself counted.
  private(set) var counts: [Int]

  /// The least count; the largest number there is where there are no rows.
  var smallest: Int { counts.min() ?? .max }

  /// Counts the rows that each row of `columns` matches, or the people.
  ///
  /// - Throws: `NumericsError` for columns of unequal length.
  init(_ columns: CodeColumns, subjects: [UInt32]? = nil) throws(NumericsError) {
    let classes = EquivalenceClasses(columns)
    let tuples = UniqueTuples(columns, classes: classes)
    var subjectsOfTuple = [[UInt32]](repeating: [], count: subjects == nil ? 0 : tuples.count)
    if let subjects {
      for (row, tuple) in classes.classOfRow.enumerated() {
        subjectsOfTuple[Int(tuple)].append(subjects[row])
      }
    }
    let patterns = Self.patterns(tuples.tuples)
    var held = [Int](repeating: 0, count: tuples.count)
    for asking in patterns {
      var people = [Set<UInt32>](repeating: [], count: asking.tuples.count)
      for other in patterns {
        let join = try PatternJoin(asking, other, of: tuples.tuples)
        if subjects != nil {
          join.collect(subjectsOfTuple, into: &people)
        } else {
          join.add(tuples.counts, to: &held)
        }
      }
      guard subjects != nil else { continue }
      for (place, tuple) in asking.tuples.enumerated() { held[tuple] = people[place].count }
    }
    counts = classes.classOfRow.map { held[Int($0)] }
  }

  private static func patterns(_ tuples: CodeColumns) -> [PatternTuples] {
    var masks = [UInt64](repeating: 0, count: tuples.rowCount)
    for (column, codes) in tuples.columns.enumerated() {
      for row in codes.indices where codes[row] != 0 { masks[row] |= 1 << UInt64(column) }
    }
    var byMask: [UInt64: [Int]] = [:]
    for (tuple, mask) in masks.enumerated() { byMask[mask, default: []].append(tuple) }
    return byMask.sorted { $0.key < $1.key }.map { PatternTuples(mask: $0.key, tuples: $0.value) }
  }
}

/// The distinct rows with the same cells missing.
private struct PatternTuples {
  let mask: UInt64
  let tuples: [Int]
}

/// Two patterns' distinct rows, grouped by the columns that both show.
private struct PatternJoin {
  private let asking: [Int]
  private let other: [Int]
  private let classes: EquivalenceClasses

  init(
    _ asking: PatternTuples, _ other: PatternTuples, of tuples: CodeColumns
  ) throws(NumericsError) {
    self.asking = asking.tuples
    self.other = other.tuples
    let shared = asking.mask & other.mask
    let kept = tuples.columns.indices.filter { shared >> UInt64($0) & 1 == 1 }
    let columns = kept.map { column in
      asking.tuples.map { tuples.columns[column][$0] }
        + other.tuples.map { tuples.columns[column][$0] }
    }
    classes = EquivalenceClasses(
      try CodeColumns(
        columns: columns, cardinalities: kept.map { tuples.cardinalities[$0] },
        rowCount: asking.tuples.count + other.tuples.count, workers: .single), workers: .single)
  }

  func add(_ counts: [UInt32], to held: inout [Int]) {
    var sizes = [Int](repeating: 0, count: classes.count)
    for (place, tuple) in other.enumerated() {
      sizes[Int(classes.classOfRow[asking.count + place])] += Int(counts[tuple])
    }
    for (place, tuple) in asking.enumerated() {
      held[tuple] += sizes[Int(classes.classOfRow[place])]
    }
  }

  func collect(_ subjectsOfTuple: [[UInt32]], into people: inout [Set<UInt32>]) {
    var groups = [Set<UInt32>](repeating: [], count: classes.count)
    for (place, tuple) in other.enumerated() {
      groups[Int(classes.classOfRow[asking.count + place])].formUnion(subjectsOfTuple[tuple])
    }
    for place in asking.indices {
      people[place].formUnion(groups[Int(classes.classOfRow[place])])
    }
  }
}
