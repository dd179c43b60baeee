/// How many equivalence classes there are of each size.
///
/// A class holds the rows that have equal codes in all columns.
public struct ClassSizes: Sendable, Equatable {
  /// The sizes that occur, ascending; all above 0.
  public let sizes: [Int]
  /// How many classes have each of the `sizes`.
  public let classCounts: [Int]

  init(histogram: SizeHistogram) {
    let entries = histogram.entries
    sizes = entries.map(\.size)
    classCounts = entries.map(\.count)
  }

  /// The histogram of given sizes; zeros are left out.
  ///
  /// - Complexity: O(count).
  public init(of sizes: some Sequence<UInt32>) {
    var histogram = SizeHistogram()
    for size in sizes where size > 0 { histogram.add(size: size) }
    self.init(histogram: histogram)
  }

  /// The number of classes.
  public var classCount: Int { classCounts.reduce(0, +) }

  /// The number of rows (or of distinct subjects, if that is what the sizes count).
  public var rowCount: Int { zip(sizes, classCounts).reduce(0) { $0 + $1.0 * $1.1 } }

  /// The number of rows that are alone in their class.
  public var uniqueCount: Int { sizes.first == 1 ? classCounts[0] : 0 }

  /// The number of pairs of rows that share a class: the sum of n (n - 1) / 2 over the classes.
  public var samePairs: UInt64 {
    zip(sizes, classCounts).reduce(0) { $0 + UInt64($1.1) * pairs(of: UInt64($1.0)) }
  }

  /// The size of the smallest class, or `nil` without rows: the k of k-anonymity.
  public var smallest: Int? { sizes.first }

  /// The size of the largest class, or `nil` without rows.
  public var largest: Int? { sizes.last }
}

/// n (n - 1) / 2, exact for n below 2^32.
func pairs(of count: UInt64) -> UInt64 {
  count == 0 ? 0 : count * (count - 1) / 2
}

/// Counts sizes: the small ones in an array, the others in a dictionary.
struct SizeHistogram: Sendable {
  private var small = [Int](repeating: 0, count: 256)
  private var large: [UInt32: Int] = [:]

  mutating func add(size: UInt32) {
    if size < 256 {
      small[Int(size)] &+= 1
    } else {
      large[size, default: 0] += 1
    }
  }

  mutating func add(_ other: SizeHistogram) {
    for size in small.indices { small[size] += other.small[size] }
    large.merge(other.large, uniquingKeysWith: +)
  }

  /// Sizes with their counts, ascending.
  var entries: [(size: Int, count: Int)] {
    let low = small.enumerated().filter { $0.element > 0 }.map {
      (size: $0.offset, count: $0.element)
    }
    let high = large.map { (size: Int($0.key), count: $0.value) }.sorted { $0.size < $1.size }
    return low + high
  }
}
