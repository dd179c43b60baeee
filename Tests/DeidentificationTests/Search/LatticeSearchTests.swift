import Deidentification
import Numerics
import TestSupport
import Testing

@Suite("Search of the lattice")
struct LatticeSearchTests {
  typealias Kind = RandomProblem.Kind

  struct Question: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let models: [any PrivacyModel]
    let loss: any LossModel

    init(_ description: String, _ models: [any PrivacyModel], _ loss: any LossModel) {
      testDescription = description
      self.models = models
      self.loss = loss
    }
  }

  static let questions = [
    Question("k", [KAnonymity(k: 3)], MeanShareLoss()),
    Question("k, arithmetic", [KAnonymity(k: 2)], MeanShareLoss(mean: .arithmetic)),
    Question("k, favours suppression", [KAnonymity(k: 4)], MeanShareLoss(balance: 0.2)),
    Question("k, favours generalisation", [KAnonymity(k: 4)], MeanShareLoss(balance: 0.9)),
    Question("k, no bound from levels", [KAnonymity(k: 3)], SquaredSizes()),
    Question("k, no bound", [KAnonymity(k: 3)], SuppressedRows()),
    Question("values", [ManyValues(count: 2)], MeanShareLoss()),
    Question("values, k", [ManyValues(count: 3), KAnonymity(k: 4)], SquaredSizes()),
    Question("frequent", [NoFrequentValue(share: 0.6)], MeanShareLoss()),
    Question("frequent, k", [NoFrequentValue(share: 0.5), KAnonymity(k: 2)], SquaredSizes()),
    Question("even", [EvenRows()], MeanShareLoss(mean: .arithmetic)),
    Question("even, no bound", [EvenRows()], SuppressedRows()),
    Question("mean", [LargeMean(mean: 5)], MeanShareLoss()),
    Question("mean, k", [LargeMean(mean: 6), KAnonymity(k: 2)], SquaredSizes()),
    Question(
      "mean, few, even", [LargeMean(mean: 4), FewClasses(count: 3), EvenRows()], MeanShareLoss()),
    Question("nothing asked", [], MeanShareLoss()),
  ]

  /// Each loss with a model whose classes bound it where they are suppressed, and with one that
  /// suppresses as it likes.
  static let losses: [Question] = {
    let balances = [0.2, 0.5, 0.9].compactMap { try? LossBalance($0) }
    var losses: [any LossModel] = [
      AmbiguityLoss(), DiscernibilityLoss(), DiscernibilityLoss(countsSuppression: false),
      KullbackLeiblerLoss(), HeightLoss(), NonUniformEntropyLoss(countsSuppression: false),
      PrecisionLoss(countsSuppression: false), AverageClassSizeLoss(), PublisherPayoutLoss(),
      DomainShareLoss(aggregate: .rank, weights: ["q0": 2, "q1": 1, "q2": 1]),
      PrecisionLoss(aggregate: .rank), HeightLoss(aggregate: .rank),
    ]
    losses += LossAggregate.allCases.map { DomainShareLoss(aggregate: $0) }
    for balance in balances {
      losses += [
        DomainShareLoss(balance: balance), DomainShareLoss(balance: balance, aggregate: .rank),
        PrecisionLoss(balance: balance), EntropyInformationLoss(balance: balance),
        NonUniformEntropyLoss(balance: balance),
      ]
    }
    return losses.flatMap { loss in
      [
        Question("k, \(loss.name)", [KAnonymity(k: 3)], loss),
        Question(
          "values, frequent, \(loss.name)",
          [ManyValues(count: 2), NoFrequentValue(share: 0.7)], loss),
        Question("unique, \(loss.name)", [SampleUniquenessLimit(threshold: 0.1)], loss),
        Question(
          "mean, k, \(loss.name)", [AverageRisk(threshold: 0.2), KAnonymity(k: 2)], loss),
      ]
    }
  }()

  static let shares = [0, 0.04, 0.2, 0.5, 1]

  // Would catch: any wrong exclusion, any wrong bound, a wrong rule for ties, wrong suppression.
  @Test("the optimum and its ties are those of exhaustive search", arguments: questions)
  func exhaustive(question: Question) throws {
    for seed in 0..<40 {
      var kind = Kind(sensitive: 1)
      kind.hasSubjects = seed % 4 == 1
      kind.hasPopulation = seed % 4 == 2
      kind.hasWeights = seed % 8 == 3
      let table = try RandomProblem(kind, seed: UInt64(seed)).table
      let share = Self.shares[seed % Self.shares.count]
      try compare(table, question, share, "seed \(seed), share \(share)")
    }
  }

  @Test("the optimum of every loss is that of exhaustive search", arguments: losses)
  func exhaustiveLosses(question: Question) throws {
    for seed in 0..<(Build.isOptimised ? 30 : 5) {
      var kind = Kind(attributes: 3...3, rows: 5...40, sensitive: 1)
      kind.hasPopulation = seed % 4 == 2
      let table = try RandomProblem(kind, seed: UInt64(500 + seed)).table
      let share = Self.shares[(seed + 3) % Self.shares.count]
      try compare(table, question, share, "seed \(seed), share \(share)")
    }
  }

  private func compare(
    _ table: SearchTable, _ question: Question, _ share: Double, _ place: Comment,
    bounds: [ClosedRange<Int>]? = nil
  ) throws {
    var options = LatticeSearch.Options()
    options.bounds = bounds
    let search = try LatticeSearch(
      table: table, models: question.models, loss: question.loss, suppressionLimit: share,
      options: options)
    let slow = try SlowSearch(
      table, models: question.models, loss: question.loss, limit: search.rowLimit,
      bounds: bounds ?? table.quasiIdentifiers.map { 0...$0.height })
    guard let expected = slow.best.first else {
      #expect(throws: DeidentificationError.self, place) { try search.run() }
      return
    }
    let outcome = try search.run()
    #expect(outcome.node.levels == expected.node, place)
    #expect(abs(outcome.loss - expected.loss) <= 1e-12 * max(1, abs(expected.loss)), place)
    #expect(outcome.best.suppressedRows == expected.suppressedRows, place)
    #expect(outcome.ties.map(\.levels) == slow.best.map(\.node), place)
    #expect(outcome.isOptimal && outcome.best.isFeasible && outcome.gap == 0, place)
    let told = outcome.statistics
    #expect(
      told.latticeSize == told.excludedByModels + told.excludedByBound + told.decidedSingly, place)
  }

  @Test("levels can be fixed and bounded", arguments: questions.prefix(6))
  func bounded(question: Question) throws {
    for seed in 200..<225 {
      let table = try RandomProblem(Kind(sensitive: 1), seed: UInt64(seed)).table
      var random = SeededGenerator(seed: UInt64(seed), stream: "bounds")
      let bounds = table.quasiIdentifiers.map { hierarchy -> ClosedRange<Int> in
        let least = Int.random(in: 0...hierarchy.height, using: &random)
        return least...Int.random(in: least...hierarchy.height, using: &random)
      }
      try compare(table, question, 0.2, "seed \(seed)", bounds: bounds)
    }
  }

  @Test("a search that is stopped early gives a bound that the optimum keeps", arguments: questions)
  func anytime(question: Question) throws {
    for seed in 300..<315 {
      let table = try RandomProblem(Kind(sensitive: 1), seed: UInt64(seed)).table
      let slow = try SlowSearch(
        table, models: question.models, loss: question.loss, limit: table.rowCount / 2,
        bounds: table.quasiIdentifiers.map { 0...$0.height })
      for limit in [1, 2, 3, 5, 9, 20] {
        var options = LatticeSearch.Options()
        options.checkLimit = limit
        let search = try LatticeSearch(
          table: table, models: question.models, loss: question.loss, suppressionLimit: 0.5,
          options: options)
        guard let outcome = try? search.run(), let optimum = slow.best.first else { continue }
        let told = outcome.statistics
        #expect(told.checkedNodes <= limit)
        #expect(outcome.lowerBound <= optimum.loss * (1 + 1e-9) + 1e-12, "seed \(seed)")
        #expect(outcome.loss >= optimum.loss * (1 - 1e-9) - 1e-12, "seed \(seed)")
        #expect(slow.feasible.contains { $0.node == outcome.node.levels }, "seed \(seed)")
        #expect(!outcome.isOptimal || outcome.node.levels == optimum.node, "seed \(seed)")
        #expect(
          told.latticeSize == told.excludedByModels + told.excludedByBound + told.decidedSingly
            + told.open)
      }
    }
  }

  @Test(
    "the outcome and the way to it do not depend on the number of threads", arguments: questions)
  func threads(question: Question) throws {
    for seed in 400..<406 {
      let table = try RandomProblem(
        Kind(attributes: 4...6, rows: 30...80, sensitive: 1), seed: UInt64(seed)
      ).table
      let told = try [1, 2, 5].map { count -> [String] in
        var options = LatticeSearch.Options()
        options.workers = Workers(count: count)
        options.checkLimit = 200
        let search = try LatticeSearch(
          table: table, models: question.models, loss: question.loss, suppressionLimit: 0.3,
          options: options)
        var steps: [String] = []
        let outcome = try? search.run { steps.append("\($0)") }
        return steps + [
          "\(outcome?.statistics ?? SearchStatistics()) \(outcome?.ties ?? [])"
            + " \(outcome?.loss ?? .nan) \(outcome?.lowerBound ?? .nan)"
        ]
      }
      #expect(told[0] == told[1] && told[1] == told[2], "seed \(seed)")
    }
  }
}
