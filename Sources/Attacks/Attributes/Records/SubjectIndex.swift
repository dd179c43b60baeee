public import Tables

/// Which data subject each row of a table is about.
public struct SubjectIndex: Sendable, Equatable {
  /// The data subject of each row, from 0; `nil` where each row is a data subject of its own.
  public let subjectOfRow: [UInt32]?
  /// The number of data subjects.
  public let count: Int

  /// Each of `rowCount` rows is a data subject of its own.
  public init(rowCount: Int) {
    self.subjectOfRow = nil
    self.count = rowCount
  }

  /// The data subjects behind a key column; a row without a key is a data subject of its own, for
  /// nobody can say that two such rows are about one person.
  ///
  /// - Complexity: O(rows).
  public init(key: CodedColumn) {
    var nextUnkeyed = UInt32(key.dictionary.count)
    var subjects = [UInt32](repeating: 0, count: key.codes.count)
    var isOneToOne = true
    for (row, code) in key.codes.enumerated() {
      if code == CodedColumn.missing {
        subjects[row] = nextUnkeyed
        nextUnkeyed += 1
      } else {
        subjects[row] = code - 1
      }
      isOneToOne = isOneToOne && subjects[row] == UInt32(row)
    }
    self.subjectOfRow = isOneToOne ? nil : subjects
    self.count = Int(nextUnkeyed)
  }

  private init(subjectOfRow: [UInt32], count: Int) {
    self.subjectOfRow = subjectOfRow
    self.count = count
  }

  /// The data subject of `row`.
  public func subject(ofRow row: Int) -> UInt32 {
    subjectOfRow?[row] ?? UInt32(row)
  }

  /// Whether some data subject has several rows.
  public var hasSeveralRowsPerSubject: Bool { (subjectOfRow?.count ?? count) > count }

  /// For each data subject one of its rows, the first; subjects without a row are left out.
  ///
  /// - Complexity: O(rows).
  public func firstRows() -> [Int] {
    guard let subjectOfRow else { return Array(0..<count) }
    var first = [Int](repeating: -1, count: count)
    for (row, subject) in subjectOfRow.enumerated() where first[Int(subject)] < 0 {
      first[Int(subject)] = row
    }
    return first
  }

  /// The index of the rows in `rows`; data subjects keep their numbers.
  func selecting(rows: [Int], of rowCount: Int) -> SubjectIndex {
    let kept = rows.map { subject(ofRow: $0) }
    return SubjectIndex(subjectOfRow: kept, count: count)
  }
}
