extension MechanismCatalogue where Source: ~Copyable {
  /// Counts and sums, each with both kinds of noise and both kinds of neighbours.
  func sums() throws -> [Audited] {
    var entries: [Audited] = []
    for neighbours in Neighbours.allCases {
      for (word, noise, budget) in budgets {
        let name = "\(word)-\(neighbours.word)"
        let setting = "\(noise), \(neighbours.sentence)"
        entries.append(try count(name, setting, budget, neighbours))
        entries.append(try sum(name, setting, budget, neighbours))
      }
      entries.append(try vectors(neighbours))
    }
    return entries
  }

  private func count(
    _ name: String, _ setting: String, _ budget: NoiseBudget, _ neighbours: Neighbours
  ) throws -> Audited {
    let count = try NoisyCount(
      budget: budget, limits: SubjectLimits(rows: 2, neighbours: neighbours))
    return try Audited(
      "noisy-count-\(name)", types: ["NoisyCount", "GridNoise"],
      setting: "up to 2 rows a subject; \(setting)", costs: [count.cost], views: ["count"],
      pairs: [
        Pair("5 rows and 3", 5, 3) { [Int64(count.released(of: $0, from: &$1))] }
      ])
  }

  private func sum(
    _ name: String, _ setting: String, _ budget: NoiseBudget, _ neighbours: Neighbours
  ) throws -> Audited {
    let sum = try BoundedSum(
      bounds: -1...2, budget: budget, limits: SubjectLimits(rows: 2, neighbours: neighbours),
      grid: IntegerGrid(exponent: -1))
    // Clamped, infinite and missing values count as the bounds say.
    let pairs: [(String, [Double], [Double])] =
      switch neighbours {
      case .addRemove:
        [
          ("two rows at the bound, and none", [0.5, 2, 2], [0.5]),
          ("two rows beyond the bound, and none", [.infinity, 1e300], []),
        ]
      case .substitute:
        [
          ("rows at both bounds", [2, 2], [-1, -1]),
          ("rows beyond both bounds", [.infinity, 1e300, .nan], [-.infinity, -1e300, .nan]),
        ]
      }
    return try Audited(
      "bounded-sum-\(name)", types: ["BoundedSum", "GridNoise", "IntegerGrid"],
      setting: "up to 2 rows a subject within -1...2; \(setting)", costs: [sum.cost],
      views: AuditView.doubleNames,
      pairs: pairs.map {
        Pair($0.0, $0.1, $0.2) { AuditView.double(sum.released(of: $0, from: &$1)) }
      })
  }

  private func vectors(_ neighbours: Neighbours) throws -> Audited {
    let sum = try VectorSum(
      dimension: 2, length: 1, rho: rho, limits: SubjectLimits(neighbours: neighbours),
      grid: IntegerGrid(exponent: -4))
    let other: [[Double]] = neighbours == .addRemove ? [] : [[-1, 0]]
    let slanted: [[Double]] = neighbours == .addRemove ? [] : [[-3, -4]]
    let release: @Sendable ([[Double]], inout Source) -> [Int64] = { rows, source in
      let released = sum.released(of: rows, from: &source)
      // Along (1, 0) and (0.6, 0.8), the directions of the two pairs; multiples of 1/80.
      return [released[0] * 16, (3 * released[0] + 4 * released[1]) * 16].map {
        Int64($0.rounded())
      }
    }
    return try Audited(
      "vector-sum-\(neighbours.word)", types: ["VectorSum", "GridNoise"],
      setting: "discrete Gaussian noise, vectors of length 1, \(neighbours.sentence)",
      costs: [sum.cost], views: ["the first coordinate", "along the slanted vector"],
      pairs: [
        Pair("a vector along an axis", [[1, 0]], other, release: release),
        Pair("a slanted vector that is clipped", [[3, 4]], slanted, release: release),
      ])
  }
}
