extension MechanismCatalogue where Source: ~Copyable {
  /// So many rows that the noise of their number says little.
  private static var size: Int { 20 }

  /// Means and variances, of known and of secret sizes.
  func moments() throws -> [Audited] {
    var entries: [Audited] = []
    for (word, noise, budget) in budgets {
      let known = try BoundedMean(bounds: -1...2, knownSize: Self.size, budget: budget)
      entries.append(
        try moment(
          "bounded-mean-known-size-\(word)", "BoundedMean",
          "\(noise), \(Self.size) values in -1...2",
          known.cost, .substitute
        ) { known.released(of: $0, from: &$1) })
      let knownVariance = try BoundedVariance(
        bounds: -1...2, knownSize: Self.size, budget: budget,
        limits: SubjectLimits(neighbours: .substitute))
      entries.append(
        try moment(
          "bounded-variance-known-size-\(word)", "BoundedVariance",
          "\(noise), \(Self.size) values in -1...2", knownVariance.cost, .substitute
        ) { knownVariance.released(of: $0, from: &$1) })
      for neighbours in Neighbours.allCases {
        let limits = try SubjectLimits(neighbours: neighbours)
        let setting = "\(noise), values in -1...2, a secret size, \(neighbours.sentence)"
        let mean = try BoundedMean(bounds: -1...2, budget: budget, limits: limits)
        entries.append(
          try moment(
            "bounded-mean-\(word)-\(neighbours.word)", "BoundedMean", setting, mean.cost,
            neighbours
          ) { mean.released(of: $0, from: &$1) })
        let variance = try BoundedVariance(
          bounds: -1...2, knownSize: nil, budget: budget, limits: limits)
        entries.append(
          try moment(
            "bounded-variance-\(word)-\(neighbours.word)", "BoundedVariance", setting,
            variance.cost, neighbours
          ) { variance.released(of: $0, from: &$1) })
      }
    }
    return entries
  }

  private func moment(
    _ name: String, _ type: String, _ setting: String, _ cost: PrivacyCost,
    _ neighbours: Neighbours,
    release: @escaping @Sendable ([Double], inout Source) -> Double
  ) throws -> Audited {
    let middle = [Double](repeating: 0.5, count: Self.size - 1)
    let pairs: [(String, [Double], [Double])] =
      switch neighbours {
      case .addRemove:
        [
          ("a row at the bound, and none", [2], []),
          ("a row at the bound added to many", middle + [2], middle),
        ]
      case .substitute:
        [
          ("one of many at either bound", middle + [2], middle + [-1]),
          ("one of many in the middle, or beyond a bound", middle + [0.5], middle + [1e300]),
        ]
      }
    return try Audited(
      name, types: [type], setting: setting, costs: [cost], views: AuditView.doubleNames,
      pairs: pairs.map {
        Pair($0.0, $0.1, $0.2) { AuditView.double(release($0, &$1)) }
      })
  }
}
