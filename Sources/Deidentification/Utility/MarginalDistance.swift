import Tables

/// The total variation between a column's distribution before and after.
///
/// A released label is spread evenly over the original values it can stand for: the best that a
/// reader without other knowledge can do. 0 for equal distributions, at most 1.
func oneWayDistance(_ pair: UtilityColumns.Pair) -> Double {
  let rows = pair.original.codes.count
  guard rows > 0 else { return 0 }
  var difference = [Double](repeating: 0, count: pair.original.cardinality)
  for code in pair.original.codes { difference[Int(code)] += 1 }
  for (label, count) in counts(pair.release.codes, pair.release.cardinality).enumerated()
  where count > 0 {
    let cover = pair.cover[label]
    for value in cover { difference[value] -= count / Double(cover.count) }
  }
  return difference.reduce(0) { $0 + abs($1) } / (2 * Double(rows))
}

/// The total variation of each pair of columns, spread as single columns are.
///
/// Pairs with more than 2^24 combinations of values are left out: their cells are nearly all empty.
/// **Cost**: for each pair O(rows) and O(combinations of labels x what each column's labels cover).
func twoWayDistances(_ columns: UtilityColumns) -> [Double] {
  var distances: [Double] = []
  for second in columns.pairs.indices {
    for first in 0..<second {
      let (one, two) = (columns.pairs[first], columns.pairs[second])
      let widest =
        max(one.original.cardinality, one.release.cardinality)
        * max(two.original.cardinality, two.release.cardinality)
      guard widest <= 1 << 24 else { continue }
      distances.append(distance(columns.pairs[first], columns.pairs[second]))
    }
  }
  return distances
}

private func counts(_ codes: [UInt32], _ cardinality: Int) -> [Double] {
  var counts = [Double](repeating: 0, count: cardinality)
  for code in codes { counts[Int(code)] += 1 }
  return counts
}

private func distance(_ first: UtilityColumns.Pair, _ second: UtilityColumns.Pair) -> Double {
  let rows = first.original.codes.count
  guard rows > 0 else { return 0 }
  let width = second.original.cardinality
  var difference = [Double](repeating: 0, count: first.original.cardinality * width)
  for (one, two) in zip(first.original.codes, second.original.codes) {
    difference[Int(one) * width + Int(two)] += 1
  }
  let labels = second.release.cardinality
  var joint = [Double](repeating: 0, count: first.release.cardinality * labels)
  for (one, two) in zip(first.release.codes, second.release.codes) {
    joint[Int(one) * labels + Int(two)] += 1
  }
  // First spread over the values of the first column, then over those of the second.
  var half = [Double](repeating: 0, count: first.original.cardinality * labels)
  for (label, cover) in first.cover.enumerated() {
    for value in cover {
      for other in 0..<labels {
        half[value * labels + other] += joint[label * labels + other] / Double(cover.count)
      }
    }
  }
  for value in 0..<first.original.cardinality {
    for (label, cover) in second.cover.enumerated() where half[value * labels + label] > 0 {
      let part = half[value * labels + label] / Double(cover.count)
      for other in cover { difference[value * width + other] -= part }
    }
  }
  return difference.reduce(0) { $0 + abs($1) } / (2 * Double(rows))
}
