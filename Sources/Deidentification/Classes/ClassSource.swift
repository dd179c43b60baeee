import Numerics

/// Tuples, or the classes of a more specific node, ready to be grouped into the classes of another.
///
/// An entry stands for its first tuple: hierarchies are nested, so all tuples of a class agree at
/// each level above. Entries are in the order of their first tuples, with those that only the
/// population has among them.
struct ClassSource: Sendable {
  /// For each block, the value of each entry's first tuple.
  var values: [[UInt32]]
  /// The rows of each entry.
  var rows: [UInt32]
  /// The rows of the population of each entry; empty where no population is given.
  var population: [UInt32]
  /// The sum of sampling weights of each entry; empty where rows are not weighted.
  var weights: [Double]
  /// The values of the sensitive attributes in each entry.
  var sensitive: [ClassTable.ValueCounts]
  /// Who is in which entry; `nil` where each row is a person.
  var subjects: SubjectPairs?

  /// The number of entries.
  var count: Int { rows.count }

  /// The tuples themselves.
  init(tuples table: borrowing SearchTable, values: [[UInt32]]) {
    self.values = values
    rows = table.counts
    population = table.populationCounts ?? []
    weights = table.weights ?? []
    let columns = table.tuples.columns.dropFirst(table.quasiIdentifiers.count)
    let counts = table.counts
    sensitive = columns.map { Self.valueCounts($0, counts: counts) }
    subjects = table.subjectOfTuple.map { SubjectPairs(subjectOfTuple: $0, counts: counts) }
  }

  private init(
    values: [[UInt32]], rows: [UInt32], population: [UInt32], weights: [Double],
    sensitive: [ClassTable.ValueCounts], subjects: SubjectPairs?
  ) {
    self.values = values
    self.rows = rows
    self.population = population
    self.weights = weights
    self.sensitive = sensitive
    self.subjects = subjects
  }

  /// The classes of a grouping of these entries, as a source for the nodes above.
  ///
  /// - Complexity: O(entries).
  func merged(_ grouping: ClassGrouping, cardinalities: [Int]) -> ClassSource {
    let classes = grouping.classOfEntry
    return ClassSource(
      values: values.map { gathered($0, at: grouping.representatives) }, rows: grouping.rows,
      population: summed(population, by: classes, count: grouping.count),
      weights: summed(weights, by: classes, count: grouping.count),
      sensitive: zip(sensitive, cardinalities).map { counts, cardinality in
        counts.merged(classes, classCount: grouping.count, cardinality: cardinality)
      },
      subjects: subjects?.merged(classes, classCount: grouping.count))
  }

  /// One value for each tuple of the release, none for those that only the population has.
  private static func valueCounts(
    _ column: [UInt32], counts: [UInt32]
  ) -> ClassTable.ValueCounts {
    var made = ClassTable.ValueCounts(starts: [0], values: [], counts: [])
    for (value, count) in zip(column, counts) {
      if count > 0 {
        made.values.append(value)
        made.counts.append(count)
      }
      made.starts.append(made.values.count)
    }
    return made
  }
}

/// The entries in which each data subject has rows: each pair once, subject by subject.
struct SubjectPairs: Sendable {
  /// Ascending.
  private(set) var subjects: [UInt32]
  /// The entry of each pair.
  private(set) var entries: [UInt32]
  /// The number of different subjects of each entry.
  private(set) var sizes: [UInt32]

  /// The pairs of tuples that have rows of the release.
  init(subjectOfTuple: [UInt32], counts: [UInt32]) {
    let order = counts.indices.filter { counts[$0] > 0 }
      .sorted { (subjectOfTuple[$0], $0) < (subjectOfTuple[$1], $1) }
    subjects = order.map { subjectOfTuple[$0] }
    entries = order.map { UInt32(truncatingIfNeeded: $0) }
    sizes = counts.map { min($0, 1) }
  }

  /// The pairs of unions of entries.
  ///
  /// - Complexity: O(pairs + unions): pairs of one subject are neighbours, so it is enough to
  ///   remember for each union who was counted last.
  func merged(_ classOfEntry: [UInt32], classCount: Int) -> SubjectPairs {
    var result = self
    result.subjects.removeAll(keepingCapacity: true)
    result.entries.removeAll(keepingCapacity: true)
    result.sizes = [UInt32](repeating: 0, count: classCount)
    var last = [Int](repeating: -1, count: classCount)
    for (subject, entry) in zip(subjects, entries) {
      let number = Int(classOfEntry[Int(entry)])
      if last[number] == Int(subject) { continue }
      last[number] = Int(subject)
      result.sizes[number] += 1
      result.subjects.append(subject)
      result.entries.append(UInt32(truncatingIfNeeded: number))
    }
    return result
  }
}

/// The elements at some positions.
func gathered(_ column: [UInt32], at positions: [UInt32]) -> [UInt32] {
  var result = [UInt32](repeating: 0, count: positions.count)
  let (source, indices) = (column.span, positions.span)
  var target = result.mutableSpan
  for index in indices.indices { target[index] = source[Int(indices[index])] }
  return result
}

/// The sums of the elements that belong to each class; nothing where there are no elements.
private func summed(_ elements: [UInt32], by classes: [UInt32], count: Int) -> [UInt32] {
  guard !elements.isEmpty else { return [] }
  var sums = [UInt32](repeating: 0, count: count)
  let (source, numbers) = (elements.span, classes.span)
  var target = sums.mutableSpan
  for index in source.indices { target[Int(numbers[index])] &+= source[index] }
  return sums
}

private func summed(_ elements: [Double], by classes: [UInt32], count: Int) -> [Double] {
  guard !elements.isEmpty else { return [] }
  var sums = [Double](repeating: 0, count: count)
  for (element, number) in zip(elements, classes) { sums[Int(number)] += element }
  return sums
}
