extension EngineError: CustomStringConvertible {
  /// The place, what is wrong there, and what to do about it.
  ///
  /// Holds no value of a cell.
  public var description: String {
    "\(prefix)\(problem). \(remedy)\(remedy.hasSuffix("?") ? "" : ".")"
  }

  private var prefix: String {
    var parts: [String] = []
    if let file = place.file { parts.append(file) }
    if let line = place.line { parts.append("line \(line)") }
    if let row = place.row, place.line == nil { parts.append("row \(row)") }
    if let column = place.column, !isMissingColumn { parts.append("column \"\(column)\"") }
    return parts.isEmpty ? "" : parts.joined(separator: ", ") + ": "
  }

  private var isMissingColumn: Bool {
    if case .noSuchColumn = self { true } else { false }
  }

  /// What is wrong, in a sentence without its full stop.
  public var problem: String {
    switch self {
    case .libraryMissing(let searched):
      let places = searched.count > 1 ? "; first at \(searched[0])" : ": \(searched.first ?? "")"
      return
        "no library was found (\(searched.count) place\(searched.count == 1 ? "" : "s")\(places))"
    case .libraryUnusable(_, let missing?):
      return "this DuckDB library lacks the function \(missing)"
    case .libraryUnusable: return "this DuckDB library can't be opened"
    case .invalidOption(let name): return "the engine's option \(name) is out of its range"
    case .outOfMemory(let limit):
      return "the query needs more memory than the limit of \(limit) bytes"
    case .diskFull: return "no room is left for the engine's temporary files"
    case .interrupted: return "the query was interrupted"
    case .engineFailure(let kind, _): return "the engine refused (\(kind))"
    default: return fileProblem
    }
  }

  private var fileProblem: String {
    switch self {
    case .fileMissing: return "there is no such file or folder"
    case .noMatch: return "the pattern matches no file"
    case .emptyFolder: return "the folder holds no file of a known format"
    case .notPermitted: return "reading it is not permitted"
    case .notAFile: return "it is neither a file nor a folder"
    case .unknownFormat: return "the format can't be told from the name"
    case .mixedFormats: return "it has another format than the files before it"
    case .emptyFile: return "the file is empty"
    case .noRows: return "the table holds no rows"
    case .schemaMismatch: return "its columns differ from those of the source's first file"
    case .invalidSourceOption(let name, _): return "the option \(name) can't be used here"
    default: return contentProblem
    }
  }

  private var contentProblem: String {
    switch self {
    case .noSuchColumn(_, let column, let available, _):
      return "there is no column \"\(column)\"; the columns are \(Self.list(available))"
    case .headerIsData: return "the first line looks like data, not like names of columns"
    case .duplicateColumn(_, let first, let second):
      return "columns \(first) and \(second) have the same name"
    case .noSuchTable(_, let table, let available):
      return "there is no table \"\(table)\"; the tables are \(Self.list(available))"
    case .tableNotNamed(_, let available):
      return available.isEmpty
        ? "the database holds no table"
        : "the database holds several tables: \(Self.list(available))"
    case .malformed(let malformation, _): return malformation.problem
    case .wrongEncoding(_, let expected): return "the text is not \(expected)"
    case .unknownEncoding(let name, _): return "the encoding \"\(name)\" is not supported"
    case .conversion(_, let type): return "the value is no \(type.phrase)"
    case .unknownZone: return "the declared time zone is unknown"
    case .lineTooLong(_, let limit): return "the line is longer than \(limit) bytes"
    default: return "it failed"
    }
  }

  /// At most 20 names, so that a wide table doesn't flood the terminal.
  private static func list(_ names: [String]) -> String {
    if names.isEmpty { return "(none)" }
    let shown = names.prefix(20).map { "\"\($0)\"" }.joined(separator: ", ")
    return names.count > 20 ? shown + " and \(names.count - 20) more" : shown
  }
}
