/// One or more quasi-identifiers joined into one column of codes.
///
/// A combination of level-0 codes that occurs is a *value* of the block, numbered from 0. For each
/// choice of levels a table says which *group* a value belongs to; groups are numbered densely, in
/// the order of their lowest value. Grouping then takes one look-up for each block, not for each
/// quasi-identifier.
struct CodeBlock: Sendable {
  /// Which group each value belongs to at some levels.
  struct Recoding: Sendable {
    /// The group of each value.
    let groupOfValue: [UInt32]
    /// The number of groups.
    let groupCount: Int
  }

  /// The quasi-identifiers joined, by their positions in the table.
  let attributes: [Int]
  /// For each of them and each level within its bounds, the code of each value at that level.
  let codes: [[[UInt32]]]
  /// The number of values.
  let valueCount: Int

  private let lowest: [Int]
  private let recodings: [Recoding]

  /// A block of the values given.
  ///
  /// - Parameters:
  ///   - attributes: positions of quasi-identifiers.
  ///   - digits: for each of them, the level-0 code of each value.
  ///   - hierarchies: all hierarchies of the table.
  ///   - bounds: for all of them, the levels that will be asked for.
  /// - Complexity: O(values x choices of levels).
  init(
    attributes: [Int], digits: [[UInt32]], hierarchies: [Hierarchy], bounds: [ClosedRange<Int>]
  ) {
    self.attributes = attributes
    let valueCount = digits.first?.count ?? 0
    self.valueCount = valueCount
    lowest = attributes.map { bounds[$0].lowerBound }
    let codes = zip(attributes, digits).map { attribute, digit in
      bounds[attribute].map { level in
        let groups = hierarchies[attribute].levels[level].groupOfCode
        return digit.map { groups[Int($0)] }
      }
    }
    var made: [Recoding] = [
      Recoding(groupOfValue: [UInt32](repeating: 0, count: valueCount), groupCount: 1)
    ]
    for (index, attribute) in attributes.enumerated() {
      let levels = hierarchies[attribute].levels
      made = made.flatMap { recoding in
        bounds[attribute].enumerated().map { position, level in
          refined(recoding, by: codes[index][position], cardinality: levels[level].cardinality)
        }
      }
    }
    self.codes = codes
    recodings = made
  }

  /// The recoding at a node's levels.
  ///
  /// - Complexity: O(quasi-identifiers of the block).
  func recoding(at levels: [Int]) -> Recoding {
    var index = 0
    for (position, attribute) in attributes.enumerated() {
      index = index * codes[position].count + levels[attribute] - lowest[position]
    }
    return recodings[index]
  }
}

/// Splits groups by one more code; groups are numbered in the order of their first value.
private func refined(
  _ recoding: CodeBlock.Recoding, by codes: [UInt32], cardinality: Int
) -> CodeBlock.Recoding {
  let isFirst = recoding.groupCount == 1
  if recoding.groupCount * cardinality > 1 << 20, !isFirst {
    return refinedSparsely(recoding, by: codes)
  }
  var numbers = [UInt32](repeating: .max, count: recoding.groupCount * cardinality)
  var count: UInt32 = 0
  let groups = zip(recoding.groupOfValue, codes).map { group, code in
    let key = Int(group) * cardinality + Int(code)
    if numbers[key] == .max {
      numbers[key] = count
      count += 1
    }
    return numbers[key]
  }
  return CodeBlock.Recoding(groupOfValue: groups, groupCount: Int(count))
}

private func refinedSparsely(
  _ recoding: CodeBlock.Recoding, by codes: [UInt32]
) -> CodeBlock.Recoding {
  var numbers: [UInt64: UInt32] = [:]
  let groups = zip(recoding.groupOfValue, codes).map { group, code in
    let key = UInt64(group) << 32 | UInt64(code)
    let number = numbers[key] ?? UInt32(numbers.count)
    numbers[key] = number
    return number
  }
  return CodeBlock.Recoding(groupOfValue: groups, groupCount: numbers.count)
}
