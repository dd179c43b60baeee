import Engines
import Tables

/// The names of files that a table holds, and whose they are.
struct FileNames {
  /// A name in a cell.
  struct Name {
    /// The file's path as the table has it.
    let path: String
    /// The data subject's number.
    let subject: Int
    /// When, in microseconds since 1970; `nil` where the table doesn't say.
    let time: Int64?
  }

  /// The names, in the order of rows; each once for each person.
  let all: [Name]
  /// The key of each data subject.
  let keys: [String]
  /// How many rows the table has.
  let rowCount: Int
  /// Cells without a name, or in a row without a data subject.
  let emptyCount: Int

  /// The names without repetition, in the order of rows.
  var paths: [String] {
    var seen: Set<String> = []
    return all.compactMap { seen.insert($0.path).inserted ? $0.path : nil }
  }

  /// Reads the names of a table.
  ///
  /// - Precondition: it has a column of data subjects.
  /// - Throws: `EngineError`.
  init(_ declaration: TableDeclaration, folder: String, engine: Engine) throws {
    let subject = declaration.subject?.name ?? ""
    let source = declaration.source.engineSource(relativeTo: folder)
    let columns = LoadedFiles.columns(of: declaration)
    let table = try engine.readCoded(
      source: source, columns: ([subject] + columns).map { ColumnRequest($0, .text) }, name: "")
    let times = try LoadedEvents.time(of: declaration).map {
      try engine.times(of: source, subject: subject, time: $0)
    }
    let subjects = table.columns[0]
    var names: [Name] = []
    var seen: Set<[UInt32]> = []
    var emptyCount = 0
    // Another column may name the same file: one numbering of paths for all of them.
    var numbers: [String: UInt32] = [:]
    for row in 0..<table.rowCount {
      for cells in table.columns.dropFirst() {
        guard case .texts(let values) = cells.dictionary,
          subjects.codes[row] != CodedColumn.missing, cells.codes[row] != CodedColumn.missing
        else {
          emptyCount += 1
          continue
        }
        let path = values[Int(cells.codes[row]) - 1]
        let number = numbers[path] ?? UInt32(numbers.count)
        numbers[path] = number
        guard seen.insert([subjects.codes[row], number]).inserted else { continue }
        let time = times.flatMap { $0.count == table.rowCount ? $0[row] : nil }
        names.append(Name(path: path, subject: Int(subjects.codes[row]) - 1, time: time))
      }
    }
    all = names
    if case .texts(let texts) = subjects.dictionary { keys = texts } else { keys = [] }
    rowCount = table.rowCount
    self.emptyCount = emptyCount
  }
}
