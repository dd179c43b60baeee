import Foundation

/// Walks over a plain text file to find a place for an error; only used once something is wrong.
///
/// `nil` for gzipped files, whose lines are counted in bytes that aren't there.
struct LineScanner {
  private let bytes: Data

  /// Maps the file.
  init?(path: String) {
    guard !path.lowercased().hasSuffix(".gz"),
      let data = try? Data(contentsOf: URL(fileURLWithPath: path), options: .mappedIfSafe)
    else { return nil }
    bytes = data
  }

  /// The first line of more than `limit` bytes.
  ///
  /// - Complexity: O(bytes).
  func firstLine(longerThan limit: Int) -> Int? {
    var line = 1
    var start = bytes.startIndex
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
      if end - start > limit { return line }
      line += 1
      start = end + 1
    }
    return nil
  }

  /// The first line that ends in another way than the first line does.
  func firstOddLineEnding() -> Int? {
    var line = 1
    var previous: UInt8 = 0
    var firstHasReturn: Bool?
    for byte in bytes {
      if byte == 0x0A {
        let hasReturn = previous == 0x0D
        if let firstHasReturn, firstHasReturn != hasReturn { return line }
        firstHasReturn = hasReturn
        line += 1
      } else if previous == 0x0D {
        return line
      }
      previous = byte
    }
    return nil
  }

  /// The first line that isn't one whole JSON value.
  func firstLineThatIsNoJSON() -> Int? {
    var line = 0
    for text in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      if text.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      guard (try? JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed)) != nil
      else { return line }
    }
    return nil
  }

  /// The first line that isn't blank and doesn't start an object.
  func firstLineThatIsNoObject() -> Int? {
    var line = 0
    for text in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      let first = text.first { $0 != 0x20 && $0 != 0x09 && $0 != 0x0D }
      if let first, first != UInt8(ascii: "{") { return line }
    }
    return nil
  }

  /// The line on which data row `row` (from 1) of a CSV file starts; blank lines are no rows, as
  /// the engine has it, unless there is one column only.
  ///
  /// - Complexity: O(bytes).
  func line(ofRow row: Int, csv: CSVFormat, keepsBlankLines: Bool) -> Int? {
    var count = csv.hasHeader ? -1 : 0
    return firstRecord(csv) { isBlank in
      if !isBlank || (keepsBlankLines && count >= 0) { count += 1 }
      return count == row
    }
  }

  /// The line on which record `number` (from 1; the header and blank lines count) starts: the
  /// engine calls that number the line, though a quoted field may span several lines.
  ///
  /// - Complexity: O(bytes).
  func line(ofRecord number: Int, csv: CSVFormat) -> Int? {
    var count = 0
    return firstRecord(csv) { _ in
      count += 1
      return count == number
    }
  }

  /// The line on which the first record starts for which `matches`, told whether it is blank,
  /// answers true.
  private func firstRecord(_ csv: CSVFormat, where matches: (Bool) -> Bool) -> Int? {
    let quote = csv.quote?.asciiValue
    let delimiters = csv.delimiter?.asciiValue.map { [$0] } ?? Array(",;\t|".utf8)
    var line = 1
    var start = 1
    var isQuoted = false
    var isFieldStart = true
    var isBlank = true
    for byte in bytes {
      if byte == 0x0A {
        line += 1
        if isQuoted { continue }
        if matches(isBlank) { return start }
        (start, isBlank, isFieldStart) = (line, true, true)
        continue
      }
      if byte == quote, isQuoted || isFieldStart {
        isQuoted.toggle()
        // A second quote right behind it opens the field again.
        isFieldStart = !isQuoted
      } else {
        isFieldStart = delimiters.contains(byte)
      }
      if byte != 0x0D { isBlank = false }
    }
    return !isBlank && matches(false) ? start : nil
  }
}
