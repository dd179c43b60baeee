/// A small delimited table, each cell with its place (RFC 4180; tabs alike).
struct DelimitedRecords {
  struct Cell: Equatable {
    var text: String
    /// From 1.
    let line: Int
    /// In scalars, from 1.
    let column: Int
  }

  private(set) var records: [[Cell]] = []

  /// Takes a text apart; quotes that nothing closes end with the text.
  ///
  /// - Complexity: O(length).
  init(_ text: String, separator: Unicode.Scalar) {
    var line = 1
    var column = 1
    var record: [Cell] = []
    var cell = Cell(text: "", line: 1, column: 1)
    var isQuoted = false
    var scalars = Array(text.unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    var index = 0
    func ends(_ record: [Cell]) -> Bool { record.count > 1 || !(record.first?.text ?? "").isEmpty }
    while index < scalars.count {
      let scalar = scalars[index]
      if isQuoted {
        if scalar == "\"", index + 1 < scalars.count, scalars[index + 1] == "\"" {
          cell.text.unicodeScalars.append(scalar)
          index += 1
          column += 1
        } else if scalar == "\"" {
          isQuoted = false
        } else {
          cell.text.unicodeScalars.append(scalar)
        }
      } else if scalar == "\"", cell.text.isEmpty {
        isQuoted = true
      } else if scalar == separator || scalar == "\n" {
        record.append(cell)
        cell = Cell(
          text: "", line: scalar == "\n" ? line + 1 : line,
          column: scalar == "\n" ? 1 : column + 1)
        if scalar == "\n" {
          if ends(record) { records.append(record) }
          record = []
        }
      } else if scalar != "\r" {
        cell.text.unicodeScalars.append(scalar)
      }
      column = scalar == "\n" ? 1 : column + 1
      if scalar == "\n" { line += 1 }
      index += 1
    }
    record.append(cell)
    if ends(record) { records.append(record) }
  }
}
