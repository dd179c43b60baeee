extension MechanismCatalogue where Source: ~Copyable {
  /// Quantiles by selection and by the tree.
  func quantiles() throws -> [Audited] {
    var entries: [Audited] = []
    for neighbours in Neighbours.allCases {
      for probabilities in [[0.5], [0.25, 0.5, 0.75]] {
        entries.append(try quantile(probabilities, neighbours))
      }
      for (word, noise, budget) in budgets {
        entries.append(try tree(word, noise, budget, neighbours))
      }
    }
    return entries
  }

  private static func pairs(
    _ neighbours: Neighbours
  ) -> [(name: String, first: [Double], second: [Double])] {
    // One point of the range lies above the data: a row there takes from the many below.
    switch neighbours {
    case .addRemove:
      [("a row above added to two", [28, 28, 29], [28, 28]), ("a row and none", [29], [])]
    case .substitute:
      [
        ("a row above, or at the other end", [28, 28, 29], [28, 28, 0]),
        ("a row at either bound", [29], [0]),
      ]
    }
  }

  private func quantile(
    _ probabilities: [Double], _ neighbours: Neighbours
  ) throws -> Audited {
    let mechanism = try PrivateQuantile(
      probabilities, bounds: 0...29, epsilon: epsilon,
      limits: SubjectLimits(neighbours: neighbours),
      grid: IntegerGrid(exponent: 0))
    let costs = [mechanism.cost, mechanism.zeroConcentratedCost]
    let claims = try costs.reduce(into: [AuditClaim]()) { $0 += try AuditClaim.claims([$1]) }
    let count = probabilities.count
    return Audited(
      "private-quantile-\(count == 1 ? "one" : "three")-\(neighbours.word)",
      types: ["PrivateQuantile"],
      setting: "\(count == 1 ? "the median" : "three quartiles") on 0...29, \(neighbours.sentence)",
      claims: claims, views: ["the values together", "the middle one"],
      pairs: Self.pairs(neighbours).map {
        Pair(
          $0.name, $0.first, $0.second,
          preparing: { rows in
            var draws = QuantileDraws(mechanism, values: rows)
            return { source in
              let values = draws.next(from: &source).map(Int64.init)
              return [AuditView.code(values, within: 0...29), values[count / 2]]
            }
          })
      })
  }

  private func tree(
    _ word: String, _ noise: String, _ budget: NoiseBudget, _ neighbours: Neighbours
  ) throws -> Audited {
    let empty = try QuantileTree(
      [], bounds: 0...29, levels: 2, branching: 2, budget: budget,
      limits: SubjectLimits(neighbours: neighbours))
    return try Audited(
      "quantile-tree-\(word)-\(neighbours.word)", types: ["QuantileTree", "GridNoise"],
      setting: "\(noise), 2 levels of 2, \(neighbours.sentence)", costs: [empty.cost],
      views: AuditView.doubleNames + ["three quantiles together"],
      pairs: Self.pairs(neighbours).map {
        Pair(
          $0.name, $0.first, $0.second,
          preparing: { rows in
            var filled = empty
            for row in rows { filled.insert(row) }
            let secret = filled
            return { source in
              var tree = secret
              let median = try tree.quantile(0.5, from: &source)
              let quartiles = [
                try tree.quantile(0.25, from: &source), median,
                try tree.quantile(0.75, from: &source),
              ]
              return AuditView.double(median)
                + [AuditView.code(quartiles.map { Int64($0) }, within: 0...29)]
            }
          })
      })
  }
}
