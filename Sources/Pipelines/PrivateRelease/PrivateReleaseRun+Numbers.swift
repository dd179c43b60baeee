import DifferentialPrivacy
import Engines
import Findings

extension PrivateReleaseRun {
  func count<Source: RandomSource & ~Copyable>(
    from source: inout Source
  ) throws -> PrivateRelease {
    let counter = try NoisyCount(budget: budget(), limits: limits())
    let exact: Int
    if let subjects = request.subjects {
      exact = try engine.boundedRows(
        of: request.source, subject: subjects.column, column: request.column,
        limit: limits().rows)
    } else {
      exact = try engine.presentRows(of: request.source, column: request.column)
    }
    let noisy = counter.released(of: exact, from: &source)
    return try document(
      .count, mechanism: mechanism(counter.noise), cost: cost(counter.cost),
      accuracy: accuracy(counter.noise), results: [.init(value: Double(noisy))])
  }

  func sum<Source: RandomSource & ~Copyable>(
    from source: inout Source
  ) throws -> PrivateRelease {
    let (column, bounds) = try numbers()
    if let subjects = request.subjects, subjects.rows == nil {
      return try sum(ofTotalsBy: subjects.column, from: &source)
    }
    let sum = try BoundedSum(
      bounds: bounds, budget: budget(), limits: limits(), grid: grid())
    let onGrid = GridColumn(
      name: column, bounds: bounds, exponent: sum.grid.exponent, steps: sum.steps)
    let exact = try total(of: onGrid, from: &source)
    let noisy = sum.released(exactTotal: exact.total, from: &source)
    let step = sum.grid.step
    return try document(
      .sum, mechanism: mechanism(sum.noise, step: step), cost: cost(sum.cost),
      accuracy: accuracy(sum.noise, step: step), results: [.init(value: noisy)], step: step)
  }

  /// The sum of subjects' totals: any number of rows, each total clamped.
  private func sum<Source: RandomSource & ~Copyable>(
    ofTotalsBy subject: String, from source: inout Source
  ) throws -> PrivateRelease {
    let (column, bounds) = try numbers()
    let sum = try SubjectSum(bounds: bounds, budget: budget(), grid: grid())
    // Single values are clamped only to what keeps them exact; the total is what is bounded.
    let widest = 0x1p52 * sum.grid.step
    let onGrid = GridColumn(
      name: column, bounds: -widest...widest, exponent: sum.grid.exponent,
      steps: -(1 << 52)...(1 << 52))
    let exact = try engine.subjectTotal(
      of: request.source, column: onGrid, subject: subject, clampedTo: sum.steps)
    let step = sum.grid.step
    return try document(
      .sum, mechanism: mechanism(sum.noise, step: step), cost: cost(sum.cost),
      accuracy: accuracy(sum.noise, step: step),
      results: [.init(value: sum.released(exactTotal: exact, from: &source))], step: step)
  }

  func mean<Source: RandomSource & ~Copyable>(
    from source: inout Source
  ) throws -> PrivateRelease {
    let (column, bounds) = try numbers()
    let mean = try BoundedMean(bounds: bounds, budget: budget(), limits: limits(), grid: grid())
    let onGrid = GridColumn(
      name: column, bounds: bounds, origin: mean.origin, exponent: mean.grid.exponent,
      steps: mean.steps)
    let exact = try total(of: onGrid, from: &source)
    let noisy = mean.released(exactRows: exact.rows, exactTotal: exact.total, from: &source)
    let step = mean.grid.step
    return try document(
      .mean, mechanism: mechanism(mean.sumNoise, step: step), cost: cost(mean.cost),
      accuracy: accuracy(of: mean, mean: noisy.mean, rows: noisy.rows),
      results: [.init(value: noisy.mean)], step: step)
  }

