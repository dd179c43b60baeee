public import Evaluation
public import Findings
import Numerics

/// Ties later pseudonyms to people known from an earlier period, each pseudonym by itself: the
/// candidates by rising cost, equal costs tied.
///
/// **Guarantee** none is claimed: it is a lower bound for what a better comparison finds.
/// **Source** the comparison's; one-by-one identification as in Naini et al. 2016 (arXiv
/// 1512.02896).
/// **Cost** the comparison's for targets * candidates pairs, and O(candidates log candidates) for
/// each target; costs are kept while they fit `heldPairs`, and computed again for each grade above.
/// **Does not protect against** a comparison that reads more of the traces than this one.
public struct PeriodLinkage: TrialAttack {
  /// What it is.
  public let description: AttackDescription
  /// The people of the experiment.
  public let cohort: PeriodCohort
  private let rows: PeriodCostRows

  /// How many pairs' costs are kept in memory at most, at 4 bytes each.
  public static let heldPairs = 100_000_000

  /// Prepares the attack.
  public init(
    description: AttackDescription, cohort: PeriodCohort, comparison: any PeriodComparison
  ) {
    self.description = description
    self.cohort = cohort
    self.rows = PeriodCostRows(cohort: cohort, comparison: comparison, heldPairs: Self.heldPairs)
  }

  /// Answers each clue with every candidate that can be compared, by rising cost.
  public func attack(_ clues: [PeriodClue], answer: (Int, RankedCandidates) throws -> Void) throws {
    for start in stride(from: 0, to: clues.count, by: PeriodCostRows.batch) {
      let batch = Array(clues[start..<min(start + PeriodCostRows.batch, clues.count)])
      let costs = rows.costs(of: batch.map(\.pseudonym))
      let rankings = concurrentChunks(count: batch.count, minimumChunk: 8) { range in
        range.map { index in
          let width = cohort.candidates.count
          return CostRanking.ranking(
            costs: costs[(index * width)..<((index + 1) * width)], of: cohort.candidates,
            within: batch[index].suspects)
        }
      }
      for (offset, ranking) in rankings.flatMap(\.self).enumerated() {
        try answer(start + offset, ranking)
      }
    }
  }

  /// The costs of some pseudonyms against all candidates, pseudonym after pseudonym.
  ///
  /// - Complexity: the comparison's, or O(result) where costs are kept.
  public func costs(of pseudonyms: [UInt32]) -> [Float] { rows.costs(of: pseudonyms) }
}

/// Costs of pseudonyms against all candidates, kept or computed again.
struct PeriodCostRows: Sendable {
  /// How many pseudonyms are compared at a time.
  static let batch = 256

  private let candidates: [UInt32]
  private let comparison: any PeriodComparison
  /// The costs of all pseudonyms in order, or `nil` where they would be too many.
  private let held: [Float]?
  private let position: [UInt32: Int]

  init(cohort: PeriodCohort, comparison: any PeriodComparison, heldPairs: Int) {
    self.candidates = cohort.candidates
    self.comparison = comparison
    let pairs = cohort.pseudonyms.count.multipliedReportingOverflow(by: cohort.candidates.count)
    guard !pairs.overflow, pairs.partialValue <= heldPairs else {
      self.held = nil
      self.position = [:]
      return
    }
    var costs: [Float] = []
    costs.reserveCapacity(pairs.partialValue)
    for start in stride(from: 0, to: cohort.pseudonyms.count, by: Self.batch) {
      let end = min(start + Self.batch, cohort.pseudonyms.count)
      costs +=
        comparison.costs(
          targets: Array(cohort.pseudonyms[start..<end]), candidates: cohort.candidates
        ).values
    }
    precondition(costs.count == pairs.partialValue, "a comparison gives a cost for each pair")
    self.held = costs
    self.position = Dictionary(
      cohort.pseudonyms.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Row after row the costs against all candidates; a pseudonym that is not in the cohort can be
  /// compared with nobody.
  func costs(of pseudonyms: [UInt32]) -> [Float] {
    guard let held else {
      return comparison.costs(targets: pseudonyms, candidates: candidates).values
    }
    let width = candidates.count
    var costs: [Float] = []
    costs.reserveCapacity(pseudonyms.count * width)
    for pseudonym in pseudonyms {
      if let row = position[pseudonym] {
        costs += held[(row * width)..<((row + 1) * width)]
      } else {
        costs += repeatElement(.infinity, count: width)
      }
    }
    return costs
  }
}
