public import Numerics

/// Mondrian: cuts the table into boxes, the widest side first, while both parts keep the models.
///
/// **Guarantee**: every partition has at least `k` rows (or people) and meets every class
/// criterion, whether or not the criterion is monotone: each part was asked before it was made.
/// `.strict` partitions are disjoint boxes over the quasi-identifiers; `.relaxed` ones may share
/// their borders, for equal halves. With `k` alone and rows as people, no ordered attribute has an
/// allowable cut left (with other criteria, or people of several rows, the sixteen most even cuts
/// of each attribute were tried).
///
/// **Source**: LeFevre, DeWitt, Ramakrishnan, Mondrian multidimensional k-anonymity, ICDE 2006;
/// information gain: the same, Workload-aware anonymization, KDD 2006.
///
/// **Cost**: O(distinct rows x attributes x depth), with depth about log2(rows / k).
///
/// **Does not protect against**: homogeneous or skewed sensitive values, unless a criterion says
/// so; background knowledge; composition with another partition of the same people; minimality
/// (cuts were refused for a reason that an attacker can retrace).
public struct Mondrian: Sendable {
  /// Whether rows of one value may be parted.
  public enum Mode: String, Sendable, CaseIterable {
    /// Equal rows stay together: partitions are disjoint.
    case strict
    /// Rows at the median go to either side, so that halves are equal.
    case relaxed
  }

  /// Which attribute is cut first.
  public enum Choice: Sendable, Equatable {
    /// The attribute that is widest, as a share of its width in the whole table.
    case normalizedWidth
    /// The cut that tells most about a sensitive attribute (its index), for a table that a model
    /// is to be trained on.
    case informationGain(sensitive: Int)
  }

  /// How an attribute is cut.
  public enum Cut: Sendable, Equatable {
    /// By the order of its values: a position for each code, all finite; that of code 0, missing,
    /// is not used.
    case ordered(positions: [Double])
    /// Along its hierarchy: from a group to the groups below it.
    case hierarchy
  }

  /// The least number of rows (or people) of a partition.
  public var k: Int
  /// Further models that each partition has to meet.
  public var criteria: [any ClassCriterion]
  /// How each quasi-identifier is cut.
  public var cuts: [Cut]
  /// Whether rows of one value may be parted.
  public var mode: Mode
  /// Which attribute is cut first.
  public var choice: Choice

  /// Mondrian.
  public init(
    k: Int, cuts: [Cut], criteria: [any ClassCriterion] = [], mode: Mode = .strict,
    choice: Choice = .normalizedWidth
  ) {
    self.k = k
    self.cuts = cuts
    self.criteria = criteria
    self.mode = mode
    self.choice = choice
  }

  /// Cuts a table.
  ///
  /// - Parameter workers: threads; the result does not depend on them.
  /// - Throws: `DeidentificationError` for parameters out of range, and `noSolution` where the
  /// table as a whole does not meet the models.
  public func apply(
    to table: SearchTable, workers: Workers = .automatic
  ) throws(DeidentificationError) -> MondrianPartitions {
    try check(table)
    let axes = zip(table.quasiIdentifiers, cuts).map { MondrianAxis(hierarchy: $0, cut: $1) }
    let rules = MondrianRules(mondrian: self, table: table, axes: axes)
    var stage = [MondrianBox(table, axes: axes, mode: mode)]
    guard stage[0].count > 0 else { return MondrianPartitions(boxes: [], axes: axes, table: table) }
    guard rules.accept(stage[0]) else {
      throw .noSolution(
        reason: "The table as a whole does not meet the models",
        remedy: "Lower k or the models' parameters; no partition can do better")
    }
    let size = stage[0].count
    // Boxes are cut on one thread down to a size, then side by side: sizes, not threads, decide.
    for limit in [size / 8, size / 256, 0] {
      let open = stage
      stage = concurrentChunks(count: open.count, maximumChunks: 1_024, workers: workers) {
        range in
        var cutter = MondrianCutter(rules: rules)
        return range.flatMap { cutter.cut(open[$0], downTo: limit) }
      }.flatMap { $0 }
    }
    return MondrianPartitions(boxes: stage, axes: axes, table: table)
  }

  private func check(_ table: SearchTable) throws(DeidentificationError) {
    guard k >= 1 else { throw .parameter(name: "k", rule: "must be at least 1") }
    guard cuts.count == table.quasiIdentifiers.count else {
      throw .parameter(name: "cuts", rule: "must have one entry for each quasi-identifier")
    }
    for (hierarchy, cut) in zip(table.quasiIdentifiers, cuts) {
      guard case .ordered(let positions) = cut else { continue }
      guard positions.count == hierarchy.levels[0].groupOfCode.count,
        positions.dropFirst().allSatisfy(\.isFinite)
      else {
        throw .column(name: hierarchy.column, rule: "must have a finite position for each code")
      }
    }
    if case .informationGain(let target) = choice {
      guard table.sensitive.indices.contains(target) else {
        throw .parameter(name: "informationGain", rule: "must name a sensitive attribute")
      }
    }
    if mode == .relaxed, table.populationCounts != nil {
      throw .parameter(
        name: "mode",
        rule: "must be strict where a population is given: boxes that overlap have "
          + "no population of their own")
    }
  }
}
