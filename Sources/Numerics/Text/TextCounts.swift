/// How often each feature occurs in each row: sparse, row after row.
///
/// Columns of a row are different, in no order.
public struct TermCounts: Sendable {
  /// The number of features.
  public let columnCount: Int
  /// Where each row begins; one more than there are rows.
  public let offsets: [Int]
  /// The features.
  public let columns: [UInt32]
  /// Their counts, at least 1.
  public let counts: [UInt32]

  /// The number of rows.
  public var rowCount: Int { offsets.count - 1 }

  /// The entries of a row.
  public func entries(ofRow row: Int) -> Range<Int> { offsets[row]..<offsets[row + 1] }
}

/// The features of many rows of texts, for each family.
///
/// **Cost** One pass over the texts; 8 bytes for each feature that is in a row, at most 5 for each
/// scalar read: `scalarLimit` bounds a row, at most 2.4 MB at its default.
public struct TextCounts: Sendable {
  private let families: [TermCounts]

  /// How many Unicode scalars of a row are read, unless told otherwise: some 10,000 words.
  public static let scalarLimit = 60_000

  /// Counts the features of `rows`, each a list of texts that are read one after the other;
  /// what lies beyond the limit is not read.
  ///
  /// - Complexity: O(scalars read).
  public init(rows: [[String]], scalarLimit: Int = TextCounts.scalarLimit) {
    let chunks = concurrentChunks(count: rows.count, minimumChunk: 8, maximumChunks: 32) { range in
      var scanner = TextScanner(scalarLimit: scalarLimit)
      for row in range { scanner.addRow(rows[row]) }
      return scanner.families
    }
    families = concurrentChunks(count: TextFamily.allCases.count) { range in
      range.map { family in Self.joined(chunks.map { $0[family] }) }
    }.flatMap(\.self)
  }

  /// The counts of one family.
  public subscript(family: TextFamily) -> TermCounts { families[family.rawValue] }

  /// Puts rows under each other, features numbered anew over all.
  private static func joined(_ parts: [FeatureAccumulator]) -> TermCounts {
    var table = FeatureAccumulator()
    var offsets = [0]
    var columns: [UInt32] = []
    var counts: [UInt32] = []
    columns.reserveCapacity(parts.reduce(0) { $0 + $1.columns.count })
    counts.reserveCapacity(columns.capacity)
    for part in parts {
      let numbers = part.hashes.map { table.number(of: $0) }
      let start = columns.count
      for column in part.columns { columns.append(numbers[Int(column)]) }
      counts += part.counts
      for end in part.offsets.dropFirst() { offsets.append(start + end) }
    }
    return TermCounts(
      columnCount: table.hashes.count, offsets: offsets, columns: columns, counts: counts)
  }
}