  /// How far a mean may be off, from what is released already.
  ///
  /// With S/n the true mean of distances, and noisy S' = S + e, n' = n + f:
  /// S'/n' - S/n = (e - f S'/n') / n. Each of |e|, |f| is within reach but for 2.5 %, and then
  /// n >= n' - reach of f.
  private func accuracy(
    of mean: BoundedMean, mean value: Double, rows: Int
  ) throws -> PrivateRelease.Accuracy? {
    guard let countNoise = mean.countNoise else { return nil }
    let ofSum = Double(try mean.sumNoise.reach(failure: 0.025)) * mean.grid.step
    let ofCount = Double(try countNoise.reach(failure: 0.025))
    let fewest = Double(rows) - ofCount
    guard fewest >= 1 else { return nil }
    let reach = (ofSum + ofCount * abs(value - mean.origin)) / fewest
    return PrivateRelease.Accuracy(level: 0.95, measure: .value, reach: reach)
  }

  func quantiles<Source: RandomSource & ~Copyable>(
    _ probabilities: [Double], from source: inout Source
  ) throws -> PrivateRelease {
    let (column, bounds) = try numbers()
    let quantile = try PrivateQuantile(
      probabilities, bounds: bounds, epsilon: request.epsilon, limits: limits(), grid: grid())
    let onGrid = GridColumn(
      name: column, bounds: bounds, exponent: quantile.grid.exponent, steps: quantile.steps)
    var counts: [CountedStep] = []
    if request.subjects == nil {
      try engine.forEachStep(of: request.source, column: onGrid) {
        counts.append(CountedStep(step: $0, rows: $1))
      }
    } else {
      counts = try sampled(onGrid, from: &source)
    }
    let values = quantile.released(exactCounts: counts, from: &source)
    let accuracy = quantile.rankError(failure: 0.05).map {
      PrivateRelease.Accuracy(level: 0.95, measure: .rank, reach: $0)
    }
    let spent = PrivateRelease.Cost(
      epsilon: try quantile.cost.epsilonRoundedUp(delta: 0), delta: 0,
      rho: quantile.zeroConcentratedCost.rhoRoundedUp)
    return document(
      .quantile, mechanism: .init(name: "exponential mechanism", scale: nil), cost: spent,
      accuracy: accuracy,
      results: zip(probabilities, values).map { .init(probability: $0, value: $1) },
      step: quantile.grid.step)
  }

  // MARK: Exact aggregates

  private func numbers() throws -> (column: String, bounds: ClosedRange<Double>) {
    guard let column = request.column, let bounds = request.bounds else {
      throw PrivateReleaseError.boundsWanted
    }
    return (column, bounds)
  }

  private func grid() throws -> IntegerGrid? {
    try request.precision.map { try IntegerGrid(exponent: Int($0.exponent)) }
  }

  private func total<Source: RandomSource & ~Copyable>(
    of column: GridColumn, from source: inout Source
  ) throws -> (rows: Int, total: Int128) {
    guard request.subjects != nil else {
      return try engine.gridTotal(of: request.source, column: column)
    }
    return try sampled(column, from: &source).reduce((0, 0)) { sum, item in
      (sum.0 + item.rows, sum.1 + Int128(item.step) * Int128(item.rows))
    }
  }

  /// Each subject's values, of which the most allowed are chosen at random.
  private func sampled<Source: RandomSource & ~Copyable>(
    _ column: GridColumn, from source: inout Source
  ) throws -> [CountedStep] {
    guard let subjects = request.subjects else { throw PrivateReleaseError.subjectWanted }
    let rows = try limits().rows
    let order = KeyedPriority(from: &source)
    let parts = WorkerParts { try? RowSample(rowsPerSubject: rows, part: $0, order: order) }
    _ = try engine.readContributions(
      of: request.source,
      columns: ContributionColumns(
        subject: subjects.column, subjectKeys: .codes, value: column)
    ) { worker, subjects, _, values in
      parts.update(worker) { $0.add(subjects: subjects, values: values) }
    }
    var whole = try RowSample(rowsPerSubject: rows, order: order)
    for part in parts.take() { whole.merge(part) }
    return whole.counts()
  }
}
