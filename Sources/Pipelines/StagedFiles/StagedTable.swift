/// Reads the beginning of a delimited text (RFC 4180, any common separator) into a tally.
///
/// Untrusted bytes: a quote that is never closed reads to the end, and nothing is an error.
///
/// **Cost** O(bytes).
struct StagedTable {
  private let bytes: ArraySlice<UInt8>
  private let separator: UInt8
  private var index: Int
  private var line = 1
  private var lineStart: Int
  private var counted: (index: Int, characters: Int) = (-1, 0)

  /// Tallies a table; `separator` is found in the first line where it is not given.
  static func tally(_ bytes: ArraySlice<UInt8>, separator: UInt8? = nil) -> StagedTally {
    var table = StagedTable(bytes, separator: separator)
    var tally = StagedTally()
    table.read(into: &tally)
    return tally
  }

  private init(_ bytes: ArraySlice<UInt8>, separator: UInt8?) {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let content = bytes.starts(with: mark) ? bytes.dropFirst(3) : bytes
    self.bytes = content
    self.separator = separator ?? Self.separator(of: content)
    index = content.startIndex
    lineStart = content.startIndex
  }

  /// The most frequent of the usual separators in the first line, quotes left out.
  private static func separator(of bytes: ArraySlice<UInt8>) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if isQuoted { continue }
      if byte == UInt8(ascii: "\n") { break }
      counts[byte, default: 0] += 1
    }
    let usual = Array(",;\t|".utf8)
    return usual.max { counts[$0, default: 0] < counts[$1, default: 0] } ?? UInt8(ascii: ",")
  }

  private mutating func read(into tally: inout StagedTally) {
    var isHeader = true
    var field = 1
    while index < bytes.endIndex {
      let startLine = line
      let isQuoted = bytes[index] == UInt8(ascii: "\"")
      let start = isQuoted ? index + 1 : index
      let column = column(of: start)
      let content = isQuoted ? quoted() : plain()
      let name = "column \(field)"
      // The first line is read as values too: a file without a header has people in it.
      tally.take(content, field: name, line: startLine, column: column)
      if isHeader {
        let text = String(decoding: content.prefix(256), as: UTF8.self)
        tally.name(text, field: name, line: startLine, column: column)
      }
      if index < bytes.endIndex, bytes[index] == separator {
        index += 1
        field += 1
      } else {
        endLine()
        isHeader = false
        field = 1
      }
    }
  }

  /// The column of a byte of the current line, counted on from the last one asked for.
  private mutating func column(of position: Int) -> Int {
    if counted.index < lineStart || counted.index > position { counted = (lineStart, 0) }
    counted.characters += characterCount(bytes[counted.index..<position])
    counted.index = position
    return counted.characters + 1
  }

  private mutating func plain() -> ArraySlice<UInt8> {
    let start = index
    while index < bytes.endIndex, bytes[index] != separator, bytes[index] != UInt8(ascii: "\n") {
      index += 1
    }
    let content = bytes[start..<index]
    return content.last == UInt8(ascii: "\r") ? content.dropLast() : content
  }

  /// The inside of a quoted field, doubled quotes as they are.
  private mutating func quoted() -> ArraySlice<UInt8> {
    let start = index + 1
    index = start
    while index < bytes.endIndex {
      if bytes[index] == UInt8(ascii: "\"") {
        guard index + 1 < bytes.endIndex, bytes[index + 1] == UInt8(ascii: "\"") else { break }
        index += 1
      } else if bytes[index] == UInt8(ascii: "\n") {
        line += 1
        lineStart = index + 1
      }
      index += 1
    }
    let content = bytes[start..<min(index, bytes.endIndex)]
    while index < bytes.endIndex, bytes[index] != separator, bytes[index] != UInt8(ascii: "\n") {
      index += 1
    }
    return content
  }

  private mutating func endLine() {
    guard index < bytes.endIndex else { return }
    index += 1
    line += 1
    lineStart = index
  }
}
