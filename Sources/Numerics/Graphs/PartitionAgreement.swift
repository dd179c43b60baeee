#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// How far two partitions of the same people agree.
public struct PartitionAgreement: Sendable, Equatable {
  /// Hubert and Arabie's adjusted Rand index: 1 for equal partitions, 0 in the mean for random
  /// ones of the same class sizes.
  ///
  /// **Source** Hubert and Arabie, *Comparing partitions*, J Classification 2 (1985).
  public let adjustedRand: Double
  /// Mutual information over the mean of both entropies, in [0, 1]; 1 where both have one class.
  ///
  /// **Source** Danon et al., J Stat Mech P09008 (2005).
  public let normalizedInformation: Double

  /// Compares the classes of each person in two partitions.
  ///
  /// - Precondition: as many labels in both.
  /// - Complexity: O(people) expected.
  public init(_ first: [UInt32], _ second: [UInt32]) {
    precondition(first.count == second.count, "two labels for each person")
    let rows = ColorClasses(keys: first).sizes
    let columns = ColorClasses(keys: second).sizes
    let cells = ColorClasses(keys: zip(first, second).map { UInt64($0) << 32 | UInt64($1) }).sizes
    adjustedRand = Self.adjustedRand(cells, rows, columns, first.count)
    normalizedInformation = Self.normalizedInformation(cells, rows, columns, first.count)
  }

  private static func adjustedRand(
    _ cells: [Int], _ rows: [Int], _ columns: [Int], _ count: Int
  ) -> Double {
    func pairs(_ sizes: [Int]) -> Double {
      sizes.reduce(0.0) { $0 + Double($1) * Double($1 - 1) / 2 }
    }
    let (together, inRows, inColumns) = (pairs(cells), pairs(rows), pairs(columns))
    let all = pairs([count])
    // Equal partitions, among them those of one class or of singletons only, where 0/0 would
    // stand.
    if together == inRows, together == inColumns { return 1 }
    let expected = all > 0 ? inRows * inColumns / all : 0
    return (together - expected) / ((inRows + inColumns) / 2 - expected)
  }

  private static func normalizedInformation(
    _ cells: [Int], _ rows: [Int], _ columns: [Int], _ count: Int
  ) -> Double {
    func entropy(_ sizes: [Int]) -> Double {
      sizes.reduce(0.0) { sum, size in
        let share = Double(size) / Double(max(count, 1))
        return share > 0 ? sum - share * log(share) : sum
      }
    }
    let mean = (entropy(rows) + entropy(columns)) / 2
    guard mean > 0 else { return 1 }
    let information = entropy(rows) + entropy(columns) - entropy(cells)
    return min(max(information / mean, 0), 1)
  }
}
