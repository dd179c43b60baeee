/// Where in a source something is wrong; what is not known is `nil`.
public struct SourcePlace: Sendable, Equatable, Hashable {
  /// The file's path.
  public var file: String?
  /// The line in the file, from 1, the header counted.
  public var line: Int?
  /// The data row, from 1, the header not counted.
  public var row: Int?
  /// The column's name.
  public var column: String?

  /// A place of which some parts are known.
  public init(file: String? = nil, line: Int? = nil, row: Int? = nil, column: String? = nil) {
    self.file = file
    self.line = line
    self.row = row
    self.column = column
  }
}

/// What is wrong with the bytes of a file.
public enum Malformation: Sendable, Equatable, Hashable {
  /// A row has another number of fields than the header.
  case raggedRow(expected: Int, found: Int)
  /// A quote is opened and not closed, or followed by more text.
  case unterminatedQuote
  /// Lines end in different ways within one file.
  case mixedLineEndings
  /// A NUL byte stands in a text.
  case nulByte
  /// The file isn't CSV that follows its own delimiter and quote.
  case notCSV
  /// The gzip stream is damaged, cut off, or no gzip at all.
  case gzip
  /// The file is no Parquet file, or damaged.
  case parquet
  /// The file isn't JSON.
  case json
  /// A line or array element is JSON, but no object.
  case notAnObject
  /// An object has a key twice.
  case duplicateKey
  /// The file is no SQLite database, or damaged.
  case sqlite
}

/// All that can go wrong in this module.
///
/// Cases carry the place, never a cell's value.
public enum EngineError: Error, Sendable, Equatable, Hashable {
  /// No DuckDB library was found at any of the places looked at.
  case libraryMissing(searched: [String])
  /// The library at this path can't be opened, or lacks a function of the C API.
  case libraryUnusable(path: String, missing: String?)
  /// An option of the engine is out of its range.
  case invalidOption(name: String)

  /// There is no such file or folder.
  case fileMissing(file: String)
  /// A pattern matches no file.
  case noMatch(pattern: String)
  /// A folder holds no file of a known format.
  case emptyFolder(folder: String)
  /// The file or folder can't be read with the rights of this process.
  case notPermitted(file: String)
  /// The path is neither a file nor a folder (a device, a socket).
  case notAFile(file: String)
  /// The format can't be told from the file's name.
  case unknownFormat(file: String)
  /// A folder, pattern or list holds files of different formats.
  case mixedFormats(file: String)
  /// The file has no byte, or no line.
  case emptyFile(file: String)
  /// The source has a header, and no row.
  case noRows(file: String)
  /// The files of one source have different columns; `file` differs from the first.
  case schemaMismatch(file: String)
  /// An option can't be used with this format: a delimiter of two characters, say.
  case invalidSourceOption(name: String, file: String)

  /// There is no column of that name; `nearest` is the one meant, perhaps.
  case noSuchColumn(file: String, column: String, available: [String], nearest: String?)
  /// The first line, which should name the columns, looks like data.
  case headerIsData(file: String)
  /// Two columns (counted from 1) have one name.
  case duplicateColumn(file: String, first: Int, second: Int)
  /// A database holds no such table.
  case noSuchTable(file: String, table: String, available: [String])
  /// A database holds several tables and none was named, or none at all.
  case tableNotNamed(file: String, available: [String])

  /// The bytes don't follow the format.
  case malformed(Malformation, SourcePlace)
  /// The bytes are no text in the expected encoding.
  case wrongEncoding(SourcePlace, expected: String)
  /// The encoding isn't one that can be read.
  case unknownEncoding(name: String, file: String)
  /// A value isn't of the declared type.
  case conversion(SourcePlace, type: ValueType)
  /// No time zone goes by the name that is declared for a column.
  case unknownZone(column: String)
  /// A line is longer than the limit.
  case lineTooLong(SourcePlace, limitBytes: Int)

  /// The memory limit does not suffice.
  case outOfMemory(limitBytes: Int)
  /// The disk, or the share of it for temporary files, is full.
  case diskFull(folder: String)
  /// The query was interrupted.
  case interrupted
  /// The engine refused for a reason without a case of its own; `kind` is its class of error.
  case engineFailure(kind: String, file: String?)
}

extension EngineError {
  /// The place, as far as it is known.
  public var place: SourcePlace {
    switch self {
    case .malformed(_, let place), .wrongEncoding(let place, _), .conversion(let place, _),
      .lineTooLong(let place, _):
      return place
    case .fileMissing(let file), .notPermitted(let file), .notAFile(let file),
      .unknownFormat(let file), .mixedFormats(let file), .emptyFile(let file),
      .noRows(let file), .headerIsData(let file), .schemaMismatch(let file),
      .invalidSourceOption(_, let file),
      .duplicateColumn(let file, _, _), .noSuchTable(let file, _, _),
      .tableNotNamed(let file, _), .unknownEncoding(_, let file),
      .emptyFolder(let file), .noMatch(let file), .libraryUnusable(let file, _),
      .diskFull(let file):
      return SourcePlace(file: file)
    case .noSuchColumn(let file, let column, _, _):
      return SourcePlace(file: file, column: column)
    case .unknownZone(let column):
      return SourcePlace(column: column)
    case .engineFailure(_, let file):
      return SourcePlace(file: file)
    case .libraryMissing, .invalidOption, .outOfMemory, .interrupted:
      return SourcePlace()
    }
  }

  /// The file's path, where one is known.
  public var file: String? { place.file }
  /// The line in the file, from 1, where it is known.
  public var line: Int? { place.line }
  /// The column's name, where it is known.
  public var column: String? { place.column }
}
