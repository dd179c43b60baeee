extension EngineError {
  /// What to do about it, in a sentence without its full stop.
  public var remedy: String {
    switch self {
    case .libraryMissing:
      return "Run scripts/bootstrap, or set PALIMPSEST_DUCKDB to the path of a libduckdb.so"
    case .libraryUnusable:
      return "Run scripts/bootstrap again; the wheel's library wants Debian's libpython3.11"
    case .invalidOption(let name): return "Give \(name) a value in its documented range"
    case .outOfMemory:
      return "Raise the memory limit, use fewer threads, or ask for fewer columns at a time"
    case .diskFull: return "Free some space there, or name another folder for temporary files"
    case .interrupted: return "Nothing was written; run it again"
    case .engineFailure:
      return "Run the file through the engine's own client to see its message, which may quote data"
    default: return fileRemedy
    }
  }

  private var fileRemedy: String {
    switch self {
    case .fileMissing: return "Check the path; relative paths start at the working directory"
    case .noMatch: return "Check the pattern; * and ? don't cross a /"
    case .emptyFolder: return "Name the format, or point to the folder that holds the data"
    case .notPermitted: return "Ask for read permission (chmod, or run as a user who has it)"
    case .notAFile: return "Point to a regular file or a folder of files"
    case .unknownFormat:
      return "Name the format: csv, tsv, csv.gz, tsv.gz, parquet, jsonl, jsonl.gz, json, sqlite"
    case .mixedFormats: return "Name the format, or list the files of one format only"
    case .emptyFile: return "Write the table with a header and at least one row"
    case .noRows: return "Check that the export finished; a header alone can't be audited"
    case .schemaMismatch: return "Give all files of one source the same columns in the same order"
    case .invalidSourceOption: return "A delimiter and a quote are one byte each, and differ"
    default: return contentRemedy
    }
  }

  private var contentRemedy: String {
    switch self {
    case .noSuchColumn(_, _, _, let nearest?): return "Did you mean \"\(nearest)\"?"
    case .noSuchColumn: return "Use one of these names, in the same letter case"
    case .headerIsData:
      return "Add a line of names; or declare header: false, and call the columns column1, column2"
    case .duplicateColumn:
      return "Rename one of them; if the file has no header, declare header: false"
    case .noSuchTable: return "Use one of these names"
    case .tableNotNamed: return "Name the table"
    case .malformed(let malformation, _): return malformation.remedy
    case .wrongEncoding:
      return "Declare the file's encoding (utf-8, latin-1, utf-16), or convert it to UTF-8 (iconv)"
    case .unknownEncoding:
      return "Use utf-8, latin-1 or utf-16, or convert the file to UTF-8 (iconv)"
    case .unknownZone:
      return "Use a name of the IANA database, such as Europe/Berlin"
    case .conversion(_, let type):
      return "Correct the cell, list its text as a missing value, or declare another type"
        + (type.remedy.map { "; \($0)" } ?? "")
    case .lineTooLong:
      return "A quote may be unclosed before it; else raise the limit on the length of a line"
    default: return "Check the source"
    }
  }
}

extension Malformation {
  /// What is wrong, in a sentence without its full stop.
  var problem: String {
    switch self {
    case .raggedRow(let expected, let found):
      return "the row has \(found) field\(found == 1 ? "" : "s"), \(expected) are expected"
    case .unterminatedQuote: return "a quoted field does not end as it should"
    case .mixedLineEndings: return "lines end with LF here and with CR LF elsewhere"
    case .nulByte: return "a NUL byte stands in the text"
    case .notCSV: return "the file is no CSV with this delimiter and quote"
    case .gzip: return "the gzip stream is damaged, cut off, or no gzip"
    case .parquet: return "the file is no Parquet file, or damaged"
    case .json: return "this isn't JSON"
    case .notAnObject: return "this is JSON, but no object with a key for each column"
    case .duplicateKey: return "an object has the same key twice"
    case .sqlite: return "the file is no SQLite database, or damaged"
    }
  }

  /// What to do about it, in a sentence without its full stop.
  var remedy: String {
    switch self {
    case .raggedRow: return "Quote fields that hold the delimiter, or declare another delimiter"
    case .unterminatedQuote:
      return "Close the quote and double quotes inside it, or declare another quote character"
    case .mixedLineEndings: return "Convert the file to one kind of line ending (dos2unix)"
    case .nulByte: return "Remove NUL bytes (tr -d '\\000'), or declare the encoding utf-16"
    case .notCSV: return "Declare delimiter, quote and encoding"
    case .gzip: return "Test it with gzip -t and copy it again"
    case .parquet, .sqlite: return "Check that the copy is complete, and the format declared"
    case .json: return "Check that each line holds one whole object"
    case .notAnObject: return "Write one object a row, with the columns as keys"
    case .duplicateKey: return "Give each key once"
    }
  }
}
