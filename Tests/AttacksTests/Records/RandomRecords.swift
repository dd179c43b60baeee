import Numerics
import Tables

@testable import Attacks

/// Small random tables for oracles.
enum RandomRecords {
  /// A table of `rows` rows whose codes are drawn from 0...`values`; 0 is missing.
  static func table(
    rows: Int, columns: Int, values: Int, missing: MissingMeaning = .category,
    subjects: Int? = nil, seed: UInt64
  ) -> AttributeRecords {
    var source = SeededGenerator(seed: seed)
    let coded = (0..<columns).map { number in
      CodedColumn(
        name: "c\(number)",
        codes: (0..<rows).map { _ in UInt32(source.index(below: values + 1)) },
        dictionary: .opaque(count: values))
    }
    var index = SubjectIndex(rowCount: rows)
    if let subjects {
      let keys = (0..<rows).map { $0 < subjects ? $0 : source.index(below: subjects) }
      index = SubjectIndex(
        key: CodedColumn(
          name: "id", codes: keys.map { UInt32($0 + 1) }, dictionary: .opaque(count: subjects)))
    }
    return AttributeRecords(
      table: "t", columns: coded, subjects: index, rowCount: rows, missing: missing)
  }
}

extension AttributeRecords {
  /// Whether two rows agree in every column, the slow and obvious way.
  func agree(_ first: Int, _ second: Int) -> Bool {
    columns.allSatisfy { column in
      let (left, right) = (column.codes[first], column.codes[second])
      if missing == .wildcard, left == 0 || right == 0 { return true }
      return left == right
    }
  }

  /// The data subjects with a row that agrees with `row`.
  func lookAlikes(of row: Int) -> Set<UInt32> {
    Set((0..<rowCount).filter { agree(row, $0) }.map { subjects.subject(ofRow: $0) })
  }
}
