/// A hierarchy as ARX writes it: a line for each value, the value first, then its group on each
/// level.
struct TaxonomyText {
  private let lines: [[String]]

  /// Reads lines of delimited cells; quotes as in CSV.
  init(_ text: String, delimiter: String) {
    let separator = delimiter.utf8.first ?? UInt8(ascii: ";")
    var lines: [[String]] = []
    var line: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var bytes = Array(text.utf8)[...]
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { bytes = bytes.dropFirst(3) }
    func endCell() {
      line.append(String(decoding: cell, as: UTF8.self))
      cell.removeAll(keepingCapacity: true)
    }
    func endLine() {
      endCell()
      if line != [""] { lines.append(line) }
      line.removeAll(keepingCapacity: true)
    }
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let byte = bytes[index]
      index += 1
      if byte == UInt8(ascii: "\"") {
        let isDoubled = isQuoted && index < bytes.endIndex && bytes[index] == byte
        if isDoubled {
          cell.append(byte)
          index += 1
        } else {
          isQuoted.toggle()
        }
      } else if isQuoted {
        cell.append(byte)
      } else if byte == separator {
        endCell()
      } else if byte == UInt8(ascii: "\n") {
        endLine()
      } else if byte != UInt8(ascii: "\r") {
        cell.append(byte)
      }
    }
    if !cell.isEmpty || !line.isEmpty { endLine() }
    self.lines = lines
  }

  /// The values that have a line, in the order of the file.
  var values: [String] {
    var seen: Set<String> = []
    return lines.compactMap { line in
      line.first.flatMap { seen.insert($0).inserted ? $0 : nil }
    }
  }

  /// The hierarchy of a column; each of its values needs a line.
  ///
  /// - Throws: `DeidentificationError.hierarchy` that counts what is wrong, and shows no value.
  func hierarchy(of values: HierarchyValues) throws(DeidentificationError) -> Hierarchy {
    guard let width = lines.first?.count else {
      throw .hierarchy(column: values.column, level: 0, rule: "the file is empty")
    }
    if let number = lines.firstIndex(where: { $0.count != width }) {
      throw .hierarchy(
        column: values.column, level: 0,
        rule: "line \(number + 1) of the file has \(lines[number].count) cells, the first \(width)")
    }
    guard width <= HierarchyBuilder.levelLimit else {
      throw .limit(
        what: "The number of levels", limit: HierarchyBuilder.levelLimit,
        remedy: "Check the delimiter of the hierarchy's file")
    }
    var lineOfValue: [String: Int] = [:]
    for (number, line) in lines.enumerated() {
      if let other = lineOfValue.updateValue(number, forKey: line[0]), lines[other] != line {
        throw .hierarchy(
          column: values.column, level: 0,
          rule: "lines \(other + 1) and \(number + 1) of the file give one value two groups")
      }
    }
    let found = values.labels.map { lineOfValue[$0] }
    let absent = found.count { $0 == nil }
    guard absent == 0 else {
      throw .hierarchy(
        column: values.column, level: 0,
        rule: "the file has no line for \(absent) of the column's \(values.labels.count) values")
    }
    let groups = (1..<max(1, width)).map { level in
      found.map { $0.map { lines[$0][level] } ?? "" }
    }
    return try values.hierarchy(groups: groups)
  }
}
