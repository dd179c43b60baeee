import Foundation
import TestSupport

/// Rows of a file of reference values, by column name.
enum ReferenceRows {
  static func read(_ name: String) throws -> [[String: String]] {
    let text = try String(contentsOf: SharedFolder.file("vectors/dp/" + name), encoding: .utf8)
    let lines = text.split(whereSeparator: \.isNewline).map { cells(String($0)) }
    guard let header = lines.first else { return [] }
    return lines.dropFirst().map { line in
      var row: [String: String] = [:]
      for (name, cell) in zip(header, line) { row[name] = cell }
      return row
    }
  }

  /// A line's cells, of which some are in quotes.
  private static func cells(_ line: String) -> [String] {
    var (cells, cell, isQuoted): ([String], String, Bool) = ([], "", false)
    for character in line {
      switch character {
      case "\"": isQuoted.toggle()
      case "," where !isQuoted:
        cells.append(cell)
        cell = ""
      default: cell.append(character)
      }
    }
    return cells + [cell]
  }
}

/// How far a value is from the expected one, relatively.
func relativeError(_ value: Double, _ expected: Double) -> Double {
  value == expected ? 0 : abs(value - expected) / max(abs(expected), .leastNormalMagnitude)
}
