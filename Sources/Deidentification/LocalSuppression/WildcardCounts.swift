import Numerics

/// How many rows (or people) each row matches where missing cells match everything; counted pattern
/// by pattern, to check results by another way than they were made.
///
/// **Cost**: O(rows x columns) for each pair of patterns of missing cells that occurs.
struct WildcardCounts {
  /// For each row, the number of matching rows or people, itself counted.
  let counts: [Int]

  /// The least count; the largest number there is where there are no rows.
  var smallest: Int { counts.min() ?? .max }

  /// Counts the rows of `candidates` that each row of `columns` matches, or the people.
  ///
  /// - Parameter candidates: `columns` itself, or the same rows before suppression.
  /// - Throws: `NumericsError` for columns of unequal length.
  init(
    _ columns: CodeColumns, among candidates: CodeColumns, subjects: [UInt32]? = nil
  ) throws(NumericsError) {
    let asking = PatternedTuples(columns)
    let others = PatternedTuples(candidates)
    var held = [Int](repeating: 0, count: asking.tuples.count)
    let subjectsOfTuple = subjects.map { others.subjects($0) }
    for (mask, tuples) in asking.patterns {
      var people = [Set<UInt32>](repeating: [], count: subjects == nil ? 0 : tuples.count)
      for (other, matching) in others.patterns {
        let join = try PatternJoin(asking, tuples, others, matching, showing: mask & other)
        if let subjectsOfTuple {
          join.collect(subjectsOfTuple, into: &people)
        } else {
          join.add(others.tuples.counts, to: &held)
        }
      }
      for (place, found) in people.enumerated() { held[tuples[place]] = found.count }
    }
    counts = asking.classes.classOfRow.map { held[Int($0)] }
  }
}

/// Distinct rows by their pattern of missing cells.
private struct PatternedTuples {
  let classes: EquivalenceClasses
  let tuples: UniqueTuples
  let patterns: [(key: UInt64, value: [Int])]

  init(_ columns: CodeColumns) {
    classes = EquivalenceClasses(columns)
    tuples = UniqueTuples(columns, classes: classes)
    let masks = shownMasks(tuples.tuples.columns, rowCount: tuples.count)
    var byMask: [UInt64: [Int]] = [:]
    for (tuple, mask) in masks.enumerated() { byMask[mask, default: []].append(tuple) }
    patterns = byMask.sorted { $0.key < $1.key }
  }

  func subjects(_ ofRow: [UInt32]) -> [[UInt32]] {
    var subjects = [[UInt32]](repeating: [], count: tuples.count)
    for (row, tuple) in classes.classOfRow.enumerated() { subjects[Int(tuple)].append(ofRow[row]) }
    return subjects
  }
}

/// Two patterns' distinct rows, grouped by the columns that both show.
private struct PatternJoin {
  private let asking: [Int]
  private let other: [Int]
  private let classes: EquivalenceClasses

  init(
    _ table: PatternedTuples, _ asking: [Int], _ candidates: PatternedTuples, _ other: [Int],
    showing mask: UInt64
  ) throws(NumericsError) {
    self.asking = asking
    self.other = other
    let (one, two) = (table.tuples.tuples, candidates.tuples.tuples)
    let kept = one.columns.indices.filter { mask >> UInt64($0) & 1 == 1 }
    let columns = kept.map { column in
      asking.map { one.columns[column][$0] } + other.map { two.columns[column][$0] }
    }
    classes = EquivalenceClasses(
      try CodeColumns(
        columns: columns, cardinalities: kept.map { one.cardinalities[$0] },
        rowCount: asking.count + other.count, workers: .single), workers: .single)
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
