/// Reads the beginning of JSON Lines into a tally: each key is a column, strings and numbers cells.
///
/// Untrusted bytes: what is no JSON is passed over character by character, and nothing is an error.
///
/// **Cost** O(bytes).
struct StagedLines {
  private let bytes: ArraySlice<UInt8>
  private var index: Int
  private var line = 1
  private var lineStart: Int
  private var counted: (index: Int, characters: Int) = (-1, 0)
  private var fields: [[UInt8]: String] = [:]
  private var field = "the line"
  private var tally = StagedTally()

  /// Tallies lines of JSON.
  static func tally(_ bytes: ArraySlice<UInt8>) -> StagedTally {
    var lines = StagedLines(bytes)
    lines.read()
    return lines.tally
  }

  private init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    index = bytes.startIndex
    lineStart = bytes.startIndex
  }

  private mutating func read() {
    while index < bytes.endIndex {
      switch bytes[index] {
      case UInt8(ascii: "\n"):
        index += 1
        line += 1
        lineStart = index
        field = "the line"
      case UInt8(ascii: "\""): string()
      case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): number()
      default: index += 1
      }
    }
  }

  private mutating func number() {
    let start = index
    while index < bytes.endIndex, Array("+-.eE0123456789".utf8).contains(bytes[index]) {
      index += 1
    }
    tally.take(bytes[start..<index], field: field, line: line, column: column(of: start))
  }

  /// A string is a key where a colon follows, else a cell.
  private mutating func string() {
    let start = index + 1
    index = start
    var isEscaped = false
    while index < bytes.endIndex, bytes[index] != UInt8(ascii: "\n") {
      if isEscaped {
        isEscaped = false
      } else if bytes[index] == UInt8(ascii: "\\") {
        isEscaped = true
      } else if bytes[index] == UInt8(ascii: "\"") {
        break
      }
      index += 1
    }
    let content = Self.unescaped(bytes[start..<index])
    let place = column(of: start)
    index = min(index + 1, bytes.endIndex)
    var next = index
    while next < bytes.endIndex, bytes[next] == UInt8(ascii: " ") { next += 1 }
    guard next < bytes.endIndex, bytes[next] == UInt8(ascii: ":") else {
      tally.take(content, field: field, line: line, column: place)
      return
    }
    // Keys can be values as well: people's addresses as the keys of an object.
    tally.take(content, field: "the keys", line: line, column: place)
    takeKey(Array(content), column: place)
  }

  private mutating func takeKey(_ key: [UInt8], column: Int) {
    if let known = fields[key] {
      field = known
      return
    }
    field = "key \(fields.count + 1)"
    fields[key] = field
    tally.name(
      String(decoding: key.prefix(256), as: UTF8.self), field: field, line: line, column: column)
  }

  private mutating func column(of position: Int) -> Int {
    if counted.index < lineStart || counted.index > position { counted = (lineStart, 0) }
    counted.characters += characterCount(bytes[counted.index..<position])
    counted.index = position
    return counted.characters + 1
  }

  /// The text of a JSON string; an escape that is none stays as it is.
  private static func unescaped(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard bytes.contains(UInt8(ascii: "\\")) else { return bytes }
    var result: [UInt8] = []
    var index = bytes.startIndex
    while index < bytes.endIndex {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < bytes.endIndex else {
        result.append(bytes[index])
        index += 1
        continue
      }
      if bytes[index + 1] == UInt8(ascii: "u"), index + 6 <= bytes.endIndex,
        let value = UInt32(
          String(decoding: bytes[(index + 2)..<(index + 6)], as: UTF8.self), radix: 16)
      {
        // Halves of a pair stand for letters beyond this check.
        result += Unicode.Scalar(value).map { Array(String($0).utf8) } ?? [UInt8(ascii: "?")]
        index += 6
      } else {
        let escapes: [UInt8: UInt8] = [
          UInt8(ascii: "n"): 32, UInt8(ascii: "t"): 32, UInt8(ascii: "r"): 32,
          UInt8(ascii: "b"): 32, UInt8(ascii: "f"): 32,
        ]
        result.append(escapes[bytes[index + 1]] ?? bytes[index + 1])
        index += 2
      }
    }
    return result[...]
  }
}
