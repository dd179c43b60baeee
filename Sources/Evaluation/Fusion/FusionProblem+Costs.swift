public import Numerics

extension FusionProblem {
  /// Puts costs side by side, a matrix for each feature.
  ///
  /// - Precondition: all have a cost for each target and candidate.
  /// - Complexity: O(targets * candidates * features).
  public init(
    features: [EvidenceFeature], costs: [PairCosts], truth: [Int?],
    options: ListOptions = ListOptions()
  ) {
    let columns = costs.first?.columnCount ?? 0
    precondition(
      costs.allSatisfy { $0.rowCount == truth.count && $0.columnCount == columns }
        && costs.count == features.count, "all features compare the same people")
    var builder = FusionBuilder(
      features: features, candidateCount: columns, truth: truth, options: options)
    for (feature, matrix) in costs.enumerated() {
      for target in builder.sample { builder.learn(matrix.row(target), feature: feature) }
    }
    builder.finishScales()
    builder.add(costs, targets: truth.indices)
    self = builder.problem
  }

  /// Compares the people of a cohort, as with `progress`, which nobody is told.
  public init(
    evidence: [ChannelEvidence], cohort: FusionCohort, options: ListOptions = ListOptions()
  ) {
    self.init(evidence: evidence, cohort: cohort, options: options) { _ in }
  }

  /// Compares the people of a cohort.
  ///
  /// Two passes over batches of targets, so that no more than a batch's costs are in memory
  /// (`ListOptions.batchBytes`): the first, over a sample of the targets, says how close each
  /// candidate is to anybody; the second lists the candidates of each target. Where all costs fit
  /// into one batch they are computed once.
  ///
  /// - Parameters:
  ///   - options: who is listed.
  ///   - progress: told from time to time which share of the work is done; what it throws ends it.
  /// - Complexity: O(targets * candidates * features); 16 bytes for each feature of each listed
  ///   candidate, and 64 for each feature of each candidate meanwhile.
  public init(
    evidence: [ChannelEvidence], cohort: FusionCohort, options: ListOptions = ListOptions(),
    progress: (Double) throws -> Void
  ) rethrows {
    let (targets, candidates) = (cohort.targets, cohort.candidates)
    var builder = FusionBuilder(
      features: evidence.map(\.feature), candidateCount: candidates.count, truth: cohort.truth,
      options: options)
    let height = builder.batchHeight
    let comparisons = evidence.map { $0.comparison.prepared(for: candidates) }
    func costs(_ comparison: any PreparedComparison, _ places: some Sequence<Int>) -> PairCosts {
      comparison.costs(targets: places.map { targets[$0] })
    }
    if height >= targets.count {
      var all: [PairCosts] = []
      for (feature, one) in comparisons.enumerated() {
        let matrix = costs(one, targets.indices)
        for target in builder.sample { builder.learn(matrix.row(target), feature: feature) }
        all.append(matrix)
        try progress(Double(feature + 1) / Double(evidence.count + 1))
      }
      builder.finishScales()
      builder.add(all, targets: targets.indices)
    } else {
      let whole = Double((builder.sample.count + targets.count) * evidence.count)
      var done = 0
      for (feature, one) in comparisons.enumerated() {
        for start in stride(from: 0, to: builder.sample.count, by: height) {
          let batch = builder.sample[start..<min(start + height, builder.sample.count)]
          let matrix = costs(one, batch)
          for row in 0..<batch.count { builder.learn(matrix.row(row), feature: feature) }
          done += batch.count
          try progress(Double(done) / whole)
        }
      }
      builder.finishScales()
      for start in stride(from: 0, to: targets.count, by: height) {
        let batch = start..<min(start + height, targets.count)
        var matrices: [PairCosts] = []
        for one in comparisons {
          matrices.append(costs(one, batch))
          done += batch.count
          try progress(Double(done) / whole)
        }
        builder.add(matrices, targets: batch)
      }
    }
    try progress(1)
    self = builder.problem
  }
}
