import Numerics

/// Some tuples that are recoded to the same levels, and show the same groups.
struct RecodedClass: Sendable {
  var tuples: [Int]
  var levels: [Int]
}

/// Moves single classes up and down their hierarchies.
struct ClassRecoder: Sendable {
  private let table: SearchTable
  private let criteria: [any ClassCriterion]
  private let subjects: [UInt32]?
  /// For each attribute and level, the loss of a cell in each group.
  private let losses: [[[Double]]]

  init(table: SearchTable, criteria: [any ClassCriterion]) {
    self.table = table
    self.criteria = criteria
    subjects = table.subjectOfTuple
    losses = table.quasiIdentifiers.map { hierarchy in
      let values = hierarchy.levels[0].cardinality - 1
      return hierarchy.levels.map { level in
        var sizes = [Double](repeating: 0, count: level.cardinality)
        for group in Set(zip(hierarchy.levels[0].groupOfCode, level.groupOfCode).map(Pair.init)) {
          sizes[Int(group.above)] += 1
        }
        return sizes.map { values > 1 ? max(0, $0 - 1) / Double(values - 1) : 0 }
      }
    }
  }

  private struct Pair: Hashable {
    let below: UInt32
    let above: UInt32
    init(_ pair: (UInt32, UInt32)) { (below, above) = pair }
  }

  /// The mean loss of a tuple's cells at some levels.
  func loss(_ tuple: Int, _ levels: [Int]) -> Double {
    guard !levels.isEmpty else { return 0 }
    var sum = 0.0
    for (attribute, level) in levels.enumerated() {
      sum += losses[attribute][level][Int(group(tuple, attribute, level))]
    }
    return sum / Double(levels.count)
  }

  private func group(_ tuple: Int, _ attribute: Int, _ level: Int) -> UInt32 {
    table.quasiIdentifiers[attribute].levels[level]
      .groupOfCode[Int(table.tuples.columns[attribute][tuple])]
  }

  /// The classes of some tuples at some levels, in the order of their first tuples.
  func classes(_ tuples: [Int], at levels: [Int]) -> [RecodedClass] {
    var numbers = [UInt32](repeating: 0, count: tuples.count)
    var classCount = min(1, tuples.count)
    for (attribute, level) in levels.enumerated() {
      var known: [UInt64: UInt32] = [:]
      for (place, tuple) in tuples.enumerated() {
        let key = UInt64(numbers[place]) << 32 | UInt64(group(tuple, attribute, level))
        let number = known[key] ?? UInt32(known.count)
        known[key] = number
        numbers[place] = number
      }
      classCount = known.count
    }
    var classes = (0..<classCount).map { _ in RecodedClass(tuples: [], levels: levels) }
    for (place, tuple) in tuples.enumerated() {
      classes[Int(numbers[place])].tuples.append(tuple)
    }
    return classes
  }

  /// Whether a class meets every criterion.
  func accepts(_ candidate: RecodedClass) -> Bool {
    let least = criteria.reduce(1) { max($0, $1.minimumSize) }
    let rows = candidate.tuples.reduce(0) { $0 + Int(table.counts[$1]) }
    guard rows >= least else { return false }
    let classes = classTable(candidate, rows: rows)
    guard Int(classes.sizes[0]) >= least else { return false }
    return criteria.allSatisfy { $0.holds(for: 0, in: classes) }
  }

  private func classTable(_ one: RecodedClass, rows: Int) -> ClassTable {
    let size = subjects.map { subjects in Set(one.tuples.map { subjects[$0] }).count } ?? rows
    let sensitive = table.sensitive.indices.map { attribute in
      let column = table.tuples.columns[table.quasiIdentifiers.count + attribute]
      var counts: [UInt32: UInt32] = [:]
      for tuple in one.tuples { counts[column[tuple], default: 0] += table.counts[tuple] }
      let sorted = counts.filter { $0.value > 0 }.sorted { $0.key < $1.key }
      return ClassTable.ValueCounts(
        starts: [0, sorted.count], values: sorted.map(\.key), counts: sorted.map(\.value))
    }
    return ClassTable(
      sizes: [UInt32(size)], rows: [UInt32(rows)],
      weights: table.weights.map { weights in [one.tuples.reduce(0) { $0 + weights[$1] }] } ?? [],
      sensitive: sensitive,
      codes: one.levels.enumerated().map { attribute, level in
        [one.tuples.first.map { group($0, attribute, level) } ?? 0]
      })
  }

  /// A class taken down as far as its parts meet the criteria.
  func refined(_ whole: RecodedClass) -> [RecodedClass] {
    var done: [RecodedClass] = []
    var open = [whole]
    while let one = open.popLast() {
      if let parts = lowered(one) { open += parts.reversed() } else { done.append(one) }
    }
    return done
  }

  /// The class with some or all of its rows one level lower in the attribute that gains most.
  private func lowered(_ one: RecodedClass) -> [RecodedClass]? {
    var best: (gain: Double, parts: [RecodedClass])?
    for attribute in one.levels.indices where one.levels[attribute] > 0 {
      var levels = one.levels
      levels[attribute] -= 1
      var leaving: [RecodedClass] = []
      var staying = RecodedClass(tuples: [], levels: one.levels)
      for part in classes(one.tuples, at: levels) {
        if accepts(part) { leaving.append(part) } else { staying.tuples += part.tuples }
      }
      if !staying.tuples.isEmpty {
        guard !leaving.isEmpty, accepts(staying) else { continue }
        staying.tuples.sort()
      }
      let gain = leaving.reduce(0.0) { sum, part in
        sum
          + part.tuples.reduce(0.0) { sum, tuple in
            sum + Double(table.counts[tuple]) * (loss(tuple, one.levels) - loss(tuple, levels))
          }
      }
      if gain > best?.gain ?? 0 {
        best = (gain, leaving + (staying.tuples.isEmpty ? [] : [staying]))
      }
    }
    return best?.parts
  }

  /// Suppressed rows at the lowest levels above the start at which they meet the criteria, and
  /// those that meet them nowhere.
  func rescued(_ lost: [Int], from start: [Int]) -> (classes: [RecodedClass], left: [Int]) {
    var (found, left, levels) = ([RecodedClass](), lost, start)
    while !left.isEmpty {
      var rest: [Int] = []
      for part in classes(left, at: levels) {
        if accepts(part) { found += refined(part) } else { rest += part.tuples }
      }
      left = rest.sorted()
      guard let next = cheapestStep(left, levels) else { break }
      levels[next] += 1
    }
    return (found, left)
  }

  private func cheapestStep(_ tuples: [Int], _ levels: [Int]) -> Int? {
    var best: (price: Double, attribute: Int)?
    let before = max(1, classes(tuples, at: levels).count)
    for (attribute, level) in levels.enumerated()
    where level < table.quasiIdentifiers[attribute].height {
      var higher = levels
      higher[attribute] += 1
      let cost = tuples.reduce(0.0) { sum, tuple in
        sum + Double(table.counts[tuple]) * (loss(tuple, higher) - loss(tuple, levels))
      }
      // What a step costs for each class that it merges away.
      let merged = Double(before - classes(tuples, at: higher).count)
      let price = cost / (merged + 1e-3)
      if price < best?.price ?? .infinity { best = (price, attribute) }
    }
    return best?.attribute
  }
}
