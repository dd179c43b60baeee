/// A combination of quasi-identifiers that an attacker may know, and how many rows must share it.
public struct SuppressionRequirement: Sendable, Hashable {
  /// The columns of the combination, as indices into the table's columns.
  public var columns: [Int]
  /// The least number of matching rows (or people), the row itself counted.
  public var k: Int

  /// A requirement.
  public init(columns: [Int], k: Int) {
    self.columns = columns
    self.k = k
  }

  /// The requirements of all combinations of `size` columns out of `columnCount` (sdcMicro's
  /// `combs`).
  ///
  /// - Throws: `DeidentificationError.limit` for more than 10,000 combinations,
  ///   `DeidentificationError.parameter` for a size that is not from 1 to `columnCount`.
  public static func combinations(
    ofSize size: Int, columnCount: Int, k: Int
  ) throws(DeidentificationError) -> [SuppressionRequirement] {
    guard size >= 1, size <= columnCount else {
      throw .parameter(name: "size", rule: "must be from 1 to the number of columns")
    }
    var current = Array(0..<size)
    var found: [SuppressionRequirement] = []
    while true {
      found.append(SuppressionRequirement(columns: current, k: k))
      guard found.count <= 10_000 else {
        throw .limit(
          what: "The number of combinations", limit: 10_000, remedy: "Name the ones that matter")
      }
      guard
        let place = current.indices.last(where: { current[$0] < columnCount - size + $0 })
      else { return found }
      current[place] += 1
      for next in current.indices.dropFirst(place + 1) { current[next] = current[next - 1] + 1 }
    }
  }
}
