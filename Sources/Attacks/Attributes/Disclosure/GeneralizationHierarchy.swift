/// A tree over sensitive values, given as the group of each value at each level.
///
/// Level 0 is the values themselves and is not written down; the last level written is below the
/// root, which is not written down either.
public struct GeneralizationHierarchy: Sendable, Equatable {
  /// `levels[h][c]`: the group of code c (0 is missing) at height h + 1; groups are numbers below
  /// `groupBounds[h]`.
  let levels: [[UInt32]]
  let groupBounds: [Int]

  /// The number of steps from a value to the root.
  public var height: Int { levels.count + 1 }

  /// A tree in which values of one group at one level stay together at all levels above.
  ///
  /// - Parameter levels: From the values up to just below the root: the group of each code, code 0
  ///   (missing) included.
  /// - Throws: `DisclosureError.hierarchyInconsistent` where levels differ in length, or a group is
  ///   split one level up.
  /// - Complexity: O(values times levels) expected.
  public init(levels: [[UInt32]]) throws(DisclosureError) {
    var dense: [[UInt32]] = []
    var bounds: [Int] = []
    for (index, level) in levels.enumerated() {
      guard level.count == levels[0].count else { throw .hierarchyInconsistent(level: index) }
      var numberOfGroup: [UInt32: UInt32] = [:]
      let numbers = level.map { group -> UInt32 in
        if let number = numberOfGroup[group] { return number }
        let number = UInt32(numberOfGroup.count)
        numberOfGroup[group] = number
        return number
      }
      if let below = dense.last, !Self.refines(below, numbers, bound: bounds[index - 1]) {
        throw .hierarchyInconsistent(level: index)
      }
      dense.append(numbers)
      bounds.append(numberOfGroup.count)
    }
    self.levels = dense
    groupBounds = bounds
  }

  /// Whether values in one group of `lower` are in one group of `upper`.
  private static func refines(_ lower: [UInt32], _ upper: [UInt32], bound: Int) -> Bool {
    var parent = [UInt32](repeating: UInt32.max, count: bound)
    for (value, group) in lower.enumerated() {
      if parent[Int(group)] == UInt32.max { parent[Int(group)] = upper[value] }
      if parent[Int(group)] != upper[value] { return false }
    }
    return true
  }
}
