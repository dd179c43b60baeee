import Deidentification

/// The classes of a node, made the obvious way.
func slowClasses(_ table: SearchTable, _ levels: [Int]) -> ClassTable {
  var order: [[UInt32]] = []
  var members: [[UInt32]: [Int]] = [:]
  for tuple in table.counts.indices {
    let key = levels.enumerated().map { attribute, level in
      table.quasiIdentifiers[attribute].levels[level]
        .groupOfCode[Int(table.tuples.columns[attribute][tuple])]
    }
    if members[key] == nil { order.append(key) }
    members[key, default: []].append(tuple)
  }
  let classes = order.compactMap { key -> (key: [UInt32], tuples: [Int])? in
    let tuples = members[key] ?? []
    return tuples.contains { table.counts[$0] > 0 } ? (key, tuples) : nil
  }
  let rows = classes.map { $0.tuples.reduce(0) { $0 + table.counts[$1] } }
  let sizes = table.subjectOfTuple.map { subjects in
    classes.map { entry in
      UInt32(Set(entry.tuples.filter { table.counts[$0] > 0 }.map { subjects[$0] }).count)
    }
  }
  return ClassTable(
    sizes: sizes ?? rows, rows: rows,
    populationSizes: table.populationCounts.map { counts in
      classes.map { $0.tuples.reduce(0) { $0 + counts[$1] } }
    } ?? [],
    weights: table.weights.map { weights in
      classes.map { $0.tuples.reduce(0) { $0 + weights[$1] } }
    } ?? [],
    sensitive: table.sensitive.indices.map { index in
      slowCounts(
        classes.map(\.tuples), table.tuples.columns[levels.count + index], table.counts)
    },
    codes: levels.indices.map { attribute in classes.map { $0.key[attribute] } }, levels: levels)
}

private func slowCounts(
  _ classes: [[Int]], _ column: [UInt32], _ counts: [UInt32]
) -> ClassTable.ValueCounts {
  var result = ClassTable.ValueCounts(starts: [0], values: [], counts: [])
  for tuples in classes {
    var sums: [UInt32: UInt32] = [:]
    for tuple in tuples where counts[tuple] > 0 { sums[column[tuple], default: 0] += counts[tuple] }
    for (value, sum) in sums.sorted(by: { $0.key < $1.key }) {
      result.values.append(value)
      result.counts.append(sum)
    }
    result.starts.append(result.values.count)
  }
  return result
}

/// Whether two tables of classes are the same, sums of weights to 12 digits.
func isSame(_ left: ClassTable, _ right: ClassTable) -> Bool {
  left.sizes == right.sizes && left.rows == right.rows && left.codes == right.codes
    && left.levels == right.levels
    && left.populationSizes == right.populationSizes
    && left.weights.count == right.weights.count
    && zip(left.weights, right.weights).allSatisfy { abs($0 - $1) <= 1e-12 * max(1, abs($1)) }
    && left.sensitive.count == right.sensitive.count
    && zip(left.sensitive, right.sensitive).allSatisfy {
      $0.starts == $1.starts && $0.values == $1.values && $0.counts == $1.counts
    }
}
