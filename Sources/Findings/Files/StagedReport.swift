/// What files that are about to be committed give away; places, and never a value.
public struct StagedReport: Sendable, Equatable {
  /// One kind of personal data in one column or structure of one file.
  public struct Item: Sendable, Equatable {
    /// The file's path, as given.
    public let file: String
    /// The line of the first one, from 1; 1 for pictures and films.
    public let line: Int
    /// The column of the first one in characters, from 1; 1 for pictures and films.
    public let column: Int
    /// What it is, in words: "an e-mail address".
    public let meaning: String
    /// Where in the file's structure: "column 3", "APP1 Exif/GPS".
    public let location: String
    /// How many there are in what was read.
    public let count: Int

    /// A kind of personal data.
    public init(
      file: String, line: Int, column: Int, meaning: String, location: String, count: Int
    ) {
      self.file = file
      self.line = line
      self.column = column
      self.meaning = meaning
      self.location = location
      self.count = count
    }
  }

  /// What was found, in the order of the files as given, then of lines.
  public let items: [Item]
  /// How many tables, pictures and films were looked into.
  public let checked: Int
  /// Files of kinds that this check does not read: no statement is made about them.
  public let skipped: [String]
  /// Tables of which only the beginning was read.
  public let readInPart: Int

  /// A report.
  public init(items: [Item], checked: Int, skipped: [String], readInPart: Int) {
    self.items = items
    self.checked = checked
    self.skipped = skipped
    self.readInPart = readInPart
  }
}
