extension MechanismCatalogue where Source: ~Copyable {
  /// Histograms of public and of secret keys, and the largest keys.
  func keys() throws -> [Audited] {
    var entries: [Audited] = []
    for neighbours in Neighbours.allCases {
      for (word, noise, budget) in budgets {
        entries.append(try publicKeys(word, noise, budget, neighbours))
      }
      entries.append(try secretKeys("laplace", .laplace(epsilon: epsilon), neighbours))
      entries.append(try secretKeys("gaussian", .gaussian(rho: rho), neighbours))
      entries.append(
        try secretKeys("truncated-geometric", .truncatedGeometric(epsilon: epsilon), neighbours))
      entries.append(try topKeys(neighbours))
    }
    return entries
  }

  private func publicKeys(
    _ word: String, _ noise: String, _ budget: NoiseBudget, _ neighbours: Neighbours
  ) throws -> Audited {
    let histogram = try KeyedHistogram(
      budget: budget, limits: KeyLimits(keys: 2, rowsPerKey: 1, neighbours: neighbours))
    let other = neighbours == .addRemove ? [0, 0, 3, 0] : [0, 0, 4, 1]
    return try Audited(
      "keyed-histogram-\(word)-\(neighbours.word)", types: ["KeyedHistogram", "GridNoise"],
      setting: "\(noise), up to 2 keys a subject of 4, \(neighbours.sentence)",
      costs: [histogram.cost], views: ["the counts together", "the first two added", "the first"],
      pairs: [
        Pair("a subject's two keys", [1, 1, 3, 0], other) { counts, source in
          let noisy = histogram.released(counts: counts, from: &source).map(Int64.init)
          // Where each count lies between its two true values is all that tells them apart.
          let places = zip(noisy, [0, 0, 3, 0] as [Int64]).map { $0 - $1 }
          return [AuditView.code(places, within: 0...1), noisy[0] + noisy[1], noisy[0]]
        }
      ])
  }

  private func secretKeys(
    _ word: String, _ kind: StableHistogram.Kind, _ neighbours: Neighbours
  ) throws -> Audited {
    let histogram = try StableHistogram(
      kind, delta: 0.02, limits: KeyLimits(neighbours: neighbours))
    let high = histogram.threshold
    let release: @Sendable ([Int: Int], inout Source) -> [Int64] = { counts, source in
      let shown = histogram.released(counts: counts, from: &source)
      let keys = shown.reduce(Int64(0)) { $0 | 1 << Int64($1.key) }
      let first = shown.first { $0.key == 0 }.map { Int64($0.count) } ?? -1
      return [keys, first]
    }
    return try Audited(
      "stable-histogram-\(word)-\(neighbours.word)",
      types: ["StableHistogram", "GridNoise"],
      setting: "secret keys, delta 0.02, \(neighbours.sentence)", costs: histogram.costs,
      views: ["which keys come out", "the first key's count"],
      pairs: [
        Pair(
          "a key of one subject, and its absence", [0: 1, 1: high],
          neighbours == .addRemove ? [1: high] : [1: high, 2: 1], release: release),
        Pair(
          "a count at the threshold, and one less", [0: high, 1: 1],
          neighbours == .addRemove ? [0: high - 1, 1: 1] : [0: high - 1, 1: 2], release: release),
      ])
  }

  private func topKeys(_ neighbours: Neighbours) throws -> Audited {
    let top = try TopKeys(2, epsilon: epsilon, neighbours: neighbours)
    let other = neighbours == .addRemove ? [0, 0, 0, 0, 0, 0] : [0, 0, 1, 1, 1, 1]
    return try Audited(
      "top-keys-\(neighbours.word)", types: ["TopKeys"],
      setting: "the 2 largest of 6 keys, \(neighbours.sentence)", costs: [top.cost],
      views: ["the 2 in order", "the first"],
      pairs: [
        Pair(
          "two lead, or not", [1, 1, 0, 0, 0, 0], other,
          preparing: { counts in
            var draws = TopKeyDraws(top, counts: counts)
            return { source in
              let chosen = draws.next(from: &source)
              return [AuditView.code(chosen, below: 6), Int64(chosen[0])]
            }
          })
      ])
  }
}
