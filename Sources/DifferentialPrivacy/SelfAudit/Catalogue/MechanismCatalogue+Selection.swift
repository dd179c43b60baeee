extension MechanismCatalogue where Source: ~Copyable {
  /// Scores whose best candidate falls by one while all others rise.
  ///
  /// The more candidates, the nearer the loss to epsilon. Monotone scores all rise.
  private static var scorePairs: [(name: String, first: [Int64], second: [Int64])] {
    let (one, others) = ([Int64](repeating: 0, count: 19), [Int64](repeating: 1, count: 19))
    return [
      ("one of 20 leads, the others lead", [1] + one, [0] + others),
      ("one of 3 leads, the others lead", [1, 0, 0], [0, 1, 1]),
    ]
  }

  private static var monotonePairs: [(name: String, first: [Int64], second: [Int64])] {
    [
      (
        "one of 20 leads, none leads", [1] + [Int64](repeating: 0, count: 19),
        [Int64](repeating: 0, count: 20)
      )
    ]
  }

  /// Selections by whole scores.
  func selections() throws -> [Audited] {
    let epsilon = try rational
    var entries: [Audited] = []
    for isMonotone in [false, true] {
      let exponential = try ExponentialMechanism(epsilon: epsilon, isMonotone: isMonotone)
      entries.append(
        try selection(
          "exponential-mechanism", "ExponentialMechanism", [exponential.cost], isMonotone
        ) { [Int64(try exponential.draw(scores: $0, from: &$1))] })
      let flip = try PermuteAndFlip(epsilon: epsilon, isMonotone: isMonotone)
      entries.append(
        try selection("permute-and-flip", "PermuteAndFlip", [flip.cost], isMonotone) {
          [Int64(try flip.draw(scores: $0, from: &$1))]
        })
      for noise in NoisyMax.Noise.allCases {
        let noisy = try NoisyMax(epsilon: epsilon, isMonotone: isMonotone, noise: noise)
        entries.append(
          try selection("noisy-max-\(noise.rawValue)", "NoisyMax", [noisy.cost], isMonotone) {
            [Int64(try noisy.draw(scores: $0, from: &$1))]
          })
      }
    }
    return try entries + tops(epsilon) + streams(epsilon)
  }

  private func selection(
    _ name: String, _ type: String, _ costs: [PrivacyCost], _ isMonotone: Bool,
    release: @escaping @Sendable ([Int64], inout Source) throws -> [Int64]
  ) throws -> Audited {
    try Audited(
      isMonotone ? name + "-monotone" : name, types: [type],
      setting: isMonotone ? "scores that move together by 1" : "scores that move by 1 each",
      costs: costs, views: ["candidate"],
      pairs: (isMonotone ? Self.monotonePairs : Self.scorePairs).map {
        Pair($0.name, $0.first, $0.second, release: release)
      })
  }

  private func tops(_ epsilon: ExactRational) throws -> [Audited] {
    var entries: [Audited] = []
    for method in TopSelection.Method.allCases {
      let top = try TopSelection(count: 2, epsilon: epsilon, method: method)
      let costs = [[top.cost], top.concentratedCost.map { [$0] }].compactMap(\.self)
      let claims = try costs.reduce(into: [AuditClaim]()) { $0 += try AuditClaim.claims($1) }
      entries.append(
        Audited(
          "top-selection-\(method.rawValue)", types: ["TopSelection"],
          setting: "the 2 best of 6 by scores that move by 1 each", claims: claims,
          views: ["the 2 in order", "the first", "the second"],
          pairs: [
            Pair("two lead, the others lead", [1, 1, 0, 0, 0, 0] as [Int64], [0, 0, 1, 1, 1, 1]) {
              let chosen = try top.draw(scores: $0, from: &$1)
              return [AuditView.code(chosen, below: 6)] + chosen.map(Int64.init)
            }
          ]))
    }
    return entries
  }

  private func streams(_ epsilon: ExactRational) throws -> [Audited] {
    var entries: [Audited] = []
    for isMonotone in [false, true] {
      let law = try SparseVector.Law(
        epsilon: epsilon, maximumAbove: 2, sensitivity: 1, isMonotone: isMonotone)
      let pairs: [(String, [Int64], [Int64])] =
        isMonotone
        ? [("all queries at 0, all at 1", [0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1])]
        : [
          (
            "queries below and two above, the other way round", [0, 0, 0, 0, 1, 1],
            [1, 1, 1, 1, 0, 0]
          ),
          ("all queries at 0, all at 1", [0, 0, 0, 0, 0, 0], [1, 1, 1, 1, 1, 1]),
        ]
      entries.append(
        try Audited(
          isMonotone ? "sparse-vector-monotone" : "sparse-vector", types: ["SparseVector"],
          setting: "6 queries that move by 1, at most 2 answers above a threshold of 1",
          costs: [law.cost], views: ["all answers", "the number above"],
          pairs: pairs.map { pair in
            Pair(pair.0, pair.1, pair.2) { queries, source in
              var stream = SparseVector(law, threshold: 1, from: &source)
              var (answers, above): (Int64, Int64) = (1, 0)
              for query in queries where stream.remaining > 0 {
                let isAbove = try stream.isAbove(query, from: &source)
                answers = answers * 2 + (isAbove ? 1 : 0)
                above += isAbove ? 1 : 0
              }
              return [answers, above]
            }
          }))
    }
    return entries
  }
}
