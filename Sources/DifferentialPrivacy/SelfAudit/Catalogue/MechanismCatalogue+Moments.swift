extension MechanismCatalogue where Source: ~Copyable {
  /// Means and variances, of known and of secret sizes.
  func moments() throws -> [Audited] {
    var entries: [Audited] = []
    for (word, noise, budget) in budgets {
      let known = try BoundedMean(bounds: -1...2, knownSize: 2, budget: budget)
      entries.append(
        try moment(
          "bounded-mean-known-size-\(word)", "BoundedMean", "\(noise), 2 values in -1...2",
          known.cost, .substitute
        ) { known.released(of: $0, from: &$1) })
      let knownVariance = try BoundedVariance(
        bounds: -1...2, knownSize: 2, budget: budget,
        limits: SubjectLimits(neighbours: .substitute))
      entries.append(
        try moment(
          "bounded-variance-known-size-\(word)", "BoundedVariance",
          "\(noise), 2 values in -1...2", knownVariance.cost, .substitute
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
    let pairs: [(String, [Double], [Double])] =
      switch neighbours {
      case .addRemove:
        [("a row at the bound, and none", [2], []), ("3 rows and 2", [2, 2, 2], [2, 2])]
      case .substitute:
        [
          ("rows at both bounds", [2, 2], [2, -1]),
          ("a row beyond a bound", [0.5, 1e300], [0.5, -1]),
        ]
      }
    return try Audited(
      name, types: [type], setting: setting, costs: [cost], views: AuditView.doubleNames,
      pairs: pairs.map {
        Pair($0.0, $0.1, $0.2) { AuditView.double(release($0, &$1)) }
      })
  }
}
