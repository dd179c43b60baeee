/// The delimiter and the column names of a CSV file, read from its first lines.
struct CSVHeader: Sendable, Equatable {
  /// The delimiter, one ASCII byte.
  let delimiter: Character
  /// The columns' names.
  let names: [String]

  /// Reads the header of `file` from its first `lines`.
  ///
  /// A delimiter that isn't declared is the one of `,` `;` tab `|` under which all first records
  /// have as many fields as the header and that number is largest; the format's own, if none has
  /// more than one field.
  /// - Throws: `EngineError.emptyFile`, `.duplicateColumn`, `.malformed(.nulByte)`.
  init(lines: [String], file: String, format: FileFormat, options: CSVFormat) throws(EngineError) {
    guard !lines.isEmpty else { throw EngineError.emptyFile(file: file) }
    let lines = Self.head(of: lines)
    delimiter =
      options.delimiter
      ?? (format == .tsv ? "\t" : Self.delimiter(of: lines, quote: options.quote))
    let records = Self.records(lines, delimiter: delimiter, quote: options.quote)
    guard let first = records.first else { throw EngineError.emptyFile(file: file) }
    guard options.hasHeader else {
      names = first.indices.map { "column\($0 + 1)" }
      return
    }
    names = first.enumerated().map { $1.isEmpty ? "column\($0 + 1)" : $1 }
    if first.contains(where: { $0.utf8.contains(0) }) {
      throw EngineError.malformed(.nulByte, SourcePlace(file: file, line: 1))
    }
    try Self.checkDistinct(names, file: file)
  }

  /// The first line, and further ones up to 64 KiB in all: enough to tell the delimiter.
  private static func head(of lines: [String]) -> [String] {
    var byteCount = 0
    var head: [String] = []
    for line in lines {
      byteCount += line.utf8.count
      if head.isEmpty || byteCount <= 1 << 16 || isInsideQuotes(head) { head.append(line) }
    }
    return head
  }

  /// Whether the header goes on in the next line, as far as can be told without its delimiter.
  private static func isInsideQuotes(_ lines: [String]) -> Bool {
    lines.count == 1 && lines[0].utf8.count { $0 == UInt8(ascii: "\"") } % 2 == 1
  }

  /// - Throws: `EngineError.duplicateColumn`.
  static func checkDistinct(_ names: [String], file: String) throws(EngineError) {
    var indexOfName: [String: Int] = [:]
    for (index, name) in names.enumerated() {
      if let first = indexOfName.updateValue(index, forKey: name) {
        throw EngineError.duplicateColumn(file: file, first: first + 1, second: index + 1)
      }
    }
  }

  private static func delimiter(of lines: [String], quote: Character?) -> Character {
    var best: (delimiter: Character, count: Int) = (",", 1)
    for candidate: Character in [",", ";", "\t", "|"] {
      var records = records(lines, delimiter: candidate, quote: quote)
      // The last record may be cut off where reading stopped.
      if records.count > 2 { records.removeLast() }
      guard let count = records.first?.count, count > best.count else { continue }
      if records.allSatisfy({ $0.count == count }) { best = (candidate, count) }
    }
    if best.count > 1 { return best.delimiter }
    // Nothing fits all records: the one that splits the header most, so that the first ragged row
    // is reported and not the whole file taken for one column.
    let header = [lines[0]]
    let counts = [",", ";", "\t", "|"].map { (candidate: Character) in
      (candidate, records(header, delimiter: candidate, quote: quote).first?.count ?? 1)
    }
    return counts.reduce((",", 1)) { $1.1 > $0.1 ? $1 : $0 }.0
  }

  /// Splits lines into records of fields after RFC 4180; a quoted field may span lines.
  static func records(
    _ lines: [String], delimiter: Character, quote: Character?
  ) -> [[String]] {
    var splitter = RecordSplitter(
      delimiter: delimiter.asciiValue ?? UInt8(ascii: ","), quote: quote?.asciiValue)
    for line in lines where !line.isEmpty || splitter.isQuoted || lines.count == 1 {
      splitter.add(line)
    }
    return splitter.finish()
  }
}

/// Splits lines into fields, byte by byte.
private struct RecordSplitter {
  let delimiter: UInt8
  let quote: UInt8?
  private(set) var isQuoted = false
  private var records: [[String]] = []
  private var fields: [String] = []
  private var field: [UInt8] = []

  init(delimiter: UInt8, quote: UInt8?) {
    self.delimiter = delimiter
    self.quote = quote
  }

  mutating func add(_ line: String) {
    if isQuoted { field.append(0x0A) }
    var followsQuote = false
    for byte in line.utf8 {
      if byte == quote {
        addQuote(byte, followsQuote: followsQuote)
        followsQuote = !isQuoted
        continue
      }
      followsQuote = false
      if byte == delimiter, !isQuoted { endField() } else { field.append(byte) }
    }
    if !isQuoted { endRecord() }
  }

  mutating func finish() -> [[String]] {
    if isQuoted { endRecord() }
    return records
  }

  /// A quote ends a quoted field, or starts one, or (right behind an end) stands for itself.
  private mutating func addQuote(_ byte: UInt8, followsQuote: Bool) {
    if isQuoted {
      isQuoted = false
    } else if followsQuote {
      field.append(byte)
      isQuoted = true
    } else if field.isEmpty {
      isQuoted = true
    } else {
      field.append(byte)
    }
  }

  private mutating func endField() {
    fields.append(String(decoding: field, as: UTF8.self))
    field.removeAll(keepingCapacity: true)
  }

  private mutating func endRecord() {
    endField()
    records.append(fields)
    fields = []
  }
}
