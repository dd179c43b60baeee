import Numerics

/// How often each value of one sensitive attribute occurs in the whole release: what classes are
/// compared with.
///
/// Counted over the rows of the release, before anything is suppressed; rows that only the
/// population has do not count.
struct SensitiveShares: Sendable {
  /// The attribute's place among the sensitive attributes.
  let index: Int
  /// Rows of each code, missing (code 0) included as a value of its own.
  let counts: [Int]
  /// Rows of the release.
  let total: Int
  /// `counts` over `total`.
  let shares: [Double]

  /// Finds the attribute and counts it.
  ///
  /// - Throws: `DeidentificationError.column` where it is not declared sensitive.
  /// - Complexity: O(tuples).
  init(of attribute: String, in table: SearchTable) throws(DeidentificationError) {
    self.init(at: try table.sensitiveIndex(of: attribute), in: table)
  }

  /// Counts the attribute at a place that exists.
  init(at index: Int, in table: SearchTable) {
    self.index = index
    var counts = [Int](repeating: 0, count: table.sensitive[index].cardinality)
    let codes = table.tuples.columns[table.quasiIdentifiers.count + index]
    for (tuple, code) in codes.enumerated() { counts[Int(code)] += Int(table.counts[tuple]) }
    self.counts = counts
    let total = table.rowCount
    self.total = total
    shares = counts.map { Double($0) / Double(max(total, 1)) }
  }
}

extension SearchTable {
  /// The place of a sensitive attribute.
  ///
  /// - Throws: `DeidentificationError.column` where the attribute is not declared sensitive.
  func sensitiveIndex(of attribute: String) throws(DeidentificationError) -> Int {
    guard let index = sensitive.firstIndex(where: { $0.name == attribute }) else {
      throw .column(name: attribute, rule: "must be declared a sensitive attribute for this model")
    }
    return index
  }

  /// The people of the release: its rows, or its different data subjects.
  ///
  /// - Complexity: O(tuples).
  var personCount: Int {
    guard let subjectOfTuple else { return rowCount }
    return Set(zip(subjectOfTuple, counts).lazy.filter { $0.1 > 0 }.map(\.0)).count
  }
}

extension ClassTable.ValueCounts {
  /// The places of a class's values.
  func range(of index: Int) -> Range<Int> { starts[index]..<starts[index + 1] }
}

/// How far a number may lie above a bound that it meets on paper.
///
/// Two ways of adding up the same shares differ in their last digits. Without it a union of classes
/// that meet a bound exactly could fail it, and a search that relies on monotony would be wrong.
enum TieTolerance {
  static let share = 1e-12
}

/// Checks of parameters that several models share.
enum ModelParameter {
  static func atLeastOne(_ value: Int, _ name: String) throws(DeidentificationError) {
    guard value >= 1 else { throw .parameter(name: name, rule: "must be at least 1") }
  }

  static func atLeastOne(_ value: Double, _ name: String) throws(DeidentificationError) {
    guard value >= 1, value.isFinite else {
      throw .parameter(name: name, rule: "must be a number of at least 1")
    }
  }

  static func positive(_ value: Double, _ name: String) throws(DeidentificationError) {
    guard value > 0, value.isFinite else {
      throw .parameter(name: name, rule: "must be a number above 0")
    }
  }

  static func notNegative(_ value: Double, _ name: String) throws(DeidentificationError) {
    guard value >= 0, value.isFinite else {
      throw .parameter(name: name, rule: "must be a number of at least 0")
    }
  }

  static func share(_ value: Double, _ name: String) throws(DeidentificationError) {
    guard value >= 0, value <= 1 else {
      throw .parameter(name: name, rule: "must be between 0 and 1")
    }
  }
}

/// A class is large enough: at least so many people.
struct SizeThreshold: ClassCriterion {
  let minimumSize: Int
  var monotonicity: Monotonicity { .full }
  var isMinimumSizeSufficient: Bool { true }

  func holds(for index: Int, in classes: ClassTable) -> Bool {
    Int(classes.sizes[index]) >= minimumSize
  }
}

/// A class's population is large enough.
struct PopulationThreshold: ClassCriterion {
  let least: Int
  var monotonicity: Monotonicity { .full }
  var minimumSize: Int { 1 }

  func holds(for index: Int, in classes: ClassTable) -> Bool {
    guard classes.populationSizes.indices.contains(index) else { return false }
    return Int(classes.populationSizes[index]) >= least
  }
}
