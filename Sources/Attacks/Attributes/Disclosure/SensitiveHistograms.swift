/// How often each sensitive value occurs in each class: all that measures of disclosure need.
///
/// Values are numbered by rank: in ascending order of their numbers where an order is given, by
/// code otherwise. Missing sensitive values (code 0) count as one value of its own; its rank is the
/// last. Only values and classes that occur are kept, so no share is ever divided by nothing.
///
/// What a missing quasi-identifier means was decided where classes were made; a row that belongs to
/// no class (`noClass`) counts in `totals` only.
public struct SensitiveHistograms: Sendable, Equatable {
  /// The class id of a row that is in no class.
  public static let noClass = UInt32.max

  /// The number of rows, those in no class included.
  public let rowCount: Int
  /// How often each value occurs in the table, by rank.
  public let totals: [Int]
  /// The code of each value, by rank.
  public let codes: [UInt32]
  /// Where the values that are not missing carry an order of their own.
  public let isOrdered: Bool
  /// Class `i` holds the entries from `starts[i]` up to `starts[i + 1]`.
  public let starts: [Int]
  /// For each entry, the rank of the value; ascending within a class.
  public let ranks: [UInt32]
  /// For each entry, how many rows of the class have the value.
  public let counts: [UInt32]
  /// The number of rows of each class.
  public let sizes: [Int]

  /// The number of classes that hold at least one row.
  public var classCount: Int { sizes.count }

  /// Counts values in classes.
  ///
  /// - Parameters:
  ///   - classOfRow: A dense class id for each row, from 0, or `noClass`.
  ///   - sensitiveCodes: The sensitive value's code for each row; 0 is missing.
  ///   - order: The number behind each code (of code c at index c - 1); equals are one value.
  /// - Throws: `DisclosureError` when no row has a class, or arrays do not fit together.
  /// - Complexity: O(rows + classes + values log values).
  public init(
    classOfRow: [UInt32], sensitiveCodes: [UInt32], order: [Double]? = nil
  ) throws(DisclosureError) {
    let classCount = try Self.checkedClassCount(classOfRow, sensitiveCodes)
    let ranking = try ValueRanking(codes: sensitiveCodes, order: order)
    let entries = ClassEntries(
      classOfRow: classOfRow, rankOfRow: ranking.rankOfRow, classCount: classCount,
      valueCount: ranking.codes.count)
    rowCount = classOfRow.count
    totals = ranking.totals
    codes = ranking.codes
    isOrdered = order != nil
    starts = entries.starts
    ranks = entries.ranks
    counts = entries.counts
    sizes = entries.sizes
  }

  private static func checkedClassCount(
    _ classOfRow: [UInt32], _ codes: [UInt32]
  ) throws(DisclosureError) -> Int {
    guard codes.count == classOfRow.count else {
      throw .unequalLengths(column: 1, rowCount: codes.count, expected: classOfRow.count)
    }
    guard classOfRow.count < Int(UInt32.max) else {
      throw .tooManyRows(classOfRow.count, limit: Int(UInt32.max) - 1)
    }
    var classCount = 0
    for (row, id) in classOfRow.enumerated() where id != noClass {
      guard Int(id) < classOfRow.count else { throw .classOutOfRange(row: row) }
      classCount = max(classCount, Int(id) + 1)
    }
    guard classCount > 0 else { throw .noRows }
    return classCount
  }
}

extension SensitiveHistograms {
  /// The entries of one class: indices into `ranks` and `counts`.
  ///
  /// - Complexity: O(1).
  public func entries(ofClass index: Int) -> Range<Int> { starts[index]..<starts[index + 1] }

  /// The counts of one class in ascending order.
  ///
  /// - Complexity: O(d log d) for d different values.
  func ascendingCounts(ofClass index: Int) -> [Int] {
    entries(ofClass: index).map { Int(counts[$0]) }.sorted()
  }
}
