/// What is known of a column from looking at its cells: counts and shares, no value.
public struct ColumnEvidence: Sendable, Equatable {
  /// The column's name in the file.
  public var name: String
  /// The type that the engine read it as.
  public var type: ColumnType
  /// The number of rows.
  public var rows: Int
  /// The number of missing cells.
  public var missing: Int
  /// The number of distinct values, missing not counted.
  public var distinct: Int
  /// Shannon's entropy of the values in bits, missing counted as a value.
  public var entropyBits: Double
  /// The share of rows whose value occurs once.
  public var uniqueShare: Double
  /// The shares of cells that have a form.
  public var patterns: PatternShares
  /// The mean number of characters of a cell that is not missing.
  public var meanLength: Double
  /// The mean number of words of a cell that is not missing.
  public var meanWords: Double

  /// Shares, in [0, 1], of the cells that are not missing and have a form.
  public struct PatternShares: Sendable, Equatable {
    /// An e-mail address.
    public var email = 0.0
    /// A telephone number.
    public var phone = 0.0
    /// An IPv4 or IPv6 address.
    public var ip = 0.0
    /// A web address.
    public var url = 0.0
    /// A UUID.
    public var uuid = 0.0
    /// A day of the calendar.
    public var date = 0.0
    /// A day with a time of day.
    public var timestamp = 0.0
    /// A number that is a time of the years 1980 to 2100 in seconds since 1970.
    public var unixSeconds = 0.0
    /// The same in milliseconds.
    public var unixMilliseconds = 0.0
    /// A number from -90 to 90.
    public var latitude = 0.0
    /// A number from -180 to 180.
    public var longitude = 0.0

    /// No cell has any form.
    public init() {}
  }

  /// A column's evidence.
  public init(
    name: String, type: ColumnType, rows: Int, missing: Int = 0, distinct: Int,
    entropyBits: Double = 0, uniqueShare: Double = 0,
    patterns: PatternShares = PatternShares(), meanLength: Double = 0, meanWords: Double = 0
  ) {
    self.name = name
    self.type = type
    self.rows = rows
    self.missing = missing
    self.distinct = distinct
    self.entropyBits = entropyBits
    self.uniqueShare = uniqueShare
    self.patterns = patterns
    self.meanLength = meanLength
    self.meanWords = meanWords
  }

  /// The cells that are not missing.
  var filled: Int { max(0, rows - missing) }

  /// Whether every cell that is not missing has a value of its own, and there are at least three.
  var isKey: Bool { filled >= 3 && distinct == filled }

  /// Whether it measures rather than counts or names.
  var isMeasure: Bool { type == .real || (type == .integer && distinct > 200) }
}

/// What is known of a table from looking at its cells.
public struct TableEvidence: Sendable, Equatable {
  /// The table's name.
  public var name: String
  /// Its columns in the order of the file.
  public var columns: [ColumnEvidence]

  /// A table's evidence.
  public init(name: String, columns: [ColumnEvidence]) {
    self.name = name
    self.columns = columns
  }
}
