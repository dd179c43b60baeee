import Glibc
import TestSupport
import Testing

@testable import DifferentialPrivacy

/// Every mechanism, on all neighbouring pairs of small datasets, against its own stated cost.
@Suite("Every mechanism keeps its stated cost on small datasets")
struct MechanismAuditTests {
  private static let runs = Build.isOptimised ? 40_000 : 400
  private let tester = NeighbourTester(runs: MechanismAuditTests.runs, falseAlarm: 1e-7)

  /// (epsilon, delta) pairs that follow from a cost; zero-concentrated by Canonne, Kamath, Steinke
  /// 2020, Corollary 13, minimised over a grid of orders.
  private func claims(_ costs: [PrivacyCost]) -> [(epsilon: Double, delta: Double)] {
    var (epsilon, delta, rho) = (0.0, 0.0, 0.0)
    for cost in costs {
      switch cost {
      case .pure(let value): epsilon += value
      case .approximate(let value, let leak): (epsilon, delta) = (epsilon + value, delta + leak)
      case .zeroConcentrated(let value): rho += value
      case .gaussian: break
      }
    }
    guard rho > 0 else { return [(epsilon, delta)] }
    return [0.001, 0.05].map { target in
      let converted = (1...400).map { step -> Double in
        let order = 1 + Double(step) * 0.05
        return rho * order + log(1 / (order * target)) / (order - 1) + log(1 - 1 / order)
      }
      return (epsilon + (converted.min() ?? 0), delta + target)
    }
  }

  private func check<Value, Output: Comparable & Hashable & Sendable>(
    _ pairs: [(first: Value, second: Value)], _ costs: [PrivacyCost], _ name: String,
    release: (Value, inout SeededTestSource) throws -> Output
  ) throws {
    var random = SeededTestSource(71)
    let found = try tester.violation(pairs: pairs, claims: claims(costs)) { dataset in
      try release(dataset, &random)
    }
    #expect(found == nil, "\(name): \(String(describing: found))")
  }

  private let budgets: [NoiseBudget] = [.laplace(epsilon: 1), .gaussian(rho: 0.25)]

  @Test("counts, sums, means and variances", arguments: Neighbours.allCases)
  func sums(neighbours: Neighbours) throws {
    let pairs = SmallDatasets.pairs(values: [-5.0, 0, 1, 2.5], most: 2, neighbours: neighbours)
    let limits = try SubjectLimits(neighbours: neighbours)
    for budget in budgets {
      let count = try NoisyCount(budget: budget, limits: limits)
      try check(pairs, [count.cost], "count") { rows, random in
        count.released(of: rows.count { $0 > 0 }, from: &random)
      }
      let sum = try BoundedSum(
        bounds: -1...2, budget: budget, limits: limits, grid: IntegerGrid(exponent: -1))
      try check(pairs, [sum.cost], "sum") { rows, random in sum.released(of: rows, from: &random) }
      let mean = try BoundedMean(bounds: -1...2, budget: budget, limits: limits)
      try check(pairs, [mean.cost], "mean") { rows, random in
        mean.released(of: rows, from: &random)
      }
      let isPublic = neighbours == .substitute
      let variance = try BoundedVariance(
        bounds: -1...2, knownSize: isPublic ? 2 : nil, budget: budget, limits: limits)
      try check(pairs, [variance.cost], "variance") { rows, random in
        variance.released(of: rows, from: &random)
      }
      let total = try SubjectSum(bounds: 0...2, budget: budget, neighbours: neighbours)
      try check(pairs, [total.cost], "subject sum") { rows, random in
        try total.released(
          of: rows, subjects: rows.indices.map(UInt32.init), subjectCount: rows.count,
          from: &random)
      }
    }
    let vectors = try VectorSum(dimension: 2, length: 1, rho: 0.25, limits: limits)
    try check(pairs, [vectors.cost], "vectors") { rows, random in
      vectors.released(of: rows.map { [$0, 1 - $0] }, from: &random)[0]
    }
  }

  @Test("quantiles, by selection and by the tree", arguments: Neighbours.allCases)
  func quantiles(neighbours: Neighbours) throws {
    let pairs = SmallDatasets.pairs(values: [0.0, 1, 5], most: 2, neighbours: neighbours)
    let limits = try SubjectLimits(neighbours: neighbours)
    let quantile = try PrivateQuantile(
      [0.25, 0.5], bounds: 0...4, epsilon: 1, limits: limits, grid: IntegerGrid(exponent: 0))
    var draws: [[Double]: QuantileDraws] = [:]
    try check(pairs, [quantile.cost], "quantile") { rows, random in
      let values = draws[rows, default: QuantileDraws(quantile, values: rows)].next(from: &random)
      return 10 * values[0] + values[1]
    }
    for budget in budgets {
      let empty = try QuantileTree(
        [], bounds: 0...4, levels: 2, branching: 2, budget: budget, limits: limits)
      try check(pairs, [empty.cost], "tree") { rows, random in
        var tree = empty
        for value in rows { tree.insert(value) }
        return try tree.quantile(0.5, from: &random)
      }
    }
  }

