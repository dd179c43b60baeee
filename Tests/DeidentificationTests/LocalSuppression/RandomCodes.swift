import Deidentification
import Foundation
import Numerics
import TestSupport

/// Small tables of codes for tests, and slow counts over them.
struct RandomCodes {
  var columns: [[UInt32]]
  let cardinalities: [Int]

  init(seed: UInt64, rows: Int, cardinalities: [Int], missing: Double = 0) {
    var generator = SeededGenerator(seed: seed, stream: "codes")
    columns = cardinalities.map { cardinality in
      (0..<rows).map { _ in
        generator.bernoulli(missing) ? 0 : UInt32(1 + generator.index(below: cardinality))
      }
    }
    self.cardinalities = cardinalities.map { $0 + 1 }
  }

  /// Columns of a delimited file, codes in the order of appearance; empty and NA are missing.
  init(_ file: DelimitedText, _ names: [String]) throws {
    var (columns, cardinalities) = ([[UInt32]](), [Int]())
    for name in names {
      var codes: [String: UInt32] = [:]
      var column: [UInt32] = []
      guard let cells = file.column(name) else { throw CocoaError(.fileReadCorruptFile) }
      for cell in cells {
        if cell.isEmpty || cell == "NA" {
          column.append(0)
        } else {
          let code = codes[cell] ?? UInt32(codes.count + 1)
          codes[cell] = code
          column.append(code)
        }
      }
      columns.append(column)
      cardinalities.append(codes.count + 1)
    }
    (self.columns, self.cardinalities) = (columns, cardinalities)
  }

  var codeColumns: CodeColumns {
    get throws {
      try CodeColumns(
        columns: columns, cardinalities: cardinalities, rowCount: columns.first?.count ?? 0)
    }
  }
}

/// For each row, how many candidates (or people) it matches, pair by pair: missing matches all.
func bruteForceMatches(
  _ columns: [[UInt32]], among candidates: [[UInt32]], rows: [Int], subjects: [UInt32]? = nil
) -> [Int] {
  rows.map { one in
    let matching = rows.filter { other in
      columns.indices.allSatisfy { column in
        let (left, right) = (columns[column][one], candidates[column][other])
        return left == 0 || right == 0 || left == right
      }
    }
    guard let subjects else { return matching.count }
    return Set(matching.map { subjects[$0] }).count
  }
}
