import Deidentification

/// At least so many different values in each class: a class holds whenever a part of it does.
struct ManyValues: PrivacyModel, ClassCriterion {
  let count: Int
  var name: String { "many values" }
  var monotonicity: Monotonicity { .full }
  var minimumSize: Int { count }
  func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    .classes(self)
  }
  func holds(for index: Int, in classes: ClassTable) -> Bool {
    classes.sensitive[0].starts[index + 1] - classes.sensitive[0].starts[index] >= count
  }
}

/// No value in more than a share of a class's rows: holds for unions of classes for which it holds.
struct NoFrequentValue: PrivacyModel, ClassCriterion {
  let share: Double
  var name: String { "no frequent value" }
  var monotonicity: Monotonicity { .withoutSuppression }
  var minimumSize: Int { 1 }
  func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    .classes(self)
  }
  func holds(for index: Int, in classes: ClassTable) -> Bool {
    let counts = classes.sensitive[0]
    let largest = counts.counts[counts.starts[index]..<counts.starts[index + 1]].max() ?? 0
    return Double(largest) <= share * Double(classes.rows[index])
  }
}

/// An even number of rows: nothing follows from one node for another.
struct EvenRows: PrivacyModel, ClassCriterion {
  var name: String { "even rows" }
  var monotonicity: Monotonicity { .none }
  var minimumSize: Int { 1 }
  func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    .classes(self)
  }
  func holds(for index: Int, in classes: ClassTable) -> Bool { classes.rows[index] % 2 == 0 }
}

/// A least mean size of classes; suppresses the smallest ones to reach it.
struct LargeMean: PrivacyModel, TableCriterion {
  let mean: Double
  var name: String { "large mean" }
  var monotonicity: Monotonicity { .withoutSuppression }
  func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    .table(self)
  }
  func enforce(on classes: ClassTable, isSuppressed: inout [Bool], limit: Int) -> Bool {
    while true {
      let left = classes.sizes.indices.filter { !isSuppressed[$0] }
      let rows = left.reduce(0) { $0 + Int(classes.rows[$1]) }
      if left.isEmpty || Double(rows) >= mean * Double(left.count) { return true }
      guard let smallest = left.min(by: { (classes.rows[$0], $0) < (classes.rows[$1], $1) })
      else { return true }
      isSuppressed[smallest] = true
      let lost = isSuppressed.indices.reduce(0) {
        $0 + (isSuppressed[$1] ? Int(classes.rows[$1]) : 0)
      }
      if lost > limit { return false }
    }
  }
}

/// At most so many classes are left: suppresses the smallest ones; against `LargeMean` it shows
/// that criteria are asked until all hold.
struct FewClasses: PrivacyModel, TableCriterion {
  let count: Int
  var name: String { "few classes" }
  var monotonicity: Monotonicity { .none }
  func prepared(for table: SearchTable) throws(DeidentificationError) -> PreparedModel {
    .table(self)
  }
  func enforce(on classes: ClassTable, isSuppressed: inout [Bool], limit: Int) -> Bool {
    let left = classes.sizes.indices.filter { !isSuppressed[$0] }
      .sorted { (classes.rows[$0], $0) < (classes.rows[$1], $1) }
    for index in left.prefix(max(0, left.count - count)) { isSuppressed[index] = true }
    let lost = isSuppressed.indices.reduce(0) {
      $0 + (isSuppressed[$1] ? Int(classes.rows[$1]) : 0)
    }
    return lost <= limit
  }
}

/// The sum of squared class sizes, suppressed rows counting as in a class of the whole table; no
/// bound from levels alone.
struct SquaredSizes: LossModel, PreparedLoss {
  var rows = 0.0
  var name: String { "squared sizes" }
  func prepared(for table: SearchTable) throws(DeidentificationError) -> any PreparedLoss {
    SquaredSizes(rows: Double(table.rowCount))
  }
  var isMonotone: Bool { true }
  func loss(of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]) -> Double {
    zip(classes.rows, isSuppressed).reduce(0) {
      $0 + Double($1.0) * ($1.1 ? rows : Double($1.0))
    }
  }
  func lowerBound(of node: GeneralizationNode, classes: ClassTable) -> Double {
    classes.rows.reduce(0) { $0 + Double($1) * Double($1) }
  }
  func lowerBound(of node: GeneralizationNode) -> Double { -.infinity }
}

/// The number of suppressed rows; says nothing of bounds.
struct SuppressedRows: LossModel, PreparedLoss {
  var name: String { "suppressed rows" }
  func prepared(for table: SearchTable) throws(DeidentificationError) -> any PreparedLoss { self }
  var isMonotone: Bool { false }
  func loss(of node: GeneralizationNode, classes: ClassTable, isSuppressed: [Bool]) -> Double {
    zip(classes.rows, isSuppressed).reduce(0) { $0 + ($1.1 ? Double($1.0) : 0) }
  }
  func lowerBound(of node: GeneralizationNode, classes: ClassTable) -> Double { -.infinity }
  func lowerBound(of node: GeneralizationNode) -> Double { -.infinity }
}