  @Test(
    "histograms of public and of secret keys, and their top keys", arguments: Neighbours.allCases)
  func histograms(neighbours: Neighbours) throws {
    let pairs = SmallDatasets.pairs(values: [0, 1, 2], most: 2, neighbours: neighbours)
    let limits = try KeyLimits(neighbours: neighbours)
    func counts(_ rows: [Int]) -> [Int] { (0..<3).map { key in rows.count { $0 == key } } }
    func code(_ values: [Int]) -> Int { values.reduce(0) { 21 * $0 + min(max($1, -10), 10) } }
    for budget in budgets {
      let histogram = try KeyedHistogram(budget: budget, limits: limits)
      try check(pairs, [histogram.cost], "keyed") { rows, random in
        code(histogram.released(counts: counts(rows), from: &random))
      }
    }
    for kind: StableHistogram.Kind in [
      .laplace(epsilon: 1), .gaussian(rho: 0.25), .truncatedGeometric(epsilon: 1),
    ] {
      let histogram = try StableHistogram(kind, delta: 0.05, limits: limits)
      try check(pairs, histogram.costs, "stable") { rows, random in
        let keyed = Dictionary(grouping: rows) { $0 }.mapValues(\.count)
        return code(
          histogram.released(counts: keyed, from: &random).map { 7 * $0.key + min($0.count, 6) })
      }
    }
    let top = try TopKeys(2, epsilon: 1, neighbours: neighbours)
    var draws: [[Int]: TopKeyDraws] = [:]
    try check(pairs, [top.cost], "top keys") { rows, random in
      code(draws[rows, default: TopKeyDraws(top, counts: counts(rows))].next(from: &random))
    }
  }

  @Test("reports of the local model")
  func reports() throws {
    let pairs = (0..<3).flatMap { one in (0..<one).map { (first: one, second: $0) } }
    let response = try RandomizedResponse(count: 3, epsilon: 1)
    try check(pairs, [response.cost], "randomized response") { response.report($0, from: &$1) }
    let unary = try UnaryEncoding(count: 3, epsilon: 1)
    try check(pairs, [unary.cost], "unary encoding") { value, random in
      unary.report(value, from: &random).reduce(0) { 2 * $0 + ($1 ? 1 : 0) }
    }
    let hadamard = try HadamardResponse(count: 3, epsilon: 1)
    try check(pairs, [hadamard.cost], "Hadamard") { hadamard.report($0, from: &$1) }
    let planar = try PlanarLaplace(epsilonPerStep: 1)
    let near = [(first: GridPoint(x: 0, y: 0), second: GridPoint(x: 1, y: 0))]
    try check(near, [planar.cost(hidingWithin: 1)], "planar") { place, random in
      planar.report(place, from: &random).x
    }
    let far = [(first: GridPoint(x: 0, y: 0), second: GridPoint(x: 1, y: 1))]
    try check(far, [planar.cost(hidingWithin: 2.0.squareRoot())], "planar") { place, random in
      let report = planar.report(place, from: &random)
      return report.x + report.y
    }
  }

  @Test("running totals")
  func totals() throws {
    let pairs: [(first: [Int64], second: [Int64])] = [
      ([1, 0, 1, 9], [0, 0, 1, 9]), ([0, 1, 0, 0], [0, 0, 0, 0]), ([0, 0, 0, 1], [0, 0, 0, 0]),
    ]
    for budget in budgets {
      let tree = try TreeCounter(steps: 4, budget: budget)
      try check(pairs, [tree.cost], "tree") { rows, random in
        var tree = tree
        return try rows.reduce(0) { try $0 + tree.add($1, from: &random) }
      }
    }
    for factor in [PrefixFactor.squareRoot, .identity, .prefix] {
      let counter = try FactorCounter(factor, steps: 4, rho: 0.25)
      try check(pairs, [counter.cost], "factor") { rows, random in
        var counter = counter
        return try rows.reduce(0) { try $0 + counter.add($1, from: &random) }
      }
    }
  }
}
