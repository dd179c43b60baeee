/// How the values of one column are generalised, from the values themselves (level 0) up.
///
/// Invariant: each level has a label for each of its codes; all levels map every value of the
/// column; two values that are equal at one level are equal at all higher ones (nested), so that
/// classes only merge on the way up. Code 0 of every level is a missing cell, as in `CodedColumn`.
public struct Hierarchy: Sendable, Equatable {
  /// One level: which group each value of the column belongs to, and how the groups are called.
  public struct Level: Sendable, Equatable {
    /// The group of each code of the column, missing included: `groupOfCode[0]` is 0.
    public let groupOfCode: [UInt32]
    /// The labels of groups 1, 2, ...: group `g` is called `labels[g - 1]`.
    public let labels: [String]

    /// The number of different groups that can occur: the labels, and missing.
    public var cardinality: Int { labels.count + 1 }

    /// A level; `Hierarchy.init` checks it.
    public init(groupOfCode: [UInt32], labels: [String]) {
      self.groupOfCode = groupOfCode
      self.labels = labels
    }
  }

  /// The column that is generalised.
  public let column: String
  /// Level 0 (the values themselves) and the levels above it; at least one.
  public let levels: [Level]

  /// The number of the highest level.
  public var height: Int { levels.count - 1 }

  /// A hierarchy over a column whose dictionary has `valueCount` values.
  ///
  /// - Throws: `DeidentificationError.hierarchy` that names the column, the level, and the rule
  ///   that does not hold; never a value.
  /// - Complexity: O(values x levels).
  public init(
    column: String, valueCount: Int, levels: [Level]
  ) throws(DeidentificationError) {
    self.column = column
    self.levels = levels
    try check(valueCount: valueCount)
  }

  private func check(valueCount: Int) throws(DeidentificationError) {
    guard !levels.isEmpty else {
      throw .hierarchy(column: column, level: 0, rule: "a hierarchy has at least one level")
    }
    for (number, level) in levels.enumerated() {
      guard level.groupOfCode.count == valueCount + 1, level.groupOfCode.first == 0 else {
        throw .hierarchy(
          column: column, level: number, rule: "must map each value of the column, and missing")
      }
      guard Int(level.groupOfCode.max() ?? 0) < level.cardinality,
        level.groupOfCode.dropFirst().allSatisfy({ $0 > 0 })
      else {
        throw .hierarchy(column: column, level: number, rule: "must label each group it uses")
      }
    }
    for number in levels.indices.dropFirst() where !isNested(number) {
      throw .hierarchy(
        column: column, level: number,
        rule: "values that are one group on the level below must stay one group")
    }
  }

  private func isNested(_ number: Int) -> Bool {
    let (lower, upper) = (levels[number - 1], levels[number])
    var parent = [UInt32](repeating: .max, count: lower.cardinality)
    for (group, above) in zip(lower.groupOfCode, upper.groupOfCode) {
      if parent[Int(group)] == .max { parent[Int(group)] = above }
      if parent[Int(group)] != above { return false }
    }
    return true
  }
}
