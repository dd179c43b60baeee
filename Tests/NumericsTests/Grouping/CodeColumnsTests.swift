import Testing

@testable import Numerics

@Suite("CodeColumns")
struct CodeColumnsTests {
  @Test("columns that do not fit together are refused, with their place")
  func refusals() {
    // Would catch a kernel that reads out of bounds, or counts a code into another key.
    #expect(throws: NumericsError.cardinalityCountMismatch(columns: 1, cardinalities: 2)) {
      try CodeColumns(columns: [[0]], cardinalities: [1, 1], rowCount: 1)
    }
    #expect(throws: NumericsError.columnLengthMismatch(column: 1, expected: 2, found: 1)) {
      try CodeColumns(columns: [[0, 0], [0]], cardinalities: [1, 1], rowCount: 2)
    }
    #expect(throws: NumericsError.codeNotBelowCardinality(column: 1, row: 1)) {
      try CodeColumns(columns: [[0, 0], [2, 3]], cardinalities: [1, 3], rowCount: 2)
    }
    #expect(throws: NumericsError.codeNotBelowCardinality(column: 0, row: 0)) {
      try CodeColumns(columns: [[0]], cardinalities: [0], rowCount: 1)
    }
    #expect(throws: NumericsError.codeNotBelowCardinality(column: 0, row: 0)) {
      try CodeColumns(columns: [[0]], cardinalities: [-3], rowCount: 1)
    }
    #expect(throws: NumericsError.tooManyRows(count: -1, limit: CodeColumns.rowLimit)) {
      try CodeColumns(columns: [], cardinalities: [], rowCount: -1)
    }
    #expect(throws: NumericsError.tooManyRows(count: 1 << 40, limit: CodeColumns.rowLimit)) {
      try CodeColumns(columns: [], cardinalities: [], rowCount: 1 << 40)
    }
  }

  @Test("codes just below the cardinality pass, whatever their bits have in common")
  func closeCodes() throws {
    // Would catch the quick check by the union of bits being taken for the answer.
    let table = try CodeColumns(columns: [[1, 2, 4]], cardinalities: [5], rowCount: 3)
    #expect(table.rowCount == 3)
  }

  @Test("a selection keeps the order asked for, and refuses what is not there")
  func selection() throws {
    // Would catch an index out of bounds.
    let table = try CodeColumns(columns: [[1], [2]], cardinalities: [2, 3], rowCount: 1)
    #expect(try table.selecting([1, 0]).columns == [[2], [1]])
    #expect(try table.selecting([1]).cardinalities == [3])
    #expect(throws: NumericsError.columnOutOfRange(column: 2, count: 2)) {
      try table.selecting([0, 2])
    }
  }
}
