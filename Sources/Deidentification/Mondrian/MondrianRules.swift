import Numerics

/// What a part has to meet, and what parts look like to the models.
struct MondrianRules: Sendable {
  let k: Int
  let mode: Mondrian.Mode
  let target: Int?
  let axes: [MondrianAxis]
  /// Whether counting rows decides: no people of several rows, no criteria beside k.
  let rowsDecide: Bool
  private let criteria: [any ClassCriterion]
  private let table: SearchTable
  private let subjects: [UInt32]?

  init(mondrian: Mondrian, table: SearchTable, axes: [MondrianAxis]) {
    k = mondrian.k
    mode = mondrian.mode
    criteria = mondrian.criteria
    self.table = table
    self.axes = axes
    subjects = table.subjectOfTuple.map(densified)
    rowsDecide = criteria.isEmpty && subjects == nil
    if case .informationGain(let index) = mondrian.choice { target = index } else { target = nil }
  }

  /// Whether a whole box meets everything.
  func accept(_ box: MondrianBox) -> Bool {
    acceptedClasses(box, [UInt32](repeating: 0, count: box.count), partCount: 1) != nil
  }

  /// The parts as classes, if every one of them meets everything.
  func acceptedClasses(_ box: MondrianBox, _ parts: [UInt32], partCount: Int) -> ClassTable? {
    let classes = classes(box, parts, partCount: partCount)
    guard classes.sizes.allSatisfy({ Int($0) >= k }) else { return nil }
    for criterion in criteria {
      for part in 0..<partCount where !criterion.holds(for: part, in: classes) { return nil }
    }
    return classes
  }

  private func classes(_ box: MondrianBox, _ parts: [UInt32], partCount: Int) -> ClassTable {
    var rows = [UInt32](repeating: 0, count: partCount)
    var population = [UInt32](repeating: 0, count: table.populationCounts == nil ? 0 : partCount)
    var weights = [Double](repeating: 0, count: table.weights == nil ? 0 : partCount)
    var first = [Int](repeating: 0, count: partCount)
    for unit in (0..<box.count).reversed() {
      let (part, tuple) = (Int(parts[unit]), Int(box.tuples[unit]))
      rows[part] += box.counts[unit]
      first[part] = tuple
      if let counts = table.populationCounts { population[part] += counts[tuple] }
      if let weight = table.weights {
        // A tuple's weight is that of all its rows; a unit may be one of them.
        let share = Double(box.counts[unit]) / Double(max(1, table.counts[tuple]))
        weights[part] += weight[tuple] * share
      }
    }
    return ClassTable(
      sizes: subjects.map { people(box, parts, partCount, $0) } ?? rows, rows: rows,
      populationSizes: population, weights: weights,
      sensitive: criteria.isEmpty && target == nil
        ? [] : table.sensitive.indices.map { valueCounts(box, parts, partCount, $0) },
      codes: axes.indices.map { axis in first.map { table.tuples.columns[axis][$0] } })
  }

  private func people(
    _ box: MondrianBox, _ parts: [UInt32], _ partCount: Int, _ subjects: [UInt32]
  ) -> [UInt32] {
    var seen = [Set<UInt32>](repeating: [], count: partCount)
    for unit in 0..<box.count where box.counts[unit] > 0 {
      seen[Int(parts[unit])].insert(subjects[Int(box.tuples[unit])])
    }
    return seen.map { UInt32($0.count) }
  }

  private func valueCounts(
    _ box: MondrianBox, _ parts: [UInt32], _ partCount: Int, _ attribute: Int
  ) -> ClassTable.ValueCounts {
    let column = table.tuples.columns[axes.count + attribute]
    let cardinality = table.sensitive[attribute].cardinality
    var counts = [UInt32](repeating: 0, count: partCount * cardinality)
    for unit in 0..<box.count {
      let value = Int(column[Int(box.tuples[unit])])
      counts[Int(parts[unit]) * cardinality + value] += box.counts[unit]
    }
    var (starts, values, held) = ([0], [UInt32](), [UInt32]())
    for part in 0..<partCount {
      for value in 0..<cardinality where counts[part * cardinality + value] > 0 {
        values.append(UInt32(value))
        held.append(counts[part * cardinality + value])
      }
      starts.append(values.count)
    }
    return ClassTable.ValueCounts(starts: starts, values: values, counts: held)
  }

  /// What parting tells about the target, in bits a row.
  func gain(_ classes: ClassTable) -> Double {
    guard let target else { return 0 }
    let counts = classes.sensitive[target]
    var whole = [Int](repeating: 0, count: table.sensitive[target].cardinality)
    var inside = 0.0
    for part in 0..<classes.count {
      let range = counts.starts[part]..<counts.starts[part + 1]
      inside += Double(classes.rows[part]) * Entropy.bits(of: range.map { Int(counts.counts[$0]) })
      for place in range { whole[Int(counts.values[place])] += Int(counts.counts[place]) }
    }
    let rows = classes.rows.reduce(0.0) { $0 + Double($1) }
    return rows > 0 ? Entropy.bits(of: whole) - inside / rows : 0
  }
}
