import Foundation
import Numerics

/// Why the benchmark could not start.
enum BenchmarkError: Error {
  case usage
  case unreadable(path: String)
  case ragged(line: Int)
  case wrongResult(String)
  case noMemory
}

/// A delimited file as codes: enough for benchmarks, without quotes and without missing cells.
struct CodedCSV {
  let columns: [[UInt32]]
  let cardinalities: [Int]
  let rowCount: Int
  /// The header.
  let names: [String]
  /// The values of each column in code order.
  let labels: [[String]]

  init(path: String) throws {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw BenchmarkError.unreadable(path: path)
    }
    var lines = data.split(separator: UInt8(ascii: "\n"))[...]
    guard let header = lines.popFirst() else { throw BenchmarkError.ragged(line: 1) }
    let semicolon = UInt8(ascii: ";")
    let separator = header.contains(semicolon) ? semicolon : UInt8(ascii: ",")
    let width = header.split(separator: separator, omittingEmptySubsequences: false).count
    var codes = [[UInt32]](repeating: [], count: width)
    var dictionaries = [[Data: UInt32]](repeating: [:], count: width)
    for (number, line) in lines.enumerated() {
      let fields = line.split(separator: separator, omittingEmptySubsequences: false)
      guard fields.count == width else { throw BenchmarkError.ragged(line: number + 2) }
      for (column, field) in fields.enumerated() {
        let next = UInt32(dictionaries[column].count)
        let code = dictionaries[column][field] ?? next
        if code == next { dictionaries[column][field] = next }
        codes[column].append(code)
      }
    }
    names = header.split(separator: separator, omittingEmptySubsequences: false).map {
      String(decoding: $0, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    }
    labels = dictionaries.map { dictionary in
      dictionary.sorted { $0.value < $1.value }.map { String(decoding: $0.key, as: UTF8.self) }
    }
    columns = codes
    cardinalities = dictionaries.map(\.count)
    rowCount = lines.count
  }
}
