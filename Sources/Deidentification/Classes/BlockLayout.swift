import Numerics

/// How the quasi-identifiers of a table are joined into blocks.
struct BlockLayout: Sendable {
  /// The blocks.
  let blocks: [CodeBlock]
  /// The block of each quasi-identifier, and its position in the block.
  let place: [(block: Int, position: Int)]
  /// The levels that can be asked for.
  let bounds: [ClosedRange<Int>]

  /// The most values of a block of several quasi-identifiers: its table stays in the cache.
  private static let valueLimit = 4_096
  /// The most entries of all tables of such a block.
  private static let tableLimit = 1 << 17

  /// Joins quasi-identifiers, largest first, each to the first block where it fits.
  ///
  /// - Complexity: O(tuples x quasi-identifiers), and the blocks' tables.
  /// - Returns: the layout, and for each block the value of each tuple.
  static func make(
    _ table: borrowing SearchTable, bounds: [ClosedRange<Int>]
  ) -> (layout: BlockLayout, values: [[UInt32]]) {
    let groups = partition(table.quasiIdentifiers, bounds)
    var blocks: [CodeBlock] = []
    var values: [[UInt32]] = []
    for attributes in groups {
      let (digits, numbers) = jointValues(table, attributes)
      blocks.append(
        CodeBlock(
          attributes: attributes, digits: digits, hierarchies: table.quasiIdentifiers,
          bounds: bounds))
      values.append(numbers)
    }
    var place = [(block: Int, position: Int)](
      repeating: (0, 0), count: table.quasiIdentifiers.count)
    for (number, block) in blocks.enumerated() {
      for (position, attribute) in block.attributes.enumerated() {
        place[attribute] = (number, position)
      }
    }
    return (BlockLayout(blocks: blocks, place: place, bounds: bounds), values)
  }

  private static func partition(
    _ hierarchies: [Hierarchy], _ bounds: [ClosedRange<Int>]
  ) -> [[Int]] {
    let cardinalities = hierarchies.map { $0.levels[0].groupOfCode.count }
    let order = hierarchies.indices.sorted {
      (cardinalities[$1], $0) < (cardinalities[$0], $1)
    }
    var groups: [(attributes: [Int], domain: Int, choices: Int)] = []
    for attribute in order {
      let (cardinality, levels) = (cardinalities[attribute], bounds[attribute].count)
      let fitting = groups.firstIndex { group in
        group.domain * cardinality <= valueLimit
          && group.domain * cardinality * group.choices * levels <= tableLimit
      }
      if let fitting {
        groups[fitting].attributes.append(attribute)
        groups[fitting].domain *= cardinality
        groups[fitting].choices *= levels
      } else {
        groups.append(([attribute], cardinality, levels))
      }
    }
    return groups.map(\.attributes)
  }

  /// The level-0 codes of each value of a block, and the value of each tuple.
  private static func jointValues(
    _ table: borrowing SearchTable, _ attributes: [Int]
  ) -> (digits: [[UInt32]], values: [UInt32]) {
    let columns = attributes.map { table.tuples.columns[$0] }
    let radices = attributes.map { table.quasiIdentifiers[$0].levels[0].groupOfCode.count }
    if columns.count == 1 { return ([(0..<radices[0]).map { UInt32($0) }], columns[0]) }
    var keys = [UInt32](repeating: 0, count: table.counts.count)
    for (column, radix) in zip(columns, radices) { append(column, UInt32(radix), to: &keys) }
    var numbers = [UInt32](repeating: .max, count: radices.reduce(1, *))
    for key in keys { numbers[Int(key)] = 0 }
    var digits = [[UInt32]](repeating: [], count: columns.count)
    var count: UInt32 = 0
    for key in numbers.indices where numbers[key] == 0 {
      numbers[key] = count
      count += 1
      var rest = key
      for column in columns.indices.reversed() {
        digits[column].append(UInt32(rest % radices[column]))
        rest /= radices[column]
      }
    }
    replace(&keys, by: numbers)
    return (digits, keys)
  }
}

private func append(_ column: [UInt32], _ radix: UInt32, to keys: inout [UInt32]) {
  let digits = column.span
  var target = keys.mutableSpan
  for index in digits.indices { target[index] = target[index] &* radix &+ digits[index] }
}

private func replace(_ keys: inout [UInt32], by numbers: [UInt32]) {
  let table = numbers.span
  var target = keys.mutableSpan
  for index in target.indices { target[index] = table[Int(target[index])] }
}
