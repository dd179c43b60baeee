import Deidentification

/// Every node of a lattice, decided the obvious way.
struct SlowSearch {
  struct Found {
    let node: [Int]
    let loss: Double
    /// The losses of the attributes, the largest first, where the loss ranks them.
    let ranks: [Double]
    let suppressedRows: Int
  }

  /// The feasible nodes, in the order of the lattice.
  var feasible: [Found] = []

  init(
    _ table: SearchTable, models: [any PrivacyModel], loss: any LossModel, limit: Int,
    bounds: [ClosedRange<Int>]
  ) throws {
    let prepared = try models.map { try $0.prepared(for: table) }
    let loss = try loss.prepared(for: table)
    for levels in nodes(bounds) {
      let classes = slowClasses(table, levels)
      var isSuppressed = classes.sizes.indices.map { index in
        prepared.contains {
          if case .classes(let criterion) = $0 {
            !criterion.holds(for: index, in: classes)
          } else {
            false
          }
        }
      }
      guard Self.lost(classes, isSuppressed) <= limit,
        Self.enforce(prepared, levels, loss, classes, &isSuppressed, limit)
      else { continue }
      let ranked = loss as? any PreparedDimensionalLoss
      feasible.append(
        Found(
          node: levels,
          loss: loss.loss(
            of: GeneralizationNode(levels), classes: classes, isSuppressed: isSuppressed),
          ranks: ranked?.ranksDimensions == true
            ? ranked?.rankedLosses(
              of: GeneralizationNode(levels), classes: classes, isSuppressed: isSuppressed) ?? []
            : [],
          suppressedRows: Self.lost(classes, isSuppressed)))
    }
  }

  /// The nodes of least loss by the rule for ties.
  var best: [Found] {
    let least = feasible.map(\.loss).min() ?? 0
    let ranks = feasible.map(\.ranks).min { $0.lexicographicallyPrecedes($1) } ?? []
    return feasible.filter {
      ranks.isEmpty ? $0.loss <= least + max(abs(least) * 1e-10, 1e-15) : $0.ranks == ranks
    }
    .sorted { left, right in
      let key = { (found: Found) in [found.suppressedRows, found.node.reduce(0, +)] + found.node }
      return key(left).lexicographicallyPrecedes(key(right))
    }
  }

  private static func lost(_ classes: ClassTable, _ isSuppressed: [Bool]) -> Int {
    zip(classes.rows, isSuppressed).reduce(0) { $0 + ($1.1 ? Int($1.0) : 0) }
  }

  private static func enforce(
    _ models: [PreparedModel], _ levels: [Int], _ loss: any PreparedLoss, _ classes: ClassTable,
    _ isSuppressed: inout [Bool], _ limit: Int
  ) -> Bool {
    for _ in 0...classes.count {
      for case .table(let criterion) in models {
        let holds =
          if let ordered = criterion as? any LossOrderedCriterion {
            ordered.enforce(on: classes, isSuppressed: &isSuppressed, limit: limit) {
              loss.classLoss(of: $0, at: GeneralizationNode(levels), classes: classes)
            }
          } else {
            criterion.enforce(on: classes, isSuppressed: &isSuppressed, limit: limit)
          }
        guard holds, lost(classes, isSuppressed) <= limit else { return false }
      }
    }
    return true
  }
}
