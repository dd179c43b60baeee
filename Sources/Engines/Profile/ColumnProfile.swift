/// What a column's values are like: aggregates only, no value but the ends of numbers and times.
public struct ColumnProfile: Sendable, Equatable, Codable {
  /// The column's name.
  public var name: String
  /// The type in which the source keeps it.
  public var type: ValueType
  /// The number of rows.
  public var rowCount: Int
  /// The number of missing cells.
  public var missingCount: Int
  /// The number of different values.
  public var distinctCount: Int
  /// Whether `distinctCount`, `entropyBits` and `uniqueShare` are exact; else they come from a
  /// sample of the values (not of the rows), chosen by their hash, or from HyperLogLog.
  public var isExact: Bool
  /// Shannon's entropy of the values that are not missing, in bits.
  public var entropyBits: Double
  /// The share of cells, of those not missing, whose value occurs once.
  public var uniqueShare: Double
  /// The mean number of characters of a value.
  public var meanLength: Double
  /// The smallest number, where most values are numbers.
  public var minimum: Double?
  /// The largest number, where most values are numbers.
  public var maximum: Double?
  /// The first point in time, in microseconds since 1970-01-01T00:00:00Z, where most values are
  /// ISO dates or timestamps.
  public var earliest: Int64?
  /// The last point in time, likewise.
  public var latest: Int64?
  /// For each pattern that occurs, the share of the looked-at values, of those not missing, that
  /// match it.
  public var patternShares: [ValuePattern: Double]
  /// The mean number of words of the looked-at values.
  public var meanWords: Double
  /// The number of cells, none missing, whose text was looked at for patterns.
  public var lookedAtCount: Int

  /// The share of a pattern; 0 where it doesn't occur.
  public func share(_ pattern: ValuePattern) -> Double { patternShares[pattern] ?? 0 }

  /// What the column's name says of coordinates.
  public var coordinateHint: ValuePattern? {
    let words = name.lowercased().split { !$0.isLetter }
    if words.contains(where: { ["lat", "latitude", "breite"].contains($0) }) { return .latitude }
    let longitudes = ["lon", "lng", "long", "longitude", "laenge"]
    return words.contains(where: { longitudes.contains(String($0)) }) ? .longitude : nil
  }
}

/// What a table's columns are like.
public struct TableProfile: Sendable, Equatable, Codable {
  /// The number of rows.
  public var rowCount: Int
  /// Whether patterns were looked for in a sample of the rows, chosen by their hash; else in all
  /// of them (at most `ProfileOptions.patternValues` different values a column).
  public var isSampled: Bool
  /// One profile for each column, in the source's order.
  public var columns: [ColumnProfile]
}

/// How much of a table is looked at.
public struct ProfileOptions: Sendable, Equatable {
  /// Up to this many rows everything is exact; beyond, patterns come from a sample, and columns
  /// with many different values are measured on a sample of their values.
  public var exactRows: Int
  /// The number of rows of the sample of a larger table, about.
  public var sampleRows: Int
  /// The most different values of a column that are looked at for patterns.
  public var patternValues: Int

  /// The options.
  public init(
    exactRows: Int = 2_000_000, sampleRows: Int = 20_000, patternValues: Int = 20_000
  ) {
    self.exactRows = max(0, exactRows)
    self.sampleRows = max(1, sampleRows)
    self.patternValues = max(1, patternValues)
  }
}
