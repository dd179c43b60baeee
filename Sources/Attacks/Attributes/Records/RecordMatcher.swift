import Evaluation
import Tables

/// Finds the rows of a release that agree with what the adversary knows.
struct RecordMatcher: Sendable {
  /// The release.
  let records: AttributeRecords
  private let postings: [PostingLists]
  /// Rows packed into words, where they fit and a missing cell matches nothing but its like.
  private let packed: PackedRows?

  /// Indexes the release's columns.
  ///
  /// - Complexity: O(rows * columns); 4 bytes a cell.
  init(_ records: AttributeRecords) {
    self.records = records
    self.postings = records.columns.map(PostingLists.init)
    self.packed =
      records.missing == .wildcard
      ? nil : PackedRows(records.columns, rowCount: records.rowCount)
  }

  /// The rows that agree with every known cell, rising.
  ///
  /// Under the wildcard meaning a missing cell of the release agrees with everything, and a known
  /// cell that is missing says nothing.
  ///
  /// - Parameter cells: pairs of a column's position and the code known there.
  /// - Complexity: O(rows that agree with the rarest known value * cells).
  func rows(agreeingWith cells: [(column: Int, code: UInt32)]) -> ArraySlice<UInt32> {
    let telling =
      records.missing == .wildcard ? cells.filter { $0.code != CodedColumn.missing } : cells
    let ranked = telling.sorted { count(of: $0) < count(of: $1) }
    guard let rarest = ranked.first else { return everyRow }
    let start = rows(of: rarest)
    let others = ranked.dropFirst()
    if others.isEmpty { return start }
    if let packed { return packed.rows(among: start, holding: others)[...] }
    return start.filter { row in
      others.allSatisfy { agrees(records.columns[$0.column].codes[Int(row)], with: $0.code) }
    }[...]
  }

  /// The data subjects of `rows`, rising, each once.
  func subjects(of rows: ArraySlice<UInt32>) -> ArraySlice<UInt32> {
    guard let subjectOfRow = records.subjects.subjectOfRow else { return rows }
    var subjects: [UInt32] = []
    for subject in rows.map({ subjectOfRow[Int($0)] }).sorted() where subjects.last != subject {
      subjects.append(subject)
    }
    return subjects[...]
  }

  private var everyRow: ArraySlice<UInt32> { Array(0..<UInt32(records.rowCount))[...] }

  private func agrees(_ code: UInt32, with known: UInt32) -> Bool {
    code == known || (records.missing == .wildcard && code == CodedColumn.missing)
  }

  /// The number of rows that agree with one known cell.
  func count(of cell: (column: Int, code: UInt32)) -> Int {
    let own = postings[cell.column].count(of: cell.code)
    guard records.missing == .wildcard else { return own }
    return own + postings[cell.column].count(of: CodedColumn.missing)
  }

  private func rows(of cell: (column: Int, code: UInt32)) -> ArraySlice<UInt32> {
    let own = postings[cell.column][cell.code]
    guard records.missing == .wildcard else { return own }
    let wild = postings[cell.column][CodedColumn.missing]
    return wild.isEmpty ? own : (own + wild).sorted()[...]
  }
}
