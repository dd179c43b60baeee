/// The classes of a recoding that are suppressed, and sums over them.
struct SuppressedClasses {
  let classes: ClassTable
  /// Ascending.
  let indices: [Int]
  /// The rows of all suppressed classes.
  let rowCount: Int

  /// The classes marked; an empty array of marks marks none.
  init(_ isSuppressed: [Bool], in classes: ClassTable) {
    self.classes = classes
    var (indices, rowCount) = ([Int](), 0)
    let marks = isSuppressed.span
    let rows = classes.rows.span
    for index in 0..<min(marks.count, rows.count) where marks[index] {
      indices.append(index)
      rowCount += Int(rows[index])
    }
    self.indices = indices
    self.rowCount = rowCount
  }

  /// No class.
  init(none classes: ClassTable) {
    self.classes = classes
    indices = []
    rowCount = 0
  }

  /// The sum of rows times a value of their code, over the suppressed classes.
  func sum(_ valueOfCode: [Int], dimension: Int) -> Int {
    let column = classes.codes[dimension]
    let codes = column.span
    let rows = classes.rows.span
    let values = valueOfCode.span
    var sum = 0
    for index in indices { sum &+= Int(rows[index]) &* values[Int(codes[index])] }
    return sum
  }

  /// The rows of each code, over the suppressed classes.
  func rowsOfCode(dimension: Int, cardinality: Int) -> [Int] {
    let column = classes.codes[dimension]
    let codes = column.span
    let rows = classes.rows.span
    var sums = [Int](repeating: 0, count: cardinality)
    for index in indices { sums[Int(codes[index])] &+= Int(rows[index]) }
    return sums
  }
}
