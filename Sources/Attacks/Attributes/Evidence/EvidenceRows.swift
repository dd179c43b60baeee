/// The rows of each data subject, side by side.
struct EvidenceRows: Sendable {
  /// The number of data subjects.
  let subjectCount: Int
  private let starts: [Int]
  private let rows: [UInt32]

  /// - Complexity: O(rows).
  init(_ subjects: SubjectIndex, rowCount: Int) {
    subjectCount = subjects.count
    guard let subjectOfRow = subjects.subjectOfRow else {
      starts = Array(0...rowCount)
      rows = (0..<UInt32(rowCount)).map(\.self)
      return
    }
    var starts = [Int](repeating: 0, count: subjects.count + 1)
    for subject in subjectOfRow { starts[Int(subject) + 1] += 1 }
    for subject in 0..<subjects.count { starts[subject + 1] += starts[subject] }
    var next = starts
    var rows = [UInt32](repeating: 0, count: subjectOfRow.count)
    for (row, subject) in subjectOfRow.enumerated() {
      rows[next[Int(subject)]] = UInt32(row)
      next[Int(subject)] += 1
    }
    (self.starts, self.rows) = (starts, rows)
  }

  /// The rows of a data subject, rising; none for who is not in the table.
  subscript(subject: UInt32) -> ArraySlice<UInt32> {
    guard Int(subject) + 1 < starts.count else { return [] }
    return rows[starts[Int(subject)]..<starts[Int(subject) + 1]]
  }
}
