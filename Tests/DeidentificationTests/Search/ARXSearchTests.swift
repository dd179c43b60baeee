import Deidentification
import Foundation
import Numerics
import TestSupport
import Testing

/// Models, losses and search together, on every row of ARX's outcomes on Adult.
///
/// Left are the rows of local recoding, whose expected value is Java's hash code of the cells after
/// up to a hundred searches of the rows that are left. Grassberger's entropy is added up by ARX in
/// the order of a hash table and cut short, so that it suppresses more rows than the entropy asks
/// for (`GrassbergerOrderTests`): there, as where ARX searches by a heuristic or draws a node at
/// random (differential privacy), ours must be at least as good.
@Suite("The search beside ARX 3.9.2 on Adult", .enabled(if: SharedFolder.exists))
struct ARXSearchTests {
  /// A row of the vectors, made into a question to the search.
  struct Question {
    let row: ReferenceRow
    let search: LatticeSearch
    /// ARX's loss, or its ranks; `nil` where it found no solution.
    let expected: [Double]?
    /// Whether ARX proves its node to be the best.
    let isOptimum: Bool

    init?(_ row: ReferenceRow, _ outcome: ARXOutcome, adult: AdultRelease, subset: Set<Int>) throws
    {
      guard !row.test.hasSuffix("LocalRecoding") else { return nil }
      let text = try #require(ARXModelText(outcome.models, economics: outcome.economics))
      var models = text.models
      var released = text.hasSubset ? subset : nil
      var minimumSize = 1
      if let sampling = text.sampling {
        let part = SamplingPrivacy(
          epsilon: sampling.epsilon - outcome.searchBudget, delta: sampling.delta)
        models = [part]
        minimumSize = try part.parameters().k
        released = JavaRandom.sample(adult.rowCount, beta: try part.parameters().beta)
      }
      let table = try adult.table(
        quasiIdentifiers: AdultTable.order.filter { $0 != row.sensitive },
        sensitive: row.sensitive.map { [$0] } ?? [], released: released)
      let loss = try Self.loss(row, minimumSize: minimumSize)
      var options = LatticeSearch.Options()
      if outcome.observed_latticeSize == 1 { options.bounds = row.levels?.map { $0...$0 } }
      self.row = row
      search = try LatticeSearch(
        table: table, models: models, loss: loss,
        suppressionLimit: text.sampling == nil ? outcome.suppressionLimit : 1, options: options)
      let values = (row.fields["expectedLoss"] as? String).map(ReferenceRow.numbers)
      expected = row.isScore ? values?.map { -$0 } : values
      isOptimum =
        !row.isScore && row.text("algorithm") == "OPTIMAL"
        && !outcome.models.contains("grassberger")
    }

    private static func loss(_ row: ReferenceRow, minimumSize: Int) throws -> any LossModel {
      if row.isScore {
        return SafePubLoss(try #require(row.scoreMeasure), minimumSize: minimumSize)
      }
      return try #require(try row.lossModel(isRanked: row.text("expectedLoss").hasPrefix("[")))
    }
  }

  // Would catch: a node wrongly excluded, a bound too high, a class suppressed too many or too few,
  // a tie decided another way, a loss compared by its first rank only.
  @Test("finds ARX's loss at ARX's node or a tie, and nothing where ARX finds nothing")
  func outcomes() throws {
    let adult = try #require(AdultRelease.shared)
    let subset = try adult.subset()
    let outcomes = try ARXOutcome.all()
    var (checked, left) = (0, 0)
    for (row, outcome) in zip(try ReferenceRow.all("arx_anonymization_adult.jsonl"), outcomes) {
      // Without optimisation a row whose search is short.
      guard Build.isOptimised || row.test.hasSuffix("KAnonymity") && outcome.suppressionLimit == 0
      else { continue }
      guard let question = try Question(row, outcome, adult: adult, subset: subset) else {
        left += 1
        continue
      }
      try check(question, "\(row.test) \(row.index): \(outcome.models), \(row.metric)")
      checked += 1
    }
    #expect(checked > 15 * left || !Build.isOptimised)
  }

  private func check(_ question: Question, _ place: Comment) throws {
    guard let expected = question.expected else {
      #expect(throws: DeidentificationError.self, place) { try question.search.run() }
      return
    }
    let outcome = try question.search.run()
    let ranks = outcome.best.rankedLosses
    let found = ranks.isEmpty ? [outcome.loss] : ranks
    #expect(outcome.isOptimal && outcome.best.isFeasible, place)
    guard question.isOptimum else {
      #expect(isNoWorse(found, expected), "\(place): \(found), \(expected)")
      return
    }
    #expect(
      found.count == expected.count
        && zip(found, expected).allSatisfy(ReferenceLossTests.isEqual),
      "\(place): \(found), \(expected) at \(outcome.node.levels), \(question.row.levels ?? [])")
    let levels = try #require(question.row.levels)
    #expect(
      outcome.ties.map(\.levels).contains(levels), "\(place): \(levels) \(outcome.node.levels)")
  }

  /// Whether losses are no larger, number by number where they are ranked.
  private func isNoWorse(_ found: [Double], _ expected: [Double]) -> Bool {
    for (ours, theirs) in zip(found, expected) where !ReferenceLossTests.isEqual(ours, theirs) {
      return ours < theirs
    }
    return found.count == expected.count
  }
}
