/// How well one set of columns tells rows apart.
public struct SubsetStatistics: Sendable, Equatable {
  /// The number of rows.
  public let rowCount: Int
  /// The number of equivalence classes: distinct tuples of the set's columns.
  public let classCount: Int
  /// The number of rows that are alone in their class.
  public let uniqueCount: Int
  /// The number of pairs of rows that the set does not separate: the sum of n (n - 1) / 2.
  public let samePairs: UInt64
  /// The size of the smallest class; 0 without rows.
  public let smallestClass: Int
  /// The size of the largest class; 0 without rows.
  public let largestClass: Int

  /// The share of rows that are alone in their class; 0 without rows.
  public var uniqueness: Double { rowCount == 0 ? 0 : Double(uniqueCount) / Double(rowCount) }

  /// Classes divided by rows, alpha-distinction; 0 without rows.
  ///
  /// - Source: Motwani and Xu, Efficient algorithms for masking and finding quasi-identifiers,
  ///   SIAM SDM workshop 2008, section 2 (the distinct ratio).
  public var distinction: Double { rowCount == 0 ? 0 : Double(classCount) / Double(rowCount) }

  /// The share of pairs of rows that differ in some column of the set, alpha-separation.
  ///
  /// For fewer than two rows, where there is no pair to separate, it is 1: none is left together.
  ///
  /// - Source: Motwani and Xu 2008, section 2 (the separation ratio).
  public var separation: Double {
    guard rowCount > 1 else { return 1 }
    let all = pairs(of: UInt64(rowCount))
    return Double(all - samePairs) / Double(all)
  }

  /// The statistics of classes whose sizes are counted.
  public init(_ sizes: ClassSizes) {
    self.init(
      rowCount: sizes.rowCount, classCount: sizes.classCount, uniqueCount: sizes.uniqueCount,
      samePairs: sizes.samePairs, smallestClass: sizes.smallest ?? 0,
      largestClass: sizes.largest ?? 0)
  }

  init(
    rowCount: Int, classCount: Int, uniqueCount: Int, samePairs: UInt64, smallestClass: Int,
    largestClass: Int
  ) {
    self.rowCount = rowCount
    self.classCount = classCount
    self.uniqueCount = uniqueCount
    self.samePairs = samePairs
    self.smallestClass = smallestClass
    self.largestClass = largestClass
  }

  /// The statistics of classes of given sizes, all above 0 and below 2^32 together.
  ///
  /// - Complexity: O(count).
  init(sizes: Span<UInt32>) {
    var rows: UInt64 = 0
    var squares: UInt64 = 0
    var uniques: UInt32 = 0
    var smallest = UInt32.max
    var largest: UInt32 = 0
    for index in sizes.indices {
      let size = sizes[index]
      rows &+= UInt64(size)
      squares &+= UInt64(size) &* UInt64(size)
      uniques &+= size == 1 ? 1 : 0
      smallest = min(smallest, size)
      largest = max(largest, size)
    }
    self.init(
      rowCount: Int(rows), classCount: sizes.count, uniqueCount: Int(uniques),
      samePairs: (squares - rows) / 2,  // squares < 2^64, because rows < 2^32
      smallestClass: sizes.isEmpty ? 0 : Int(smallest), largestClass: Int(largest))
  }
}
