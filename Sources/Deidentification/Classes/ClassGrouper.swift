/// Makes the classes of a table under any recoding.
///
/// **Guarantee:** exact at any number and width of quasi-identifiers; the result does not depend on
/// whether it was made from the tuples or from the classes of a more specific node.
/// **Source:** roll-up of frequency sets, LeFevre, DeWitt and Ramakrishnan, Incognito, SIGMOD 2005,
/// section 3.
/// **Cost:** some 2 to 10 ns for each tuple, or for each class of the more specific node.
public struct ClassGrouper: Sendable {
  /// The table that is grouped.
  public let table: SearchTable

  let layout: BlockLayout
  /// The classes at the lowest levels within the bounds: the source of all others.
  let base: ClassSource
  private let pool = ScratchPool()

  /// Makes ready to group a table.
  ///
  /// - Parameter bounds: the levels that will be asked for; all by default.
  /// - Throws: `DeidentificationError` where bounds do not fit the hierarchies, or where a table
  ///   has more rows than a class can count.
  /// - Complexity: O(tuples x quasi-identifiers).
  public init(
    _ table: SearchTable, bounds: [ClosedRange<Int>]? = nil
  ) throws(DeidentificationError) {
    let bounds = bounds ?? table.quasiIdentifiers.map { 0...$0.height }
    guard bounds.count == table.quasiIdentifiers.count else {
      throw .parameter(name: "bounds", rule: "must have one range for each quasi-identifier")
    }
    for (range, hierarchy) in zip(bounds, table.quasiIdentifiers)
    where range.lowerBound < 0 || range.upperBound > hierarchy.height {
      throw .parameter(
        name: "bounds",
        rule: "must lie within levels 0 to \(hierarchy.height) of column \"\(hierarchy.column)\"")
    }
    let population = table.populationCounts?.reduce(0) { $0 + Int($1) } ?? 0
    guard max(table.rowCount, population) <= Int(UInt32.max) else {
      throw .limit(
        what: "The number of rows", limit: Int(UInt32.max), remedy: "Split the table, or sample it")
    }
    self.table = table
    let (layout, values) = BlockLayout.make(table, bounds: bounds)
    self.layout = layout
    base = Self.reduced(
      ClassSource(tuples: table, values: values), layout, table.sensitive.map(\.cardinality))
  }

  /// The classes at the levels of a node.
  ///
  /// - Throws: `DeidentificationError.parameter` where levels are out of bounds.
  /// - Complexity: O(tuples x quasi-identifiers) expected.
  public func classes(
    of node: GeneralizationNode
  ) throws(DeidentificationError) -> ClassTable {
    try check(node)
    return classTable(of: node, from: base, grouping: grouping(of: node, from: base))
  }

  /// Throws where a node is none of the lattice within the bounds.
  func check(_ node: GeneralizationNode) throws(DeidentificationError) {
    guard node.levels.count == layout.bounds.count,
      zip(node.levels, layout.bounds).allSatisfy({ $1.contains($0) })
    else {
      throw .parameter(
        name: "node", rule: "must have a level within the bounds for each quasi-identifier")
    }
  }

  /// Which entries of a source are in one class.
  func grouping(of node: GeneralizationNode, from source: ClassSource) -> ClassGrouping {
    pool.with { Self.grouping(node.levels, source, layout, &$0) }
  }

  /// The classes of a grouping as a source for nodes above.
  func source(_ grouping: ClassGrouping, of source: ClassSource) -> ClassSource {
    source.merged(grouping, cardinalities: table.sensitive.map(\.cardinality))
  }

  /// The classes of a grouping as models and losses see them.
  ///
  /// Classes without rows of the release are left out.
  func classTable(
    of node: GeneralizationNode, from source: ClassSource, grouping: ClassGrouping
  ) -> ClassTable {
    classTable(of: node, merged: self.source(grouping, of: source))
  }

  /// The entries of a source that has been grouped at the node's levels, as a table of classes.
  func classTable(of node: GeneralizationNode, merged: ClassSource) -> ClassTable {
    var codes: [[UInt32]] = []
    for (attribute, place) in layout.place.enumerated() {
      let level = node.levels[attribute] - layout.bounds[attribute].lowerBound
      codes.append(
        gathered(
          layout.blocks[place.block].codes[place.position][level], at: merged.values[place.block]))
    }
    let table = ClassTable(
      sizes: merged.subjects?.sizes ?? merged.rows, rows: merged.rows,
      populationSizes: merged.population, weights: merged.weights, sensitive: merged.sensitive,
      codes: codes, levels: node.levels)
    guard !merged.population.isEmpty || merged.rows.contains(0) else { return table }
    let kept = merged.rows.indices.filter { merged.rows[$0] > 0 }
    return kept.count == merged.count ? table : table.selecting(kept)
  }

  private static func grouping(
    _ levels: [Int], _ source: ClassSource, _ layout: BlockLayout,
    _ scratch: inout GroupingScratch
  ) -> ClassGrouping {
    let columns = zip(layout.blocks, source.values).map { block, values in
      let recoding = block.recoding(at: levels)
      return GroupingColumn(
        values: values, groupOfValue: recoding.groupOfValue, radix: recoding.groupCount)
    }
    return groupEntries(columns, rows: source.rows, &scratch)
  }

  private static func reduced(
    _ tuples: ClassSource, _ layout: BlockLayout, _ cardinalities: [Int]
  ) -> ClassSource {
    var scratch = GroupingScratch()
    let grouping = grouping(layout.bounds.map(\.lowerBound), tuples, layout, &scratch)
    return grouping.count == tuples.count
      ? tuples : tuples.merged(grouping, cardinalities: cardinalities)
  }
}

extension ClassTable {
  /// Some of the classes, in the order given.
  func selecting(_ classes: [Int]) -> ClassTable {
    let indices = classes.map { UInt32(truncatingIfNeeded: $0) }
    return ClassTable(
      sizes: gathered(sizes, at: indices), rows: gathered(rows, at: indices),
      populationSizes: populationSizes.isEmpty ? [] : gathered(populationSizes, at: indices),
      weights: weights.isEmpty ? [] : classes.map { weights[$0] },
      sensitive: sensitive.map { $0.selecting(indices) },
      codes: codes.map { gathered($0, at: indices) }, levels: levels)
  }
}
