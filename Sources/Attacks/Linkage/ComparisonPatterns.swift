/// How many pairs have each pattern of levels: all that the estimation of parameters needs.
///
/// **Source** the sufficient statistics of Enamorado, Fifield and Imai, Using a probabilistic model
/// to assist merging of large-scale administrative records, APSR 113 (2019).
public struct ComparisonPatterns: Sendable, Equatable {
  /// A missing value on either side.
  public static let missing = UInt8.max

  /// For each column its number of levels, "differ" counted.
  public let levelCounts: [Int]
  /// The levels of each pattern, one pattern after the other; 0 is the best, `missing` none.
  public private(set) var levels: [UInt8] = []
  /// The number of pairs of each pattern.
  public private(set) var counts: [Double] = []

  /// No pairs.
  public init(levelCounts: [Int]) {
    self.levelCounts = levelCounts
  }

  /// The number of patterns.
  public var count: Int { counts.count }
  /// The number of columns.
  public var fieldCount: Int { levelCounts.count }
  /// The number of pairs.
  public var pairCount: Double { counts.reduce(0, +) }

  /// The level of a column in a pattern, `nil` where it is missing.
  public func level(ofPattern pattern: Int, field: Int) -> Int? {
    let level = levels[pattern * fieldCount + field]
    return level == Self.missing ? nil : Int(level)
  }

  /// Appends a pattern.
  ///
  /// - Precondition: a level for each column, below the column's number of levels or `missing`.
  public mutating func append(levels: [UInt8], count: Double) {
    precondition(levels.count == fieldCount, "a level for each column")
    precondition(
      zip(levels, levelCounts).allSatisfy { $0 == Self.missing || Int($0) < $1 }, "a known level")
    self.levels += levels
    counts.append(count)
  }

  /// Appends a pattern in mixed radix, numbers from 0 (missing) up.
  mutating func append(_ packed: UInt64, count: Double) {
    var rest = packed
    var levels = [UInt8](repeating: Self.missing, count: fieldCount)
    for field in stride(from: fieldCount - 1, through: 0, by: -1) {
      let radix = UInt64(levelCounts[field] + 1)
      let number = rest % radix
      rest /= radix
      if number > 0 { levels[field] = UInt8(number - 1) }
    }
    self.levels += levels
    counts.append(count)
  }

  mutating func add(_ count: Double, to pattern: Int) { counts[pattern] += count }
}
