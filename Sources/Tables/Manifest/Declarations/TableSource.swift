/// Where a table is, and how it is written.
public struct TableSource: Sendable, Equatable {
  /// Files, globs and folders, relative to the manifest's folder unless they start with `/`.
  public var paths: [String]
  /// How they are written; `nil`: told by the file's name.
  public var format: SourceFormat?
  /// How CSV is written; `nil`: found out by the engine.
  public var csv: CSVOptions?
  /// The table inside an SQLite file; `nil`: the only one.
  public var table: String?
  /// Texts that mean a missing cell; `nil`: the empty cell.
  public var nulls: [String]?
  /// Texts that mean a cell that was suppressed on purpose; `nil`: none.
  public var suppressed: [String]?

  /// A source.
  public init(
    paths: [String], format: SourceFormat? = nil, csv: CSVOptions? = nil, table: String? = nil,
    nulls: [String]? = nil, suppressed: [String]? = nil
  ) {
    self.paths = paths
    self.format = format
    self.csv = csv
    self.table = table
    self.nulls = nulls
    self.suppressed = suppressed
  }

  /// The paths, seen from the manifest's folder.
  public func resolvedPaths(relativeTo folder: String) -> [String] {
    paths.map { path in
      if path.hasPrefix("/") || folder.isEmpty { return path }
      return folder.hasSuffix("/") ? folder + path : folder + "/" + path
    }
  }

  /// This source with each option that it does not state taken from `table`'s source.
  ///
  /// `format`, `csv` and `table` go together: a source that states one of them takes none of
  /// the three.
  public func completed(by table: TableSource) -> TableSource {
    var complete = self
    if format == nil, csv == nil, self.table == nil {
      complete.format = table.format
      complete.csv = table.csv
      complete.table = table.table
    }
    complete.nulls = nulls ?? table.nulls
    complete.suppressed = suppressed ?? table.suppressed
    return complete
  }
}

/// How CSV is written; what is `nil` is found out by the engine.
public struct CSVOptions: Sendable, Equatable {
  /// What parts two cells: one to four characters.
  public var delimiter: String?
  /// What encloses a cell: one character, or none (the empty text).
  public var quote: String?
  /// Whether the first line holds the columns' names.
  public var header: Bool?
  /// How characters are encoded.
  public var encoding: TextEncoding?

  /// Options for CSV.
  public init(
    delimiter: String? = nil, quote: String? = nil, header: Bool? = nil,
    encoding: TextEncoding? = nil
  ) {
    self.delimiter = delimiter
    self.quote = quote
    self.header = header
    self.encoding = encoding
  }
}

/// A second table whose columns stand for those of the release.
public struct MatchedSource: Sendable, Equatable {
  /// One column of the release and the column that stands for it.
  public struct Match: Sendable, Equatable {
    /// The column of the release.
    public var column: String
    /// The column of the second table.
    public var counterpart: String

    /// Two columns that mean the same.
    public init(column: String, counterpart: String) {
      self.column = column
      self.counterpart = counterpart
    }
  }

  /// Where it is; options that it does not state are those of the release.
  public var source: TableSource
  /// Columns that go by another name there, in the order of the file; all others keep their name.
  public var matches: [Match]

  /// A second table.
  public init(source: TableSource, matches: [Match] = []) {
    self.source = source
    self.matches = matches
  }

  /// The name that `column` of the release goes by in this table.
  public func counterpart(of column: String) -> String {
    matches.first { $0.column == column }?.counterpart ?? column
  }
}
