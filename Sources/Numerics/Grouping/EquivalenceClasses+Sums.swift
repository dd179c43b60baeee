extension EquivalenceClasses {
  /// The sum of the rows' weights in each class, added in the order of the rows.
  ///
  /// - Parameter weightOfRow: one weight for each row.
  /// - Throws: `NumericsError.rowValueCountMismatch`.
  /// - Complexity: O(rows).
  public func weightSums(_ weightOfRow: [Double]) throws(NumericsError) -> [Double] {
    guard weightOfRow.count == rowCount else {
      throw .rowValueCountMismatch(expected: rowCount, found: weightOfRow.count)
    }
    var sums = [Double](repeating: 0, count: count)
    for (row, weight) in weightOfRow.enumerated() { sums[Int(classOfRow[row])] += weight }
    return sums
  }

  /// The number of distinct data subjects in each class, where a subject may have several rows.
  ///
  /// - Parameters:
  ///   - subjectOfRow: one code for each row; every code counts as a subject, 0 as well.
  ///   - subjectCount: a number that all codes lie below.
  /// - Throws: `NumericsError.rowValueCountMismatch`, or `codeNotBelowCardinality` (column 0 stands
  ///   for the subjects).
  /// - Complexity: O(rows) time and memory.
  public func distinctSubjects(
    _ subjectOfRow: [UInt32], subjectCount: Int, workers: Workers = .automatic
  ) throws(NumericsError) -> [UInt32] {
    guard subjectOfRow.count == rowCount else {
      throw .rowValueCountMismatch(expected: rowCount, found: subjectOfRow.count)
    }
    let subjects = try CodeColumns(
      columns: [subjectOfRow], cardinalities: [subjectCount], rowCount: rowCount, workers: workers)
    let pairs = EquivalenceClasses(
      CodeColumns(
        unchecked: [classOfRow] + subjects.columns, cardinalities: [count] + subjects.cardinalities,
        rowCount: rowCount), workers: workers)
    var subjectsOfClass = [UInt32](repeating: 0, count: count)
    for row in pairs.representatives { subjectsOfClass[Int(classOfRow[Int(row)])] += 1 }
    return subjectsOfClass
  }
}
