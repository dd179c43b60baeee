/// The distinct values of a column, from which a hierarchy is made.
public struct HierarchyValues: Sendable, Equatable {
  /// The column.
  public let column: String
  /// The values in code order: code `c` is `labels[c - 1]`.
  public let labels: [String]
  /// The rows of each value, in the same order.
  public let counts: [Int]

  /// Values; without counts each counts once.
  public init(column: String, labels: [String], counts: [Int]? = nil) {
    self.column = column
    self.labels = labels
    self.counts = counts ?? [Int](repeating: 1, count: labels.count)
  }

  /// A hierarchy whose groups above level 0 are given by a label for each value.
  ///
  /// A last level with one group, `*`, is added where the labels end with several.
  func hierarchy(groups: [[String]]) throws(DeidentificationError) -> Hierarchy {
    let identity = (0...labels.count).map { UInt32($0) }
    var levels = [Hierarchy.Level(groupOfCode: identity, labels: labels)]
    for group in groups { levels.append(Self.level(group)) }
    if levels.last.map({ $0.labels.count > 1 }) ?? false {
      levels.append(Self.level([String](repeating: "*", count: labels.count)))
    }
    return try Hierarchy(column: column, valueCount: labels.count, levels: levels)
  }

  private static func level(_ groups: [String]) -> Hierarchy.Level {
    var numbers: [String: UInt32] = [:]
    var labels: [String] = []
    var codes: [UInt32] = [0]
    codes.reserveCapacity(groups.count + 1)
    for group in groups {
      if let number = numbers[group] {
        codes.append(number)
      } else {
        labels.append(group)
        numbers[group] = UInt32(labels.count)
        codes.append(UInt32(labels.count))
      }
    }
    return Hierarchy.Level(groupOfCode: codes, labels: labels)
  }

  /// The values as numbers.
  ///
  /// - Throws: `DeidentificationError.column` that says how many are none, never which.
  func numbers() throws(DeidentificationError) -> [Double] {
    let numbers = labels.map { Double($0) ?? .nan }
    let bad = numbers.count { !$0.isFinite }
    guard bad == 0 else {
      throw .column(
        name: column,
        rule: "has \(bad) of \(labels.count) values that are no numbers; recode them first, or "
          + "give another hierarchy")
    }
    return numbers
  }
}
