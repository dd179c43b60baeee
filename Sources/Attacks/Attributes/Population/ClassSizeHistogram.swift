/// How many equivalence classes have each size: all that population estimators look at.
///
/// Invariant: sizes rise strictly, sizes and counts are at least 1, and the number of rows fits an
/// `Int`.
public struct ClassSizeHistogram: Sendable, Equatable {
  /// The sizes that occur, rising.
  public let sizes: [Int]
  /// The number of classes of each size, aligned with `sizes`.
  public let counts: [Int]
  /// The number of classes.
  public let classCount: Int
  /// The number of rows: the sum of size times count.
  public let rowCount: Int

  /// A histogram from its columns.
  ///
  /// - Throws: `PopulationError` where sizes don't rise, a count is below 1, or rows overflow.
  /// - Complexity: O(distinct sizes).
  public init(sizes: [Int], counts: [Int]) throws(PopulationError) {
    guard sizes.count == counts.count else {
      throw .lengthMismatch(what: "class counts", expected: sizes.count, found: counts.count)
    }
    guard !sizes.isEmpty else { throw .empty }
    var rows = 0
    var classes = 0
    var previous = 0
    for index in sizes.indices {
      guard sizes[index] > previous, counts[index] > 0 else { throw .classSize(index: index) }
      previous = sizes[index]
      let (product, overflow) = sizes[index].multipliedReportingOverflow(by: counts[index])
      let (sum, overflowOfSum) = rows.addingReportingOverflow(product)
      let (classSum, overflowOfClasses) = classes.addingReportingOverflow(counts[index])
      guard !overflow, !overflowOfSum, !overflowOfClasses else { throw .tooManyRows }
      rows = sum
      classes = classSum
    }
    self.sizes = sizes
    self.counts = counts
    self.rowCount = rows
    self.classCount = classes
  }

  /// Counts the sizes of classes; the order of the classes does not matter.
  ///
  /// - Throws: `PopulationError` where a size is below 1, or there is no class.
  /// - Complexity: O(classes + d log d) time for d distinct sizes; sizes up to 2^16 are counted in
  ///   a dense table.
  public init(classSizes: [Int]) throws(PopulationError) {
    var dense = [Int](repeating: 0, count: min(classSizes.max() ?? 0, 1 << 16) + 1)
    var large: [Int: Int] = [:]
    for index in classSizes.indices {
      let size = classSizes[index]
      guard size > 0 else { throw .classSize(index: index) }
      if size < dense.count { dense[size] += 1 } else { large[size, default: 0] += 1 }
    }
    var sizes: [Int] = []
    var counts: [Int] = []
    for size in dense.indices where dense[size] > 0 {
      sizes.append(size)
      counts.append(dense[size])
    }
    for (size, count) in large.sorted(by: { $0.key < $1.key }) {
      sizes.append(size)
      counts.append(count)
    }
    try self.init(sizes: sizes, counts: counts)
  }

  /// Counts the sizes of classes given as 32-bit integers.
  ///
  /// - Throws: as `init(classSizes:)`.
  /// - Complexity: as `init(classSizes:)`.
  public init(classSizes: [UInt32]) throws(PopulationError) {
    try self.init(classSizes: classSizes.map { Int($0) })
  }

  /// The number of classes of exactly `size` rows.
  ///
  /// - Complexity: O(log distinct sizes).
  public func classes(ofSize size: Int) -> Int {
    var low = 0
    var high = sizes.count
    while low < high {
      let middle = (low + high) / 2
      if sizes[middle] < size { low = middle + 1 } else { high = middle }
    }
    return low < sizes.count && sizes[low] == size ? counts[low] : 0
  }

  /// The share of rows that are alone in their class.
  public var uniqueShare: Double { Double(classes(ofSize: 1)) / Double(rowCount) }
}
