public import Foundation

/// A small table of text for tests, read the obvious way: quotes, a delimiter, one header line.
public struct DelimitedText: Sendable {
  /// The column names.
  public let header: [String]
  /// The cells, row by row.
  public let rows: [[String]]

  /// Reads a file whose first line is the header.
  public init(contentsOf file: URL, delimiter: Character = ",", hasHeader: Bool = true) throws {
    var text = try String(contentsOf: file, encoding: .utf8)
    if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
    var records = Self.records(of: text, delimiter: delimiter)
    header = hasHeader && !records.isEmpty ? records.removeFirst() : []
    rows = records
  }

  /// The cells of the column called `name`.
  public func column(_ name: String) -> [String]? {
    guard let index = header.firstIndex(of: name) else { return nil }
    return rows.map { index < $0.count ? $0[index] : "" }
  }

  private static func records(of text: String, delimiter: Character) -> [[String]] {
    let (quote, separator) = (UInt8(ascii: "\""), delimiter.asciiValue ?? UInt8(ascii: ","))
    var (records, record, cell, isQuoted) = ([[String]](), [String](), [UInt8](), false)
    func endCell() {
      record.append(String(decoding: cell, as: UTF8.self))
      cell.removeAll(keepingCapacity: true)
    }
    for byte in text.utf8 {
      if byte == quote {
        isQuoted.toggle()
      } else if isQuoted {
        cell.append(byte)
      } else if byte == separator {
        endCell()
      } else if byte == UInt8(ascii: "\n") {
        endCell()
        if record != [""] { records.append(record) }
        record.removeAll(keepingCapacity: true)
      } else if byte != UInt8(ascii: "\r") {
        cell.append(byte)
      }
    }
    if !cell.isEmpty || !record.isEmpty {
      endCell()
      records.append(record)
    }
    return records
  }
}
