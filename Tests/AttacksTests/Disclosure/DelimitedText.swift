import Foundation
import Testing

/// A table read from delimited text, cells as they stand between the quotes; for tests only.
struct DelimitedText {
  let header: [String]
  /// The rows' cells for the columns asked for, column by column.
  let columns: [[String]]

  /// Reads the named columns; the delimiter is `;` if the header has one, else a comma.
  init?(contentsOf url: URL, columns names: [String]) {
    guard let data = try? Data(contentsOf: url) else { return nil }
    let bytes = [UInt8](data)
    let headerEnd = bytes.firstIndex(of: 10) ?? bytes.count
    let delimiter: UInt8 = bytes[..<headerEnd].contains(59) ? 59 : 44
    var position = 0
    let header = Self.record(bytes, &position, delimiter)
      .map { String(decoding: $0, as: UTF8.self) }
    let places = names.compactMap { header.firstIndex(of: $0) }
    guard places.count == names.count else { return nil }
    var columns = [[String]](repeating: [], count: names.count)
    while position < bytes.count {
      let cells = Self.record(bytes, &position, delimiter)
      if cells.count == 1, cells[0].isEmpty { continue }
      for (column, place) in places.enumerated() {
        columns[column].append(
          place < cells.count ? String(decoding: cells[place], as: UTF8.self) : "")
      }
    }
    self.header = header
    self.columns = columns
  }

  private static func record(
    _ bytes: [UInt8], _ position: inout Int, _ delimiter: UInt8
  ) -> [[UInt8]] {
    var cells: [[UInt8]] = [[]]
    var quoted = false
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == 34 {
        if quoted, position < bytes.count, bytes[position] == 34 {
          cells[cells.count - 1].append(34)
          position += 1
        } else {
          quoted.toggle()
        }
      } else if quoted {
        cells[cells.count - 1].append(byte)
      } else if byte == delimiter {
        cells.append([])
      } else if byte == 10 {
        break
      } else if byte != 13 {
        cells[cells.count - 1].append(byte)
      }
    }
    return cells
  }
}

/// A column as pandas' `read_csv` sees it: its usual words for missing, and numbers where every
/// other cell is one.
struct PandasColumn {
  /// 0 for missing; values are numbered in ascending order.
  let codes: [UInt32]
  /// The numbers behind codes, or `nil` for text.
  let numbers: [Double]?

  private static let missingWords: Set<String> = [
    "", "#N/A", "#N/A N/A", "#NA", "-1.#IND", "-1.#QNAN", "-NaN", "-nan", "1.#IND", "1.#QNAN",
    "<NA>", "N/A", "NA", "NULL", "NaN", "None", "n/a", "nan", "null",
  ]

  init(_ cells: [String]) {
    let words = Set(cells).subtracting(Self.missingWords)
    var numberOfWord: [String: Double] = [:]
    for word in words {
      numberOfWord[word] = Double(word.trimmingCharacters(in: .whitespaces))
    }
    let isNumeric = numberOfWord.count == words.count && !words.isEmpty
    var codeOfWord: [String: UInt32] = [:]
    if isNumeric {
      let sorted = Set(numberOfWord.values).sorted()
      let codeOfNumber = Dictionary(
        uniqueKeysWithValues: sorted.enumerated().map { ($1, UInt32($0 + 1)) })
      for (word, number) in numberOfWord { codeOfWord[word] = codeOfNumber[number] }
      numbers = sorted
    } else {
      for (index, word) in words.sorted().enumerated() { codeOfWord[word] = UInt32(index + 1) }
      numbers = nil
    }
    codes = cells.map { codeOfWord[$0] ?? 0 }
  }
}

/// Dense class ids of rows that agree in all columns, by a dictionary: slow and obvious.
func obviousClasses(_ columns: [[UInt32]], droppingMissing: Bool = false) -> [UInt32] {
  var idOfKey: [[UInt32]: UInt32] = [:]
  return (columns.first ?? []).indices.map { row in
    let key = columns.map { $0[row] }
    if droppingMissing, key.contains(0) { return UInt32.max }
    if let id = idOfKey[key] { return id }
    idOfKey[key] = UInt32(idOfKey.count)
    return idOfKey[key]!
  }
}

/// A small generator with a seed (SplitMix64), so that a failure can be repeated.
struct SeededNumbers: RandomNumberGenerator {
  private var state: UInt64
  init(seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Whether two numbers agree to 1e-9, relative to the larger where it is above 1.
func agree(_ first: Double, _ second: Double, tolerance: Double = 1e-9) -> Bool {
  if first.isNaN || second.isNaN { return first.isNaN && second.isNaN }
  return abs(first - second) <= tolerance * max(1, abs(first), abs(second))
}

/// A JSON file whose numbers may be Python's `NaN`, which becomes null.
func referenceEntries(_ url: URL) throws -> [String: Any] {
  let text = try String(contentsOf: url, encoding: .utf8)
    .replacingOccurrences(of: "NaN", with: "null")
  let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
  return try #require(object as? [String: Any])
}
