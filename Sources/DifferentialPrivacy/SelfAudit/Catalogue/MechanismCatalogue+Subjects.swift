extension MechanismCatalogue where Source: ~Copyable {
  /// Reports of the local model.
  func reports() throws -> [Audited] {
    let response = try RandomizedResponse(count: 3, epsilon: epsilon)
    let unary = try UnaryEncoding(count: 3, epsilon: epsilon)
    let hadamard = try HadamardResponse(count: 3, epsilon: epsilon)
    return [
      try report("randomized-response", "RandomizedResponse", response.cost) {
        Int64(response.report($0, from: &$1))
      },
      try report("unary-encoding", "UnaryEncoding", unary.cost) {
        unary.report($0, from: &$1).reduce(0) { 2 * $0 + ($1 ? 1 : 0) }
      },
      try report("hadamard-response", "HadamardResponse", hadamard.cost) {
        Int64(hadamard.report($0, from: &$1))
      },
      try places("next", GridPoint(x: 1, y: 0), 1),
      try places("slanted", GridPoint(x: 3, y: 4), 5),
    ]
  }

  private func report(
    _ name: String, _ type: String, _ cost: PrivacyCost,
    release: @escaping @Sendable (Int, inout Source) -> Int64
  ) throws -> Audited {
    try Audited(
      name, types: [type], setting: "one report of a value of 3", costs: [cost],
      views: ["report"],
      pairs: [(0, 1), (1, 2)].map { one, other in
        Pair("values \(one) and \(other)", one, other) { [release($0, &$1)] }
      })
  }

  private func places(
    _ name: String, _ place: GridPoint, _ distance: Double
  ) throws -> Audited {
    let planar = try PlanarLaplace(epsilonPerStep: epsilon / distance)
    return try Audited(
      "planar-laplace-\(name)", types: ["PlanarLaplace"],
      setting: "places \(Int(distance)) of the grid's steps apart",
      costs: [planar.cost(hidingWithin: distance)], views: ["column", "row", "along the line"],
      pairs: [
        Pair("two places", GridPoint(x: 0, y: 0), place) {
          let report = planar.report($0, from: &$1)
          return [report.x, report.y, report.x * place.x + report.y * place.y]
        }
      ])
  }

  /// Running totals; the values after the one that differs are the same.
  func totals() throws -> [Audited] {
    var entries: [Audited] = []
    for (word, noise, budget) in budgets {
      let tree = try TreeCounter(steps: 4, budget: budget)
      entries.append(
        try totals("tree-counter-\(word)", "TreeCounter", noise, tree.cost) { values, source in
          var tree = tree
          return try values.map { Int64(try tree.add($0, from: &source)) }
        })
    }
    let factors: [(String, PrefixFactor)] = [
      ("square-root", .squareRoot), ("identity", .identity), ("prefix", .prefix),
      ("buffered", .buffered(decays: [0.5], scales: [0.5])),
    ]
    for (word, factor) in factors {
      let counter = try FactorCounter(factor, steps: 4, rho: rho)
      entries.append(
        try totals(
          "factor-counter-\(word)", "FactorCounter", "discrete Gaussian noise", counter.cost
        ) { values, source in
          var counter = counter
          // In sixteenths: the noise is far wider.
          return try values.map { Int64(((try counter.add($0, from: &source)) * 16).rounded()) }
        })
    }
    return entries
  }

  private func totals(
    _ name: String, _ type: String, _ noise: String, _ cost: PrivacyCost,
    release: @escaping @Sendable ([Int64], inout Source) throws -> [Int64]
  ) throws -> Audited {
    let pairs: [(String, [Int64], [Int64])] = [
      ("the first of 4 steps", [1, 0, 1, 9], [0, 0, 1, 9]),
      ("the third of 4 steps", [0, 0, 1, 0], [0, 0, 0, 0]),
    ]
    return try Audited(
      name, types: [type, "GridNoise"], setting: "\(noise), 4 steps of values in 0...1",
      costs: [cost], views: ["all totals added"] + (1...4).map { "total \($0)" },
      pairs: pairs.map {
        Pair($0.0, $0.1, $0.2) { values, source in
          let totals = try release(values, &source)
          return [totals.reduce(0, &+)] + totals
        }
      })
  }

  /// Bounds on what a subject contributes, and sums of subjects' totals.
  func contributions() throws -> [Audited] {
    var entries: [Audited] = []
    for neighbours in Neighbours.allCases {
      let total = try SubjectSum(
        bounds: 0...2, budget: .laplace(epsilon: epsilon), neighbours: neighbours,
        grid: IntegerGrid(exponent: 0))
      entries.append(
        try Audited(
          "subject-sum-\(neighbours.word)", types: ["SubjectSum", "BoundedSum"],
          setting: "totals in 0...2, \(neighbours.sentence)", costs: [total.cost],
          views: AuditView.doubleNames,
          pairs: [
            Pair(
              "a subject of 3 rows beyond the bound", [1.0, 1, 1],
              neighbours == .addRemove ? [] : [0]
            ) { rows, source in
              AuditView.double(
                try total.released(
                  of: rows, subjects: rows.map { _ in 0 }, subjectCount: 1, from: &source))
            }
          ]))
    }
    return entries + [try boundedRows()]
  }

  private func boundedRows() throws -> Audited {
    let bounds = try ContributionBounds(groups: 2, rowsPerGroup: 1)
    let histogram = try KeyedHistogram(
      budget: .laplace(epsilon: epsilon), limits: bounds.keyLimits(neighbours: .addRemove))
    // Subject 1 has two rows in each of three groups, subject 0 one in each of two.
    let others: [(UInt32, UInt32)] = [(0, 0), (0, 1)]
    let own: [(UInt32, UInt32)] = [(1, 0), (1, 0), (1, 1), (1, 1), (1, 2), (1, 2)]
    return try Audited(
      "contribution-bounds", types: ["ContributionBounds", "KeyedPriority", "KeyedHistogram"],
      setting: "2 groups of 1 row a subject, then a histogram with Laplace noise",
      costs: [histogram.cost], views: ["the counts added", "the counts together"],
      pairs: [
        Pair("a subject of 6 rows in 3 groups, and none", own, []) { rows, source in
          let rows = others + rows
          let kept = try bounds.kept(
            subjects: rows.map(\.0), groups: rows.map(\.1), subjectCount: 2,
            order: KeyedPriority(from: &source))
          var counts = [0, 0, 0]
          for row in kept { counts[Int(rows[row].1)] += 1 }
          let noisy = histogram.released(counts: counts, from: &source).map(Int64.init)
          return [noisy.reduce(0, &+), AuditView.code(noisy, within: 0...2)]
        }
      ])
  }
}
