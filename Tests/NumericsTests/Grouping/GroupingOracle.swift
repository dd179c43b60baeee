import Numerics

/// Grouping in the slow and obvious way: a dictionary from a row's codes to its rows.
struct GroupingOracle {
  /// Rows of each class, classes in the order of first appearance.
  let classes: [[Int]]

  init(_ columns: [[UInt32]], rowCount: Int) {
    var numberOfTuple: [[UInt32]: Int] = [:]
    var classes: [[Int]] = []
    for row in 0..<rowCount {
      let tuple = columns.map { $0[row] }
      if let number = numberOfTuple[tuple] {
        classes[number].append(row)
      } else {
        numberOfTuple[tuple] = classes.count
        classes.append([row])
      }
    }
    self.classes = classes
  }

  var classOfRow: [UInt32] {
    var numbers: [Int: UInt32] = [:]
    for (number, rows) in classes.enumerated() { for row in rows { numbers[row] = UInt32(number) } }
    return numbers.keys.sorted().map { numbers[$0] ?? 0 }
  }

  var sizes: [UInt32] { classes.map { UInt32($0.count) } }

  var samePairs: UInt64 {
    classes.reduce(0) { $0 + UInt64($1.count * ($1.count - 1) / 2) }
  }
}

/// Tables for tests: all the small ones, and seeded random ones.
enum SampleTables {
  /// Each table of `columns` x `rows` cells over `codes` codes.
  static func all(columns: Int, rows: Int, codes: Int) -> [CodeColumns] {
    let cells = columns * rows
    var tables: [CodeColumns] = []
    var digits = [UInt32](repeating: 0, count: cells)
    while true {
      let table = (0..<columns).map { Array(digits[($0 * rows)..<(($0 + 1) * rows)]) }
      tables.append(make(table, [Int](repeating: codes, count: columns), rows))
      var place = 0
      while place < cells, digits[place] == UInt32(codes - 1) {
        digits[place] = 0
        place += 1
      }
      guard place < cells else { return tables }
      digits[place] += 1
    }
  }

  /// All tables of up to 3 columns x 4 rows over 2 codes, and of up to 8 cells over 3 codes.
  static let small: [CodeColumns] = {
    var tables: [CodeColumns] = []
    for columns in 0...3 {
      for rows in 0...4 {
        tables += all(columns: columns, rows: rows, codes: 2)
        if columns * rows <= 8 { tables += all(columns: columns, rows: rows, codes: 3) }
      }
    }
    return tables
  }()

  /// A table of random codes; low codes are commoner than high ones.
  static func random(
    seed: UInt64, rows: Int, cardinalities: [Int], repeating share: Double = 0.3
  ) -> CodeColumns {
    var generator = SeededGenerator(seed: seed)
    var columns = cardinalities.map { _ in [UInt32]() }
    for row in 0..<rows {
      let copied = row > 0 && generator.bernoulli(share) ? generator.index(below: row) : nil
      for (column, cardinality) in cardinalities.enumerated() {
        if let copied, !generator.bernoulli(0.1) {
          columns[column].append(columns[column][copied])
        } else {
          let bound = UInt64(cardinality)
          let code = min(generator.uniform(below: bound), generator.uniform(below: bound))
          columns[column].append(UInt32(code))
        }
      }
    }
    return make(columns, cardinalities, rows)
  }

  private static func make(_ columns: [[UInt32]], _ cardinalities: [Int], _ rows: Int)
    -> CodeColumns
  {
    do {
      return try CodeColumns(columns: columns, cardinalities: cardinalities, rowCount: rows)
    } catch {
      preconditionFailure("the sample table is wrong: \(error)")
    }
  }
}
